import { z } from 'zod';
import type { Endpoint, Response } from '../endpoint.ts';
import { COMMENT_CREATED } from '../schemas/comment.ts';
import { CONFLICTS, RESOLVED } from '../schemas/conflict.ts';
import { TICKET_CREATED } from '../schemas/create.ts';
import { CYCLE_REPORT, HOLD, REPORT_ITEM } from '../schemas/cycle-report.ts';
import { LOGGED_IN } from '../schemas/login.ts';
import { PROBLEM_DOCUMENT } from '../schemas/problem-document.ts';
import { GENERAL_RULES } from '../schemas/rules.ts';
import { HEALTH, STATUS_REPORT } from '../schemas/status.ts';
import { UPDATE_STATE } from '../schemas/update.ts';
import { TICKET_WORKLOGS, TIME_ENTRY, TIMESHEET, WORKLOG_CREATED } from '../schemas/worklog.ts';
import { parametersOf } from './parameters-of.ts';

type Json = Readonly<Record<string, unknown>>;

/** The API as an OpenAPI 3.1 document, made of the table of endpoints and their schemas. */
export function openapiDocument(endpoints: readonly Endpoint[], version: string): Json {
  const paths = new Map<string, Record<string, unknown>>();
  for (const endpoint of endpoints) {
    const methods = paths.get(endpoint.path) ?? {};
    paths.set(endpoint.path, methods);
    methods[endpoint.method] = operationOf(endpoint);
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Tract sync service',
      version,
      description: 'Keeps a git repository of Markdown tickets and a Jira project in two-way sync.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(paths),
    components: { schemas: componentSchemas(), securitySchemes: SECURITY_SCHEMES },
  };
}

const SECURITY_SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer', description: 'An API key' },
  apiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-Key',
    description: 'The same key, for clients that cannot send the other header',
  },
  session: { type: 'apiKey', in: 'cookie', name: 'tract_session', description: 'What POST /login gives a browser' },
  webhookToken: { type: 'apiKey', in: 'query', name: 'token', description: 'TRACT_WEBHOOK_SECRET' },
  webhookSignature: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Hub-Signature',
    description: '`sha256=` and the HMAC of the body with TRACT_WEBHOOK_SECRET',
  },
} as const;

const COMPONENTS: Readonly<Record<string, z.ZodType>> = {
  CommentCreated: COMMENT_CREATED,
  Conflicts: CONFLICTS,
  CycleReport: CYCLE_REPORT,
  Health: HEALTH,
  Hold: HOLD,
  Problem: PROBLEM_DOCUMENT,
  ReportItem: REPORT_ITEM,
  Resolved: RESOLVED,
  Session: LOGGED_IN,
  StatusReport: STATUS_REPORT,
  TicketCreated: TICKET_CREATED,
  TicketWorklogs: TICKET_WORKLOGS,
  TimeEntry: TIME_ENTRY,
  Timesheet: TIMESHEET,
  UpdateState: UPDATE_STATE,
  WorklogCreated: WORKLOG_CREATED,
};

/** Schemas that have a name refer to each other by it. */
function componentSchemas(): Json {
  const registry = z.registry<{ readonly id: string }>();
  for (const [id, schema] of Object.entries(COMPONENTS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io: 'output', uri: referenceTo });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, bare(schema)]));
}

function referenceTo(id: string): string {
  return `#/components/schemas/${id}`;
}

function operationOf(endpoint: Endpoint): Json {
  const security = securityOf(endpoint);
  const parameters = parametersOf(endpoint);
  const body = requestBodyOf(endpoint);
  return {
    operationId: operationIdOf(endpoint),
    summary: endpoint.summary,
    ...(security === null ? {} : { security }),
    ...(endpoint.access.kind === 'key'
      ? { description: `Needs a key with the right to ${endpoint.access.right}.` }
      : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === null ? {} : { requestBody: body }),
    responses: responsesOf(endpoint),
  };
}

/** `post /worklog/{issue}` is `postWorklogIssue`. */
function operationIdOf({ method, path }: Endpoint): string {
  const words = path.split(/[^A-Za-z]+/).filter((word) => word !== '');
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function securityOf({ access }: Endpoint): readonly Json[] | null {
  if (access.kind === 'open') return null;
  if (access.kind === 'webhook') return [{ webhookSignature: [] }, { webhookToken: [] }];
  const keys = [{ bearer: [] }, { apiKey: [] }, { session: [] }];
  return access.local ? [{}, ...keys] : keys;
}

function requestBodyOf({ body: { form, schema } }: Endpoint): Json | null {
  if (form === 'none') return null;
  if (form === 'raw') return { content: { 'application/json': { schema: {} } } };
  const asked = schema(GENERAL_RULES);
  const content = { schema: bare(z.toJSONSchema(asked, { io: 'input' })) };
  const types = form === 'form' ? ['application/json', 'application/x-www-form-urlencoded'] : ['application/json'];
  return {
    required: !asked.safeParse(undefined).success,
    content: Object.fromEntries(types.map((type) => [type, content])),
  };
}

function responsesOf(endpoint: Endpoint): Json {
  const answers = Object.entries(endpoint.responses).map(([status, response]) => [status, responseOf(response)]);
  const problems = Object.entries(problemsOf(endpoint)).map(([status, description]) => [
    status,
    problemOf(description),
  ]);
  // A page may answer with a status that is a problem elsewhere.
  return Object.fromEntries([...problems, ...answers]);
}

function responseOf({ description, schema, type }: Response): Json {
  if (schema === undefined) return { description, content: { [type ?? 'text/plain']: {} } };
  return { description, content: { 'application/json': { schema: schemaOf(schema) } } };
}

function schemaOf(schema: z.ZodType): Json {
  const [id] = Object.entries(COMPONENTS).find(([, component]) => component === schema) ?? [];
  if (id !== undefined) return { $ref: referenceTo(id) };
  if (schema instanceof z.ZodUnion) return { anyOf: schema.options.map((option) => schemaOf(option as z.ZodType)) };
  return bare(z.toJSONSchema(schema, { io: 'output' }));
}

/** What may go wrong with any endpoint of this kind, and what this one adds. */
function problemsOf({ access, body, limited, params, query, problems }: Endpoint): Readonly<Record<number, string>> {
  const takesInput = body.form === 'json' || body.form === 'form' || !accepts(params) || !accepts(query);
  return {
    ...(takesInput ? { 400: 'What is wrong with the request, field by field' } : {}),
    ...(access.kind === 'open' ? {} : { 401: 'Who asks is not known' }),
    ...(access.kind === 'open' ? {} : { 403: 'Who asks is known, and may not' }),
    ...(body.form === 'none' ? {} : { 413: 'The body is too large' }),
    ...(limited === false ? {} : { 429: 'Too many requests in a minute' }),
    500: 'A defect, told in the log of the server',
    ...problems,
  };
}

/** True for a schema that minds nothing. */
function accepts(schema: z.ZodType): boolean {
  return schema.safeParse({ 'any thing': 'at all' }).success;
}

function problemOf(description: string): Json {
  const schema = { $ref: referenceTo('Problem') };
  return { description, content: { 'application/problem+json': { schema } } };
}

/** OpenAPI 3.1 says the dialect once for all, and names schemas by their place. */
function bare(schema: object): Json {
  const { $schema: _dialect, $id: _id, id: _name, ...rest } = schema as Record<string, unknown>;
  return rest;
}
