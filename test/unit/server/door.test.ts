import { Server } from 'node:http';
import { expect } from 'chai';
import { spy, useFakeTimers } from 'sinon';
import type { CycleReport } from '../../../src/reconciler/cycle-report.ts';
import type { RequestOptions, RequestOutcome } from '../../../src/reconciler/requests/request.ts';
import type { RunningServer } from '../../../src/server/start-server.ts';
import { FakeEngine, KEY, serve } from './fake-engine.ts';

const AUTH = { Authorization: `Bearer ${KEY}` };
const SAFE = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};

/** An engine whose cycles and requests never end, and which knows who waits for them. */
class BusyEngine extends FakeEngine {
  readonly waiting: AbortSignal[] = [];
  #begun: () => void = () => {};
  readonly begun = new Promise<void>((resolve) => {
    this.#begun = resolve;
  });
  override report = () => new Promise<CycleReport>(() => {});
  override request(_request: unknown, { signal }: RequestOptions): Promise<RequestOutcome> {
    if (signal !== undefined) this.waiting.push(signal);
    this.#begun();
    return new Promise(() => {});
  }
}

describe('every answer of the server', () => {
  let engine: FakeEngine;
  let server: RunningServer;
  beforeEach(async () => {
    engine = new FakeEngine();
    server = await serve(engine);
  });
  afterEach(() => server.close(0));

  const get = (path: string, headers: Readonly<Record<string, string>> = AUTH) => fetch(server.url + path, { headers });

  it('carries headers that keep browsers from guessing, framing and keeping it, and does not say what runs here', async () => {
    engine.status = () => Promise.reject(new Error('a defect'));
    const answers = [
      { path: '/health', status: 200 },
      { path: '/openapi.json', status: 200 },
      { path: '/events', status: 401 },
      { path: '/nothing', status: 404 },
      { path: '/create/APP', status: 405 },
    ];
    for (const { path, status } of answers) {
      const response = await get(path, {});
      expect(response.status, path).to.equal(status);
      expect(Object.fromEntries(response.headers), path).to.include(SAFE).and.not.have.property('x-powered-by');
      expect(response.headers.get('content-security-policy'), path).to.match(/frame-ancestors 'none'/);
    }
    const broken = await get('/status');
    expect(broken.status).to.equal(500);
    expect(Object.fromEntries(broken.headers)).to.include(SAFE);
  });

  it('says at 401 by which scheme one proves who one is', async () => {
    for (const headers of [{}, { Authorization: 'Bearer a-guess' }, { 'X-API-Key': 'a-guess' }]) {
      const response = await get('/status', headers);
      expect([response.status, response.headers.get('www-authenticate')]).to.deep.equal([401, 'Bearer realm="tract"']);
    }
  });

  it('goes by the last of several values of one name', async () => {
    engine.report = () => new Promise(() => {});
    const post = (path: string) => fetch(server.url + path, { method: 'POST', headers: AUTH });
    expect((await post('/sync?wait=-1&wait=0.01')).status).to.equal(202);
    expect((await post('/sync?wait=0.01&wait=-1')).status).to.equal(400);
  });

  it('comes within five minutes: whoever wants to wait longer is told so', async () => {
    const post = (path: string) => fetch(server.url + path, { method: 'POST', headers: AUTH });
    expect((await post('/webhook/git?wait=300')).status).to.equal(200);
    const refused = await post('/webhook/git?wait=301');
    expect(refused.status).to.equal(400);
    expect(await refused.json()).to.have.nested.property('errors.wait', 'must be a number of seconds, at most 300');
    expect(engine.syncs).to.have.length(1);
  });
});

describe('the streams of the server', () => {
  it('are a hundred at most: one more is asked to come later, and may once somebody left', async () => {
    const server = await serve(new FakeEngine());
    const warnings: string[] = [];
    const note = ({ name }: Error) => warnings.push(name);
    process.on('warning', note);
    const leaving = new AbortController();
    const open = (signal: AbortSignal) => fetch(`${server.url}/events`, { headers: AUTH, signal });
    const streams = await Promise.all(Array.from({ length: 99 }, () => open(new AbortController().signal)));
    streams.push(await open(leaving.signal));
    expect(streams.every(({ status }) => status === 200)).to.equal(true);
    const refused = await open(new AbortController().signal);
    expect([refused.status, refused.headers.has('retry-after')]).to.deep.equal([503, true]);
    leaving.abort();
    let status = 503;
    while (status === 503) {
      const again = await open(new AbortController().signal);
      status = again.status;
      if (status === 503) await again.text();
    }
    expect(status).to.equal(200);
    await server.close(0);
    process.off('warning', note);
    expect(warnings).to.deep.equal([]);
  });

  it('say now and then that they are alive, so that no proxy ends them', async () => {
    const clock = useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const server = await serve(new FakeEngine());
    try {
      const response = await fetch(`${server.url}/events`, { headers: AUTH });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      expect((await reader?.read())?.value).to.match(/^retry: /);
      clock.tick(15_000);
      expect((await reader?.read())?.value).to.equal(': \n\n');
    } finally {
      clock.restore();
      await server.close(0);
    }
  });
});

describe('a server of which somebody waits for something long', () => {
  const ask = (server: RunningServer, signal: AbortSignal | null = null) =>
    fetch(`${server.url}/comment/APP-1`, {
      method: 'POST',
      headers: AUTH,
      body: '{"author":"jane","body":"x"}',
      signal,
    });

  it('tells the engine when the caller has gone', async () => {
    const engine = new BusyEngine();
    const server = await serve(engine);
    const leaving = new AbortController();
    const answer = ask(server, leaving.signal).then(
      () => 'answered',
      () => 'left',
    );
    await engine.begun;
    const [signal] = engine.waiting;
    expect(signal?.aborted).to.equal(false);
    const told = new Promise((resolve) => signal?.addEventListener('abort', resolve));
    leaving.abort();
    await told;
    expect(await answer).to.equal('left');
    await server.close(0);
  });

  it('cuts what is still under way when the grace is over', async () => {
    const engine = new BusyEngine();
    const server = await serve(engine);
    const answer = ask(server).then(
      () => 'answered',
      () => 'cut',
    );
    await engine.begun;
    await server.close(1);
    expect(await answer).to.equal('cut');
  });

  it('waits for no one who sends slowly', async () => {
    const listening = spy(Server.prototype, 'listen');
    const server = await serve(new FakeEngine());
    listening.restore();
    const { headersTimeout, requestTimeout } = listening.firstCall.thisValue as Server;
    expect([headersTimeout, requestTimeout]).to.deep.equal([10_000, 30_000]);
    await server.close(0);
  });
});
