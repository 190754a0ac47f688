import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { fixedKeyRing, hashOfKey } from '../../../src/server/access/key-ring.ts';
import type { RunningServer } from '../../../src/server/start-server.ts';
import { DONE, FakeEngine, KEY, SECRET, serve } from './fake-engine.ts';

const OTHER = 'k-other-0123456789';
const LIMIT = 3;

describe('the limit of requests', () => {
  let engine: FakeEngine;
  let server: RunningServer;
  beforeEach(async () => {
    engine = new FakeEngine();
    const keys = [KEY, OTHER].map((key, index) => ({
      name: `k${index}`,
      sha256: hashOfKey(key),
      rights: ['read', 'write'] as const,
    }));
    server = await serve(engine, { rateLimit: LIMIT, keys: fixedKeyRing(keys) });
  });
  afterEach(() => server.close(0));

  const status = (key: string | null) =>
    fetch(`${server.url}/status`, { headers: key === null ? {} : { Authorization: `Bearer ${key}` } });
  async function use(key: string | null): Promise<void> {
    for (let count = 0; count < LIMIT; count++) await (await status(key)).text();
  }

  it('is each key its own, told in headers, and ends in a problem that says how long', async () => {
    const first = await status(KEY);
    expect(first.headers.get('ratelimit')).to.match(/;\s*r=2/);
    await use(KEY);
    const refused = await status(KEY);
    expect(refused.status).to.equal(429);
    expect(Number(refused.headers.get('retry-after'))).to.be.within(1, 60);
    expect(refused.headers.get('content-type')).to.include('application/problem+json');
    expect(await refused.json()).to.include({ status: 429, title: 'Too Many Requests' });
    expect((await status(OTHER)).status).to.equal(200);
  });

  it('is one for all who come from an address without a key, guesses among them', async () => {
    await use(null);
    expect((await status('a-guess')).status).to.equal(429);
    expect((await status(KEY)).status).to.equal(200);
  });

  it('does not let an address pretend to be another one', async () => {
    const pretend = (address: string) =>
      fetch(`${server.url}/status`, { headers: { 'X-Forwarded-For': address } }).then(({ status: code }) => code);
    await use(null);
    expect(await pretend('192.0.2.1')).to.equal(429);
  });

  it('is one for each address that a trusted proxy names, and what is before that counts for nothing', async () => {
    await server.close(0);
    server = await serve(engine, { rateLimit: LIMIT, trustedProxies: ['127.0.0.1', '10.0.0.0/8'] });
    const from = (addresses: string) =>
      fetch(`${server.url}/status`, { headers: { 'X-Forwarded-For': addresses } }).then(({ status: code }) => code);
    for (let count = 0; count < LIMIT; count++) expect(await from('192.0.2.1')).to.equal(401);
    expect(await from('192.0.2.1')).to.equal(429);
    expect(await from('192.0.2.2, 192.0.2.1')).to.equal(429);
    expect(await from('192.0.2.1, 10.1.2.3')).to.equal(429);
    expect(await from('192.0.2.2')).to.equal(401);
  });

  it('turns no webhook away, and no probe', async () => {
    await use(null);
    const body = '{"issue":{"key":"APP-1"}}';
    const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
    for (let count = 0; count < 2 * LIMIT; count++) {
      const jira = { method: 'POST', body, headers: { 'X-Hub-Signature': signature } };
      expect((await fetch(`${server.url}/webhook/jira`, jira)).status).to.equal(202);
      expect((await fetch(`${server.url}/webhook/git`, { method: 'POST' })).status).to.equal(202);
      expect((await fetch(`${server.url}/health`)).status).to.equal(200);
    }
    expect(engine.nudges).to.have.length(4 * LIMIT);
  });
});

describe('a server that stops', () => {
  it('answers what it accepted', async () => {
    const engine = new FakeEngine();
    const server = await serve(engine);
    let finish: (outcome: typeof DONE) => void = () => {};
    const began = new Promise<void>((begin) => {
      engine.outcome = () =>
        new Promise((resolve) => {
          finish = resolve;
          begin();
        });
    });
    const answer = fetch(`${server.url}/comment/APP-1`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${KEY}` },
      body: '{"author":"jane","body":"x"}',
    });
    await began;
    const closed = server.close(60_000);
    finish(DONE);
    expect((await answer).status).to.equal(201);
    await closed;
  });
});
