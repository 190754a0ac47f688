import { expect } from 'chai';
import fc from 'fast-check';
import type { Log } from '../../../src/reconciler/log.ts';
import type { RunningServer } from '../../../src/server/start-server.ts';
import { type HostileRequest, hostileRequests, send } from '../../support/hostile-requests.ts';
import { FakeEngine, KEY, SECRET, serve } from './fake-engine.ts';
import { serveScenario } from './served-scenario.ts';

const SECRETS = { key: KEY, webhook: SECRET };

describe('whatever is sent to the door', function () {
  this.timeout(120_000);
  let told: unknown[];
  let server: RunningServer;
  const note = (message: string, details?: object) => void told.push(message, textOf(details));
  const log: Log = { debug: note, info: note, warn: note, error: note };
  beforeEach(() => {
    told = [];
  });
  afterEach(() => server.close(0));

  /** Errors have their words in members that JSON leaves out. */
  function textOf(details: unknown): string {
    return JSON.stringify(details, (_name, value: unknown) =>
      value instanceof Error ? `${value.stack} ${value.message}` : value,
    );
  }

  async function expectHarmless(request: HostileRequest): Promise<void> {
    const { status, headers, text } = await send(server.url, request);
    const type = String(headers['content-type']);
    if (status !== 503) expect(status, text).to.be.within(200, 499);
    if (status >= 400 && headers['content-security-policy'] !== undefined && request.method !== 'head')
      expect(type).to.match(/^(?:application\/problem\+json|text\/html)/);
    const seen = `${text}${JSON.stringify(headers)}${told.join('\n')}`;
    for (const secret of Object.values(SECRETS)) expect(seen).not.to.include(secret);
    expect(told.join('\n')).not.to.include('request failed');
  }

  it('is answered, without a defect and without a secret, by an engine that does as it is told', async () => {
    server = await serve(new FakeEngine(), { rateLimit: 1e6, log });
    await fc.assert(fc.asyncProperty(hostileRequests(SECRETS), expectHarmless), { numRuns: 300 });
  });

  it('is answered, without a defect and without a secret, by a real engine over both sides in memory', async () => {
    const served = await serveScenario(2, { rateLimit: 1e6, log });
    server = served.server;
    await fc.assert(fc.asyncProperty(hostileRequests(SECRETS), expectHarmless), { numRuns: 100 });
    expect((await served.scenario.cycle()).error).to.equal(null);
  });
});
