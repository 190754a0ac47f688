import { expect } from 'chai';
import { fixedKeyRing, hashOfKey } from '../../../src/server/access/key-ring.ts';
import type { Right } from '../../../src/server/access/right.ts';
import type { UpdateAnswer, UpdateRequest, UpdateState, Updates } from '../../../src/server/updates.ts';
import { FakeEngine, KEY, NO_UPDATES, serve } from './fake-engine.ts';

const STATE: UpdateState = {
  enabled: true,
  version: '1.2.3',
  channel: 'stable',
  pin: null,
  running: { step: 'fetching', version: '1.3.0', since: '2026-11-21T20:00:00Z' },
  last: null,
};

describe('updates over HTTP', () => {
  const asked: UpdateRequest[] = [];
  let engine: FakeEngine;
  beforeEach(() => {
    asked.length = 0;
    engine = new FakeEngine();
  });

  const answering = (answer: UpdateAnswer): Updates => ({
    state: async () => STATE,
    ask: async (request) => {
      asked.push(request);
      return answer;
    },
  });
  const call = async (
    updates: Updates,
    init: RequestInit = { method: 'POST' },
    rights: readonly Right[] = ['update'],
  ) => {
    const keys = fixedKeyRing([{ name: 'test', sha256: hashOfKey(KEY), rights }]);
    const server = await serve(engine, { updates, keys });
    try {
      const response = await fetch(`${server.url}/update`, { ...init, headers: { Authorization: `Bearer ${KEY}` } });
      const body = (await response.json()) as Readonly<Record<string, unknown>>;
      return { status: response.status, location: response.headers.get('location'), body };
    } finally {
      await server.close(0);
    }
  };

  it('begin where the key has that very right', async () => {
    const { status, location, body } = await call(answering({ kind: 'running' }));
    expect({ status, location }).to.deep.equal({ status: 202, location: '/update' });
    expect(body).to.deep.equal({ status: 'running', newest: '1.3.0', state: STATE });
    expect(asked).to.deep.equal([{ check: false, channel: null, pin: null }]);
  });

  it('do not begin for a key that may only read and write', async () => {
    const { status } = await call(answering({ kind: 'running' }), { method: 'POST' }, ['read', 'write']);
    expect(status).to.equal(403);
    expect(asked).to.deep.equal([]);
  });

  it('take a channel or a version, and nothing else', async () => {
    const updates = answering({ kind: 'available', version: '1.3.0' });
    const post = (body: unknown) => call(updates, { method: 'POST', body: JSON.stringify(body) });
    expect((await post({ check: true, channel: 'beta' })).body).to.include({ status: 'available', newest: '1.3.0' });
    await post({ pin: '1.2.4' });
    expect(asked.slice(1)).to.deep.equal([{ check: false, channel: null, pin: '1.2.4' }]);
    for (const wrong of [{ from: '/tmp/x.tgz' }, { channel: '--prefix' }, { pin: 7 }, { registry: 'http://x' }])
      expect((await post(wrong)).status, JSON.stringify(wrong)).to.equal(400);
    expect(asked).to.have.lengthOf(2);
  });

  it('answer in words what does not go', async () => {
    expect((await call(NO_UPDATES)).status).to.equal(403);
    const refused = await call(answering({ kind: 'refused', reason: 'the registry has no version 9' }));
    expect(refused.status).to.equal(422);
    expect(refused.body.detail).to.equal('the registry has no version 9');
    expect((await call(answering({ kind: 'away', reason: 'npm view: ECONNREFUSED' }))).status).to.equal(503);
    expect((await call(answering({ kind: 'current' }))).body).to.include({ status: 'current', newest: null });
  });

  it('do not begin while the service is not well, since nothing could be judged', async () => {
    engine.now = { ...engine.now, state: 'degraded', reason: 'Jira is away' };
    const { status, body } = await call(answering({ kind: 'running' }));
    expect(status).to.equal(503);
    expect(body.detail).to.include('could not be judged: Jira is away');
    expect(asked).to.deep.equal([]);
  });

  it('tell how it is, to whoever may read', async () => {
    const { status, body } = await call(answering({ kind: 'current' }), { method: 'GET' }, ['read']);
    expect(status).to.equal(200);
    expect(body).to.deep.equal(STATE);
  });
});
