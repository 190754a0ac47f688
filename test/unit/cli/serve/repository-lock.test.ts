import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { LOCK_NAME, lockRepository } from '../../../../src/cli/serve/repository-lock.ts';
import { Failure } from '../../../../src/model/failure.ts';

describe('lockRepository', () => {
  let repository: string;
  beforeEach(() => {
    repository = mkdtempSync(join(tmpdir(), 'tract-lock-'));
  });
  afterEach(() => rmSync(repository, { recursive: true }));

  const file = () => join(repository, LOCK_NAME);
  const lock = () => lockRepository(repository, 'refs/heads/main');
  const leave = (text: string) => writeFileSync(file(), text);

  async function isRefused(): Promise<boolean> {
    try {
      await (await lock()).release();
      return false;
    } catch (error) {
      expect(error).to.be.instanceOf(Failure).and.include({ kind: 'fatal' });
      return true;
    }
  }

  it('tells who syncs which branch and where, and leaves nothing', async () => {
    const held = await lock();
    await held.announce('http://127.0.0.1:3100');
    const text = readFileSync(file(), 'utf8');
    expect(text)
      .to.include(`pid=${process.pid}\n`)
      .and.include('branch=refs/heads/main\n')
      .and.include('url=http://127.0.0.1:3100\n');
    await held.release();
    expect(readdirSync(repository)).to.deep.equal([]);
  });

  it('keeps out another process that lives, here or on another machine', async () => {
    leave(`pid=1\nstarted=${startOf(1)}\nhost=${hostname()}\n`);
    expect(await isRefused()).to.equal(true);
    leave('pid=1\nstarted=x\nhost=another-machine\n');
    expect(await isRefused()).to.equal(true);
  });

  it('takes over from a process that is gone, and from one whose id somebody else has now', async () => {
    leave(`pid=4194303\nstarted=x\nhost=${hostname()}\n`);
    expect(await isRefused()).to.equal(false);
    leave(`pid=1\nstarted=an earlier boot\nhost=${hostname()}\n`);
    expect(await isRefused()).to.equal(false);
  });

  it('takes over from another machine whose heartbeat has stopped', async () => {
    leave('pid=1\nstarted=x\nhost=another-machine\n');
    utimesSync(file(), new Date(0), new Date(0));
    expect(await isRefused()).to.equal(false);
  });

  describe('over a folder that containers of one machine share', () => {
    /** What a holder wrote whose host name and processes say nothing here. */
    const inContainer = (text: string) => text.replace(/^host=.*$/m, 'host=3f1c').replace(/^pid=.*$/m, 'pid=4194303');

    it('keeps out another as long as the first one lives, whatever they are called', async () => {
      const held = await lock();
      for (const text of [inContainer(readFileSync(file(), 'utf8')), readFileSync(file(), 'utf8')]) {
        leave(text.replace(/^pid=.*$/m, 'pid=4194303'));
        utimesSync(file(), new Date(0), new Date(0));
        expect(await isRefused()).to.equal(true);
      }
      await held.release();
    });

    it('takes over at once from one that was killed', async () => {
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', HOLDER, repository], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [said] = await once(child.stdout, 'data');
      expect(String(said)).to.equal('held');
      expect(await isRefused()).to.equal(true);
      child.kill('SIGKILL');
      await once(child, 'close');
      const text = inContainer(readFileSync(file(), 'utf8'));
      // Over a network file system a socket says nothing of another machine.
      leave(text.replace(/^started=.*$/m, 'started=another boot:1'));
      expect(await isRefused()).to.equal(true);
      leave(text);
      expect(await isRefused()).to.equal(false);
      expect(readdirSync(repository)).to.deep.equal([]);
    });

    it('waits for the heartbeat to stop where the socket is gone, or of another machine', async () => {
      const held = await lock();
      const text = inContainer(readFileSync(file(), 'utf8'));
      await held.release();
      for (const left of [text, text.replace(/^started=.*$/m, 'started=another boot:1')]) {
        leave(left);
        expect(await isRefused()).to.equal(true);
        utimesSync(file(), new Date(0), new Date(0));
        expect(await isRefused()).to.equal(false);
      }
    });

    it('goes by processes and heartbeats where the path is too long for a socket', async () => {
      const deep = join(repository, 'd'.repeat(100));
      mkdirSync(deep);
      const held = await lockRepository(deep, 'refs/heads/main');
      expect(readFileSync(join(deep, LOCK_NAME), 'utf8')).not.to.include('line=');
      expect(readdirSync(repository)).to.deep.equal(['d'.repeat(100)]);
      await held.release();
    });

    const HOLDER = `
      import { lockRepository } from ${JSON.stringify(resolve('src/cli/serve/repository-lock.ts'))};
      await lockRepository(process.argv.at(-1), 'refs/heads/main');
      process.stdout.write('held');
      setInterval(() => {}, 1000);
    `;
  });

  it('takes over from a file that says nothing', async () => {
    leave('');
    utimesSync(file(), new Date(0), new Date(0));
    expect(await isRefused()).to.equal(false);
  });

  it('gives way to one of two that start at once over a stale lock', async () => {
    leave(`pid=4194303\nstarted=x\nhost=${hostname()}\n`);
    const attempts = await Promise.allSettled([lock(), lock(), lock()]);
    expect(attempts.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
  });

  it('does not release what somebody else took over', async () => {
    const held = await lock();
    leave('pid=1\nstarted=x\nhost=another-machine\n');
    await held.release();
    expect(readFileSync(file(), 'utf8')).to.include('another-machine');
  });
});

function startOf(pid: number): string {
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return `${boot}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
}
