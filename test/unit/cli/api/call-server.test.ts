import { expect } from 'chai';
import { callServer, isUnreachable } from '../../../../src/cli/api/call-server.ts';
import { serverAccess } from '../../../../src/cli/api/server-access.ts';
import { CliError } from '../../../../src/cli/cli-error.ts';
import { Failure } from '../../../../src/model/failure.ts';
import type { RunningServer } from '../../../../src/server/start-server.ts';
import { FakeEngine, KEY, QUIET, serve } from '../../server/fake-engine.ts';

describe('callServer', () => {
  let engine: FakeEngine;
  let server: RunningServer;
  beforeEach(async () => {
    engine = new FakeEngine();
    server = await serve(engine);
  });
  afterEach(() => server.close(0));

  const sync = { method: 'POST', path: '/sync', body: {}, timeoutMs: 5_000 } as const;
  const call = (change: Partial<Parameters<typeof callServer>[1]> = {}, key: string | null = KEY) =>
    callServer({ url: server.url, key }, { ...sync, ...change });

  async function errorOf(result: Promise<unknown>): Promise<CliError> {
    const error = await result.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof CliError)) throw new Error(`no CliError but ${String(error)}`);
    return error;
  }

  it('answers the JSON of the server', async () => {
    expect(await call()).to.deep.equal(QUIET);
  });

  it('answers null for what the server does not know', async () => {
    expect(await call({ method: 'GET', path: '/status?issue=APP-99', body: undefined })).to.equal(null);
  });

  it('throws in the words of the server, exit 1', async () => {
    engine.report = () => Promise.reject(new Failure('transient', 'Jira is away'));
    expect(await errorOf(call())).to.include({ exitCode: 1, message: 'Jira is away' });
  });

  it('says what to do about a missing and a wrong key, exit 2', async () => {
    expect((await errorOf(call({}, null))).message).to.include('set TRACT_API_KEY');
    expect(await errorOf(call({}, 'wrong'))).to.include({ exitCode: 2 });
  });

  it('tells a server that is not there from one that refuses, exit 4', async () => {
    await server.close(0);
    const error = await errorOf(call());
    expect(error.exitCode).to.equal(4);
    expect(error.message).to.include('ECONNREFUSED');
    expect(isUnreachable(error)).to.equal(true);
    server = await serve(engine);
  });

  it('gives up after the time it was given', async () => {
    engine.report = () => new Promise(() => {});
    expect((await errorOf(call({ timeoutMs: 50 }))).message).to.include('no answer in time');
  });
});

describe('serverAccess', () => {
  it('prefers the environment, takes the slash off, and knows no server without it', () => {
    expect(serverAccess({ TRACT_SYNC_SERVER: 'http://tract:3100/', TRACT_API_KEY: 'k' }, null)).to.deep.equal({
      url: 'http://tract:3100',
      key: 'k',
    });
    expect(serverAccess({ TRACT_SYNC_SERVER: '' }, null)).to.equal(null);
  });

  it('refuses what is no address, and one with a password, without repeating it', () => {
    for (const url of ['tract:3100', 'ftp://tract', 'http://me:hunter2@tract']) {
      expect(() => serverAccess({ TRACT_SYNC_SERVER: url }, null), url)
        .to.throw(CliError)
        .with.property('message')
        .that.does.not.include('hunter2');
    }
  });
});
