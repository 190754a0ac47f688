import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'chai';
import type { TicketReader } from '../../../src/reconciler/ticket-reader.ts';
import { ENDPOINTS } from '../../../src/server/endpoints/index.ts';
import { openapiDocument } from '../../../src/server/openapi/openapi-document.ts';
import type { RunningServer } from '../../../src/server/start-server.ts';
import { World } from '../../support/world.ts';
import { FakeEngine, item, KEY, serve } from './fake-engine.ts';

type Content = Readonly<Record<string, { readonly schema?: object }>>;
type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: object;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
};
type Document = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>>; readonly securitySchemes: object };
};

const DOCUMENT = JSON.parse(JSON.stringify(openapiDocument(ENDPOINTS, '1.2.3'))) as Document;
const OPERATIONS = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** A validator of one schema of the document, its references included. */
function validatorOf(schema: object) {
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats: { date: true } });
  return ajv.compile({ ...schema, components: DOCUMENT.components });
}

describe('the description of the API', () => {
  it('has every endpoint once, with a summary, answers and problems', () => {
    expect(DOCUMENT.openapi).to.match(/^3\.1\./);
    expect(OPERATIONS.map(({ method, path }) => `${method} ${path}`)).to.have.members(
      ENDPOINTS.map(({ method, path }) => `${method} ${path}`),
    );
    const ids = OPERATIONS.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).to.equal(ids.length);
    for (const { operation } of OPERATIONS) {
      expect(operation.summary).not.to.equal('');
      expect(Object.keys(operation.responses)).to.include('500');
      for (const { description } of Object.values(operation.responses)) expect(description).not.to.equal('');
    }
  });

  it('names the parameters that stand in the paths, and no others', () => {
    for (const { path, operation } of OPERATIONS) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const named = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(
        named.map(({ name }) => name),
        path,
      ).to.deep.equal(inPath);
      expect(named.every(({ required }) => required)).to.equal(true);
    }
  });

  it('says which key is needed where, and which schemes there are', () => {
    const schemes = Object.keys(DOCUMENT.components.securitySchemes);
    const open = OPERATIONS.filter(({ operation }) => operation.security === undefined).map(({ path }) => path);
    expect(open).to.have.members([
      '/',
      '/login',
      '/logout',
      '/health',
      '/health/live',
      '/health/ready',
      '/openapi.json',
    ]);
    for (const { operation } of OPERATIONS) {
      for (const needed of operation.security ?? []) expect(schemes).to.include.members(Object.keys(needed));
    }
  });

  it('has only schemas that are JSON Schema, and references that lead somewhere', () => {
    const schemas = OPERATIONS.flatMap(({ operation }) => [
      ...(operation.parameters ?? []).map(({ schema }) => schema),
      ...Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema ?? {}),
      ...Object.values(operation.responses).flatMap(({ content }) =>
        Object.values(content ?? {}).map(({ schema }) => schema ?? {}),
      ),
    ]);
    for (const schema of [...schemas, ...Object.values(DOCUMENT.components.schemas)]) validatorOf(schema);
  });

  it('knows of a request what the server takes and refuses', () => {
    const bodyOf = (path: string) => DOCUMENT.paths[path]?.post?.requestBody?.content['application/json']?.schema ?? {};
    const worklog = validatorOf(bodyOf('/worklog/{issue}'));
    expect(worklog({ author: 'jane', time: '2h' })).to.equal(true);
    expect(worklog({ author: 'jane' })).to.equal(false);
    expect(worklog({ author: 'jane', time: '2h', minutes: 1 })).to.equal(false);
    const create = validatorOf(bodyOf('/create/{project}'));
    expect(create({ title: 'x', labels: ['a'], severity: 'High' })).to.equal(true);
    expect(create({ labels: [] })).to.equal(false);
  });
});

describe('real answers', () => {
  const LOGGED = [
    {
      id: 'a',
      issue: 'APP-1',
      author: 'jane',
      seconds: 5400,
      started: '2026-02-13T09:00:00Z',
      comment: '',
      worklogId: '1',
    },
    {
      id: null,
      issue: 'APP-2',
      author: 'jane',
      seconds: 60,
      started: '2026-02-14T09:00:00Z',
      comment: 'x',
      worklogId: null,
    },
  ];
  const reader: TicketReader = {
    format: () => new World().format,
    worklogsOf: async (issue) => (issue === 'APP-1' ? LOGGED : null),
    worklogsBy: async () => LOGGED,
    ticketsBetween: async () => [],
  };
  let engine: FakeEngine;
  let server: RunningServer;
  before(async () => {
    engine = new FakeEngine();
    engine.reader = reader;
    engine.tickets = new Map([
      [
        'APP-1',
        item({
          holds: [
            {
              field: 'title',
              kind: 'conflict',
              reason: 'both',
              git: 'g',
              jira: 'j',
              since: '2026-02-14T09:00:00Z',
              origins: null,
            },
          ],
        }),
      ],
    ]);
    server = await serve(engine, { clock: () => Date.UTC(2026, 1, 14, 12) });
  });
  after(() => server.close(0));

  const asks: readonly (readonly [method: string, path: string, template: string, status: number, body?: unknown])[] = [
    ['GET', '/health', '/health', 200],
    ['GET', '/health/live', '/health/live', 200],
    ['GET', '/health/ready', '/health/ready', 200],
    ['GET', '/status', '/status', 200],
    ['GET', '/status?issue=APP-1', '/status', 200],
    ['GET', '/status?issue=APP-9', '/status', 404],
    ['GET', '/conflicts', '/conflicts', 200],
    ['GET', '/worklogs/APP-1', '/worklogs/{issue}', 200],
    ['GET', '/worklogs/APP-9', '/worklogs/{issue}', 404],
    ['GET', '/timesheet/jane?from=2026-02-01&to=2026-02-28', '/timesheet/{author}', 200],
    ['GET', '/timesheet/jane?from=soon', '/timesheet/{author}', 400],
    ['POST', '/sync', '/sync', 200],
    ['POST', '/sync?wait=-1', '/sync', 400],
    ['POST', '/create/APP', '/create/{project}', 201, { title: 'x' }],
    ['POST', '/worklog/APP-1', '/worklog/{issue}', 201, { author: 'jane', time: '2h' }],
    ['POST', '/worklog/APP-1', '/worklog/{issue}', 400, { author: 'jane' }],
    ['POST', '/comment/APP-1', '/comment/{issue}', 201, { author: 'jane', body: 'x' }],
    ['POST', '/login', '/login', 200, { key: KEY }],
    ['POST', '/login', '/login', 401, { key: 'guess' }],
    ['POST', '/webhook/git', '/webhook/git', 202],
    ['POST', '/webhook/git?wait=5', '/webhook/git', 200],
    ['POST', '/webhook/jira', '/webhook/jira', 401],
  ];
  for (const [method, path, template, status, body] of asks) {
    it(`of ${method} ${path} are as described for ${status}`, async () => {
      const response = await fetch(server.url + path, {
        method,
        headers: { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      expect(response.status).to.equal(status);
      const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
      const described = DOCUMENT.paths[template]?.[method.toLowerCase()]?.responses[String(status)];
      const schema = described?.content?.[type]?.schema;
      expect(schema, `${type} is described`).to.not.equal(undefined);
      const validate = validatorOf(schema ?? {});
      expect(validate(await response.json()), JSON.stringify(validate.errors)).to.equal(true);
    });
  }

  it('have the description itself', async () => {
    expect(await (await fetch(`${server.url}/openapi.json`)).json()).to.deep.equal(DOCUMENT);
  });

  it('of a timesheet have days, tickets and totals', async () => {
    const response = await fetch(`${server.url}/timesheet/jane?from=2026-02-13&to=2026-02-13`, {
      headers: { Authorization: `Bearer ${KEY}` },
    });
    expect(await response.json()).to.deep.equal({
      author: 'jane',
      from: '2026-02-13',
      to: '2026-02-13',
      entries: [
        {
          issue: 'APP-1',
          author: 'jane',
          time: '1.5h',
          timeSpentSeconds: 5400,
          started: '2026-02-13T09:00:00Z',
          comment: '',
          id: 'a',
          worklogId: '1',
        },
      ],
      days: [{ date: '2026-02-13', totalSeconds: 5400, total: '1.5h' }],
      issues: [{ issue: 'APP-1', totalSeconds: 5400, total: '1.5h' }],
      totalSeconds: 5400,
      total: '1.5h',
    });
  });

  it('of a timesheet are of this month where nothing is asked', async () => {
    const ask = (query: string) =>
      fetch(`${server.url}/timesheet/jane${query}`, { headers: { Authorization: `Bearer ${KEY}` } });
    expect(await (await ask('')).json()).to.include({ from: '2026-02-01', to: '2026-02-14', totalSeconds: 5460 });
    expect((await ask('?from=2026-03-01')).status).to.equal(400);
  });
});
