import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { lockRepository } from '../../../src/cli/serve/repository-lock.ts';
import { type Clone, eventually } from '../cli/workshop.ts';
import { FlowSite } from './flow-site.ts';

const execute = promisify(execFile);
const SIZE_MB = 16;

describe('a repository that cannot be written for a while', function () {
  this.timeout(120_000);
  let site: FlowSite;
  let clone: Clone;
  let isMounted = false;

  before(async function () {
    site = await FlowSite.open('server');
    clone = await site.clone();
    const { repository } = site.workshop;
    await rename(repository, `${repository}.away`);
    await mkdir(repository);
    isMounted = await execute('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', repository]).then(
      () => true,
      () => false,
    );
    if (!isMounted) {
      console.log('      (no file system may be mounted here: not tested)');
      this.skip();
    }
    await cp(`${repository}.away`, repository, { recursive: true });
    await site.start({ TRACT_POLL: '* * * * * *' });
  });
  after(async () => {
    await site?.stop();
    if (isMounted) await execute('umount', [site.workshop.repository]);
    await site?.close();
  });

  async function health(): Promise<{ readonly status?: unknown; readonly reason?: unknown }> {
    const reply = await fetch(`${site.workshop.url}/health`);
    return (await reply.json()) as Record<string, unknown>;
  }

  /** Somebody edits in Jira; the daemon tells what hinders it, and goes on by itself once `mend` has run. */
  async function survives(title: string, words: RegExp, mend: () => Promise<void>): Promise<void> {
    site.jira.as('anna').editIssue('APP-1', { summary: title });
    const told = await eventually(health, ({ status }) => status === 'degraded');
    expect(String(told.reason)).to.match(words).and.not.include('\n');
    await mend();
    await eventually(
      () => site.file('issues/APP-1.md'),
      (file) => file.includes(`title: ${title}\n`),
    );
    expect((await eventually(health, ({ status }) => status === 'ok')).status).to.equal('ok');
    await clone.pull();
    expect(await site.sync(clone)).to.equal('✓ In sync: nothing to do\n');
    expect(await site.paths('issues')).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
    await execute('git', ['-C', site.workshop.repository, 'fsck', '--strict']);
  }

  async function stuff(): Promise<() => Promise<void>> {
    const stuffing = join(site.workshop.repository, 'stuffing');
    await writeFile(stuffing, Buffer.alloc(SIZE_MB * 1024 * 1024)).catch(() => {});
    return () => rm(stuffing);
  }

  it('says that the disk is full, and goes on when there is room', async () => {
    await survives('Said while the disk was full', /no space left .*: free some disk space/, await stuff());
  });

  it('says that it is read-only, and goes on when it is not', async () => {
    const remount = (how: string) => execute('mount', ['-o', `remount,${how}`, site.workshop.repository]);
    await remount('ro');
    await survives('Said while nothing could be written', /read-only file system: mount it writable/, async () => {
      await remount('rw');
    });
  });

  it('says so at a start too, and leaves no lock behind', async () => {
    await site.stop();
    const { repository } = site.workshop;
    const empty = await stuff();
    const failure = await lockRepository(repository, 'refs/heads/main').catch((error: unknown) => error);
    await empty();
    expect(String(failure)).to.match(/no space left .*: free some disk space$/);
    expect((await readdir(repository)).filter((name) => name.includes('lock'))).to.deep.equal([]);
    await (await lockRepository(repository, 'refs/heads/main')).release();
  });
});
