import { expect } from 'chai';
import { fixedKeyRing, hashOfKey } from '../../../src/server/access/key-ring.ts';
import type { RunningServer } from '../../../src/server/start-server.ts';
import { DONE, FakeEngine, KEY, serve } from './fake-engine.ts';

const READER = 'k-reader-0123456789';
const NOW = Date.UTC(2026, 1, 14, 9);

type Problem = {
  readonly status: number;
  readonly detail: string;
  readonly errors?: Record<string, string>;
  readonly outcome?: string;
};

describe('requests to make something', () => {
  let engine: FakeEngine;
  let server: RunningServer;
  beforeEach(async () => {
    engine = new FakeEngine();
    server = await serve(engine, {
      clock: () => NOW,
      keys: fixedKeyRing([
        { name: 'test', sha256: hashOfKey(KEY), rights: ['read', 'write'] },
        { name: 'reader', sha256: hashOfKey(READER), rights: ['read'] },
      ]),
    });
  });
  afterEach(() => server.close(0));

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${KEY}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const problem = async (response: Response) => {
    expect(response.headers.get('content-type')).to.include('application/problem+json');
    return (await response.json()) as Problem;
  };

  const WORKLOG = { author: 'jane', time: '1h 30m' };
  const COMMENT = { author: 'jane', body: 'Looks **good**.' };

  it('log time: what was asked reaches the engine, and 201 tells what became of it', async () => {
    const asked = { ...WORKLOG, started: '2026-02-13T10:00:00+01:00', comment: 'Fixed', id: 'line-1' };
    const response = await post('/worklog/APP-1', asked, { 'Idempotency-Key': '"8e03978e"' });
    expect(response.status).to.equal(201);
    expect(await response.json()).to.deep.equal({
      issue: 'APP-1',
      id: 'line-1',
      worklogId: '10100',
      time: '1.5h',
      timeSpentSeconds: 5400,
      commit: 'a'.repeat(40),
    });
    expect(engine.requests).to.deep.equal([
      {
        key: '8e03978e',
        request: {
          kind: 'worklog',
          issue: 'APP-1',
          id: 'line-1',
          author: 'jane',
          seconds: 5400,
          started: '2026-02-13T09:00:00Z',
          comment: 'Fixed',
        },
      },
    ]);
  });

  it('log time now where no start is given', async () => {
    await post('/worklog/APP-1', WORKLOG);
    expect(engine.requests[0]?.request).to.include({ started: null, id: null, comment: '' });
  });

  it('comment', async () => {
    const response = await post('/comment/APP-1', COMMENT);
    expect(response.status).to.equal(201);
    expect(await response.json()).to.include({ issue: 'APP-1', commentId: '10100', path: 'issues/APP-1.md' });
    expect(engine.requests[0]?.request).to.deep.equal({ kind: 'comment', issue: 'APP-1', ...COMMENT });
  });

  it('create a ticket, its values as the project has them', async () => {
    const body = {
      title: '  Fix login  timeout ',
      type: 'Bug',
      components: ['Auth', 'API', 'Auth'],
      labels: 'urgent',
      estimate: '2h',
      priority: null,
      description: 'Users are **out**.',
    };
    const response = await post('/create/APP', body);
    expect(response.status).to.equal(201);
    expect(response.headers.get('location')).to.equal('https://jira.example/browse/APP-1');
    expect(await response.json()).to.deep.equal({
      issueKey: 'APP-1',
      url: 'https://jira.example/browse/APP-1',
      path: 'issues/APP-1.md',
      commit: 'a'.repeat(40),
    });
    expect(engine.requests[0]?.request).to.deep.equal({
      kind: 'create',
      values: {
        title: 'Fix login  timeout',
        type: 'Bug',
        components: ['API', 'Auth'],
        labels: ['urgent'],
        estimate: 7200,
      },
      description: 'Users are **out**.',
    });
  });

  describe('are told why they were not carried out:', () => {
    it('404 for a ticket that Jira does not know', async () => {
      engine.outcome = () => ({ kind: 'unknown-issue', issue: 'APP-99' });
      const response = await post('/comment/APP-99', COMMENT);
      expect(response.status).to.equal(404);
      expect((await problem(response)).detail).to.equal('Issue APP-99 not found in Jira');
    });

    it("422 in Jira's words by field", async () => {
      engine.outcome = () => ({ kind: 'refused', reason: 'Jira refuses it', fields: { priority: 'No such priority' } });
      const response = await post('/create/APP', { title: 'x', priority: 'Soon' });
      expect(response.status).to.equal(422);
      expect((await problem(response)).errors).to.deep.equal({ priority: 'No such priority' });
    });

    it('503 with Retry-After while Jira is away, and surely nothing was done', async () => {
      engine.outcome = () => ({ kind: 'away', reason: 'Jira cannot be reached', retryAfterMs: 4_200 });
      const response = await post('/worklog/APP-1', WORKLOG);
      expect([response.status, response.headers.get('retry-after')]).to.deep.equal([503, '5']);
      expect(await problem(response)).to.include({ detail: 'Jira cannot be reached', outcome: 'away' });
    });

    it('503 where nobody knows whether it was done', async () => {
      engine.outcome = () => ({ kind: 'pending', reason: 'no answer came' });
      const response = await post('/worklog/APP-1', WORKLOG);
      expect([response.status, response.headers.get('retry-after')]).to.deep.equal([503, '5']);
      expect((await problem(response)).outcome).to.equal('pending');
    });

    it('422 for an idempotency key that stands for another request', async () => {
      engine.outcome = () => ({ kind: 'key-reused' });
      expect((await post('/worklog/APP-1', WORKLOG, { 'Idempotency-Key': 'one' })).status).to.equal(422);
    });

    it('409 while the first request with the same key is being worked on', async () => {
      let finish: (outcome: typeof DONE) => void = () => {};
      const began = new Promise<void>((begin) => {
        engine.outcome = () =>
          new Promise((resolve) => {
            finish = resolve;
            begin();
          });
      });
      const first = post('/worklog/APP-1', WORKLOG, { 'Idempotency-Key': 'one' });
      await began;
      const second = await post('/worklog/APP-1', WORKLOG, { 'Idempotency-Key': 'one' });
      expect([second.status, second.headers.get('retry-after')]).to.deep.equal([409, '1']);
      finish(DONE);
      expect((await first).status).to.equal(201);
      engine.outcome = () => DONE;
      expect((await post('/worklog/APP-1', WORKLOG, { 'Idempotency-Key': 'one' })).status).to.equal(201);
      expect(engine.requests).to.have.length(2);
    });
  });

  describe('are refused before anything is done:', () => {
    type Refusal = readonly [
      situation: string,
      status: number,
      words: RegExp,
      path: string,
      body: unknown,
      headers?: Record<string, string>,
    ];
    const refusals: readonly Refusal[] = [
      ['no key', 401, /API key is needed/, '/worklog/APP-1', WORKLOG, { Authorization: '' }],
      ['a wrong key', 401, /not one of this server/, '/worklog/APP-1', WORKLOG, { Authorization: `Bearer ${KEY}x` }],
      [
        'a key that may only read',
        403,
        /right to write; "reader" has read/,
        '/worklog/APP-1',
        WORKLOG,
        { Authorization: `Bearer ${READER}` },
      ],
      ['a body over the limit', 413, /too large/, '/comment/APP-1', { author: 'jane', body: 'x'.repeat(300_000) }],
      ['malformed JSON', 400, /not JSON/, '/worklog/APP-1', '{"author":'],
      ['no body', 400, /author is missing; time is missing/, '/worklog/APP-1', ''],
      ['a list', 400, /body/, '/worklog/APP-1', '[]'],
      [
        'unknown fields',
        400,
        /minutes is not known.*spent is not known/,
        '/worklog/APP-1',
        { ...WORKLOG, minutes: 3, spent: 1 },
      ],
      [
        'a field named __proto__',
        400,
        /__proto__ is not known/,
        '/worklog/APP-1',
        '{"author":"jane","time":"2h","__proto__":{"x":1}}',
      ],
      [
        'all problems at once',
        400,
        /author must be.*time is no time.*started must be.*minutes is not known/,
        '/worklog/APP-1',
        { author: 'a b', time: '90', started: 'noon', minutes: 1 },
      ],
      ['no time', 400, /time is missing/, '/worklog/APP-1', { author: 'jane' }],
      ['zero', 400, /time is zero/, '/worklog/APP-1', { ...WORKLOG, time: '0m' }],
      ['a negative time', 400, /is negative/, '/worklog/APP-1', { ...WORKLOG, time: '-2h' }],
      ['an absurd time', 400, /longer than 1000h/, '/worklog/APP-1', { ...WORKLOG, time: '1001h' }],
      ['a number for a time', 400, /time/, '/worklog/APP-1', { ...WORKLOG, time: 90 }],
      ['a start before 1970', 400, /before 1970/, '/worklog/APP-1', { ...WORKLOG, started: '1969-12-31T00:00:00Z' }],
      [
        'a start in another year',
        400,
        /month ahead/,
        '/worklog/APP-1',
        { ...WORKLOG, started: '2062-02-14T09:00:00Z' },
      ],
      ['an empty comment', 400, /body is empty/, '/comment/APP-1', { author: 'jane', body: ' \n' }],
      ['an author that is none', 400, /author must be/, '/comment/APP-1', { author: 'me', body: 'x' }],
      ['no title', 400, /title is missing/, '/create/APP', { description: 'x' }],
      ['an empty title', 400, /title is empty/, '/create/APP', { title: ' ' }],
      ['a title beyond what Jira takes', 400, /255/, '/create/APP', { title: 'x'.repeat(256) }],
      [
        'a field of Jira alone',
        400,
        /reporter is not known.*created is not known/,
        '/create/APP',
        { title: 'x', reporter: 'jane', created: '2026-02-14' },
      ],
      ['a value that its field cannot have', 400, /due "soon" is no date/, '/create/APP', { title: 'x', due: 'soon' }],
      ['a project of another server', 404, /this server keeps the project APP/, '/create/OPS', { title: 'x' }],
      ['no project at all', 400, /project must be/, '/create/app-1', { title: 'x' }],
      ['a ticket of another project', 404, /OPS-1 is not found here/, '/worklog/OPS-1', WORKLOG],
      ['a key that is none', 400, /issue must be the key of a ticket/, '/worklog/APP-0', WORKLOG],
      ['a path for a key', 400, /issue must be/, '/comment/..%2F..%2Fetc%2Fpasswd', COMMENT],
      ['a query for a key', 400, /issue must be/, '/comment/APP-1%20OR%201=1', COMMENT],
      ['an option for a key', 400, /issue must be/, '/comment/--all', COMMENT],
      ['a key with a line end', 400, /issue must be/, '/comment/APP-1%0A', COMMENT],
      ['an address that is no text', 400, /address cannot be read/, '/comment/%E0%A4%A', COMMENT],
      [
        'an idempotency key that is none',
        400,
        /Idempotency-Key/,
        '/worklog/APP-1',
        WORKLOG,
        { 'Idempotency-Key': 'x'.repeat(201) },
      ],
      ['a query nobody asked for', 400, /dry is not known in the query/, '/worklog/APP-1?dry=1', WORKLOG],
    ];
    for (const [situation, status, words, path, body, headers] of refusals) {
      it(`${situation}: ${status}`, async () => {
        const response = await post(path, body, headers);
        const told = await problem(response);
        expect(told.detail).to.match(words);
        expect([response.status, told.status]).to.deep.equal([status, status]);
        expect(engine.requests).to.deep.equal([]);
      });
    }

    it('a wrong address before its body is looked at', async () => {
      expect((await post('/worklog/APP-0', '{"broken')).status).to.equal(400);
      expect((await problem(await post('/worklog/APP-0', '{"broken'))).detail).to.include('issue');
    });
  });
});
