import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { fixedKeyRing } from '../../../src/server/access/key-ring.ts';
import type { RunningServer } from '../../../src/server/start-server.ts';
import { FakeEngine, HEALTHY, item, KEY, QUIET, SILENT, serve } from './fake-engine.ts';

const AUTH = { Authorization: `Bearer ${KEY}` };

describe('server endpoints', () => {
  let engine: FakeEngine;
  let server: RunningServer;
  beforeEach(async () => {
    engine = new FakeEngine();
    server = await serve(engine);
  });
  afterEach(() => server.close(0));

  const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });
  const post = (path: string, headers: Record<string, string> = {}, body?: string) =>
    fetch(server.url + path, { method: 'POST', headers, ...(body === undefined ? {} : { body }) });

  describe('health', () => {
    it('tells state, version, project, repository and uptime to everybody', async () => {
      const response = await get('/health');
      expect(response.status).to.equal(200);
      expect(await response.json()).to.deep.equal({
        status: 'ok',
        version: '1.2.3',
        project: 'APP',
        jiraConnected: true,
        jiraFlavor: 'server',
        gitRepoPath: '/srv/app.git',
        uptime: 60,
        lastSuccess: '2026-02-14T09:00:00.000Z',
        reason: null,
      });
    });

    it('is degraded with the reason, but still 200, while Jira is away; not ready then, but live', async () => {
      engine.now = { ...HEALTHY, state: 'degraded', jiraConnected: false, reason: 'Jira cannot be reached' };
      const health = await get('/health');
      expect(health.status).to.equal(200);
      expect(await health.json()).to.include({
        status: 'degraded',
        jiraConnected: false,
        reason: 'Jira cannot be reached',
      });
      const ready = await get('/health/ready');
      expect(ready.status).to.equal(503);
      expect(await ready.json()).to.include({ detail: 'Jira cannot be reached' });
      expect((await get('/health/live')).status).to.equal(200);
    });

    it('is ready when the last cycle went well', async () => {
      expect((await get('/health/ready')).status).to.equal(200);
    });
  });

  describe('API key', () => {
    it('is taken as Bearer or as X-API-Key', async () => {
      expect((await get('/status', AUTH)).status).to.equal(200);
      expect((await get('/status', { 'X-API-Key': KEY })).status).to.equal(200);
    });

    it('is asked for, with how to send it, when missing or wrong', async () => {
      for (const headers of [{}, { Authorization: 'Bearer nonsense' }, { 'X-API-Key': `${KEY}x` }]) {
        const response = await get('/status', headers as Record<string, string>);
        expect(response.status).to.equal(401);
        expect(response.headers.get('content-type')).to.include('application/problem+json');
        expect(await response.json()).to.include({ type: 'about:blank', title: 'Unauthorized', status: 401 });
      }
    });

    it('cannot be guessed where the server has none: 401 that says how to make one', async () => {
      const open = await serve(engine, { keys: fixedKeyRing([]) });
      const response = await fetch(`${open.url}/status`, { headers: AUTH });
      expect(response.status).to.equal(401);
      expect(((await response.json()) as { detail: string }).detail).to.include('TRACT_API_KEY');
      await open.close(0);
    });
  });

  describe('status', () => {
    it('lists what waits', async () => {
      engine.tickets = new Map([['APP-1', item({})]]);
      expect(await (await get('/status', AUTH)).json()).to.deep.include({
        project: 'APP',
        tickets: 1,
        pending: [item({})],
      });
    });

    it('compares one ticket', async () => {
      engine.tickets = new Map([['APP-1', item({})]]);
      expect(await (await get('/status?issue=APP-1', AUTH)).json()).to.deep.equal(item({}));
    });

    it('answers 404 to a ticket nobody knows and 400 to what can be none', async () => {
      expect((await get('/status?issue=APP-9', AUTH)).status).to.equal(404);
      for (const issue of ['..%2F..%2Fetc%2Fpasswd', 'APP-1%0Aupdate', 'app', '--all']) {
        expect((await get(`/status?issue=${issue}`, AUTH)).status, issue).to.equal(400);
      }
    });
  });

  describe('sync', () => {
    it('reconciles with the request and answers with the report', async () => {
      const body = JSON.stringify({ full: true, allowDeletes: 3 });
      const response = await post('/sync', AUTH, body);
      expect(response.status).to.equal(200);
      expect(await response.json()).to.deep.equal(QUIET);
      expect(engine.syncs).to.deep.equal([{ full: true, retryHeld: false, allowDeletes: 3 }]);
    });

    it('takes an empty body for a plain sync', async () => {
      expect((await post('/sync', AUTH)).status).to.equal(200);
      expect(engine.syncs).to.deep.equal([{ full: false, retryHeld: false, allowDeletes: 0 }]);
    });

    it('answers 202 when the cycle takes longer than the caller wants to wait', async () => {
      engine.report = () => new Promise(() => {});
      expect((await post('/sync?wait=0.01', AUTH)).status).to.equal(202);
    });

    it('answers 400 to unknown members, broken JSON and a strange wait', async () => {
      expect((await post('/sync', AUTH, '{"fulll":true}')).status).to.equal(400);
      expect((await post('/sync', AUTH, '{"allowDeletes":-1}')).status).to.equal(400);
      expect((await post('/sync', AUTH, '{')).status).to.equal(400);
      expect((await post('/sync?wait=-1', AUTH)).status).to.equal(400);
      expect(engine.syncs).to.deep.equal([]);
    });

    it('answers 503 with Retry-After while Jira is away, in the words of the failure', async () => {
      engine.report = () => Promise.reject(new Failure('transient', 'Jira cannot be reached', { retryAfterMs: 4_200 }));
      const response = await post('/sync', AUTH);
      expect(response.status).to.equal(503);
      expect(response.headers.get('retry-after')).to.equal('5');
      expect(await response.json()).to.include({ detail: 'Jira cannot be reached' });
    });

    it('refuses a body beyond the limit before reading it all', async () => {
      expect((await post('/sync', AUTH, `{"full":"${'x'.repeat(300_000)}"}`)).status).to.equal(413);
    });
  });

  it('tells a defect to the log with its cause, and to the caller without', async () => {
    const told: unknown[] = [];
    const log = { ...SILENT, error: (_message: string, details?: object) => void told.push(details) };
    const other = await serve(engine, { log });
    engine.status = () => Promise.reject(new Error('the inner works'));
    const response = await fetch(`${other.url}/status`, { headers: AUTH });
    expect(response.status).to.equal(500);
    expect(await response.text()).not.to.include('inner works');
    expect(told).to.have.length(1);
    await other.close(0);
  });

  it('answers 404 and 405 as problem documents', async () => {
    expect(await (await get('/nothing')).json()).to.include({ status: 404 });
    const response = await get('/sync', AUTH);
    expect(response.status).to.equal(405);
    expect(response.headers.get('allow')).to.equal('POST');
  });
});
