import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { runIn } from '../temporary-clone.ts';

describe('tract fleet status', () => {
  let folder: string;
  let servers: Server[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tract-fleet-'));
    servers = [];
  });
  afterEach(() => {
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true });
  });

  /** Something that answers `/health`; its port. */
  async function serve(health: unknown): Promise<number> {
    const server = createServer((_request, response) => response.end(JSON.stringify(health)));
    servers.push(server.listen(0, '127.0.0.1'));
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  const healthOf = (project: string, change = {}) => ({
    status: 'ok',
    version: '0.1.0',
    project,
    jiraConnected: true,
    uptime: 60,
    lastSuccess: '2026-11-21T20:00:00Z',
    reason: null,
    ...change,
  });
  const settings = (name: string, project: string, port: number) =>
    writeFileSync(join(folder, `${name}.env`), `JIRA_TOKEN="hush"\nTRACT_PROJECT="${project}"\nTRACT_PORT="${port}"\n`);
  const status = (...args: readonly string[]) => runIn('/', ['fleet', 'status', '--config', folder, ...args]);

  it('shows every service whose settings are there, and nothing of their secrets', async () => {
    settings('app', 'APP', await serve(healthOf('APP')));
    settings('tb', 'TB', await serve(healthOf('TB')));
    const { code, out } = await status();
    expect(code).to.equal(0);
    expect(out)
      .to.match(/^PROJECT .*\nAPP .* ok .*\nTB .* ok /)
      .and.not.to.include('hush');
  });

  it('says which is degraded, and why', async () => {
    settings('app', 'APP', await serve(healthOf('APP', { status: 'degraded', reason: 'Jira is away' })));
    const { code, out } = await status('--json');
    expect(code).to.equal(3);
    expect(JSON.parse(out)[0]).to.include({ project: 'APP', state: 'degraded', reason: 'Jira is away' });
  });

  it('says which does not answer, and where another one does', async () => {
    const port = await serve(healthOf('APP'));
    settings('app', 'APP', port);
    settings('other', 'OTHER', port);
    settings('tb', 'TB', await serve({ hello: 'world' }));
    const { code, out } = await status('--json');
    expect(code).to.equal(1);
    const states = JSON.parse(out).map(({ project, state }: { project: string; state: string }) => [project, state]);
    expect(states).to.deep.equal([
      ['APP', 'ok'],
      ['OTHER', 'stranger'],
      ['TB', 'stranger'],
    ]);
    for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
    expect(JSON.parse((await status('--json')).out)[0]).to.include({ state: 'away', reason: 'ECONNREFUSED' });
  });

  it('asks the addresses that it is given', async () => {
    const port = await serve(healthOf('APP'));
    const { code, out } = await runIn('/', ['fleet', 'status', `http://127.0.0.1:${port}/`]);
    expect(code).to.equal(0);
    expect(out).to.include(`APP      http://127.0.0.1:${port}  ok`);
  });

  it('says what to do where there are no settings, or none that may be read', async () => {
    expect((await status()).err).to.match(/there is no service in .*: see install-service.sh/);
    expect((await runIn('/', ['fleet', 'status', '--config', join(folder, 'none')])).err).to.include('ENOENT');
    settings('app', 'APP', 3100);
    chmodSync(join(folder, 'app.env'), 0);
    if (process.getuid?.() !== 0) expect((await status()).err).to.include('run it with sudo');
  });
});
