import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { runGit } from '../../../../src/cli/demo/run-git.ts';
import { postReceiveHook } from '../../../../src/cli/onboard/post-receive-hook.ts';
import { LOCK_NAME } from '../../../../src/cli/serve/repository-lock.ts';

const PUSH = `${'0'.repeat(40)} ${'1'.repeat(40)} refs/heads/main\n`;

describe('the post-receive hook', () => {
  let repository: string;
  let server: Server;
  let asked: IncomingMessage[];
  let status: number;
  beforeEach(async () => {
    repository = mkdtempSync(join(tmpdir(), 'tract-hook-'));
    asked = [];
    status = 200;
    server = createServer((request, response) => {
      asked.push(request);
      response.writeHead(status, { 'Content-Type': 'text/plain' }).end('✓ APP-1 → Jira: set title\n');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    announce((server.address() as AddressInfo).port);
    writeFileSync(join(repository, 'hook'), postReceiveHook(process.execPath));
  });
  afterEach(() => {
    server.close();
    rmSync(repository, { recursive: true });
  });

  function announce(port: number): void {
    writeFileSync(join(repository, LOCK_NAME), `pid=1\nbranch=refs/heads/main\nurl=http://127.0.0.1:${port}\n`);
  }

  /** Runs the hook as git does, with these programs of the machine only. */
  function run(input: string, programs: readonly string[] = ['curl']): Promise<{ code: number | null; said: string }> {
    const bin = join(repository, 'bin');
    mkdirSync(bin);
    for (const name of ['sh', 'sed', ...programs]) {
      const found = (process.env.PATH ?? '')
        .split(delimiter)
        .map((folder) => join(folder, name))
        .find((path) => existsSync(path));
      if (found !== undefined) symlinkSync(found, join(bin, name));
    }
    const env = { PATH: bin, GIT_DIR: repository, http_proxy: 'http://192.0.2.1:9' };
    const child = spawn('/bin/sh', [join(repository, 'hook')], { cwd: repository, env });
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.stdin.end(input);
    return new Promise((done) => child.once('close', (code) => done({ code, said })));
  }

  for (const program of ['curl', 'wget', null]) {
    it(`asks the daemon by ${program ?? 'node alone'} and prints its answer`, async function () {
      if (
        program !== null &&
        !(process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
      ) {
        console.log(`      skipped: ${program} is not installed`);
        this.skip();
      }
      expect(await run(PUSH, program === null ? [] : [program])).to.deep.equal({
        code: 0,
        said: '✓ APP-1 → Jira: set title\n',
      });
      expect(asked.map(({ method, url, headers }) => [method, url, headers.accept])).to.deep.equal([
        ['POST', `/webhook/git?wait=30&old=${'0'.repeat(40)}&new=${'1'.repeat(40)}`, 'text/plain'],
      ]);
    });
  }

  for (const programs of [['curl', 'wget'], ['wget']]) {
    it(`asks a daemon on another machine, with a key, by ${programs[0] === 'curl' ? 'curl' : 'node where wget would show it'}`, async () => {
      const config = (name: string, value: string) => runGit(repository, ['config', name, value]);
      await runGit(repository, ['init', '--quiet', '--bare']);
      await config('tract.server', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      await config('tract.keyFile', join(repository, 'key'));
      writeFileSync(join(repository, 'key'), 'a "key" \\ with odd characters\nand more\n');
      announce(1);
      expect((await run(PUSH, ['git', ...programs])).said).to.equal('✓ APP-1 → Jira: set title\n');
      expect(asked.map(({ headers }) => headers.authorization)).to.deep.equal([
        'Bearer a "key" \\ with odd characters',
      ]);
    });
  }

  it('asks nothing about a push of other branches', async () => {
    expect(await run(PUSH.replace('main', 'draft'))).to.deep.equal({ code: 0, said: '' });
    expect(asked).to.have.length(0);
  });

  it('asks once about a push of many refs', async () => {
    await run(PUSH.replace('main', 'a') + PUSH + PUSH.replace('main', 'z'));
    expect(asked).to.have.length(1);
  });

  it('lets the push succeed while no daemon runs, and says so', async () => {
    rmSync(join(repository, LOCK_NAME));
    const { code, said } = await run(PUSH);
    expect(code).to.equal(0);
    expect(said).to.include('The sync service does not run');
  });

  it('lets the push succeed where a killed daemon left its lock, or the daemon refuses', async () => {
    status = 503;
    expect((await run(PUSH)).said).to.include('The sync service does not run');
    rmSync(join(repository, 'bin'), { recursive: true });
    announce(1);
    expect(await run(PUSH)).to.deep.equal({
      code: 0,
      said: '! The sync service does not run: this push is synced as soon as it does.\n',
    });
  });
});
