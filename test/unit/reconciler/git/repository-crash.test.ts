import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import { writeMark } from '../../../../src/reconciler/git/plumbing/transaction-mark.ts';
import { openRepository, type Repository } from '../../../../src/reconciler/git/repository.ts';
import { SYNC_IDENTITY } from '../../../../src/snapshot/sync-identity.ts';
import { makeTemporaryRepository, type TemporaryRepository } from '../../../support/temporary-repository.ts';

const MAIN = 'refs/heads/main';
const NOTES = 'refs/notes/tract';
const LOCKS = [`${MAIN}.lock`, `${NOTES}.lock`, 'HEAD.lock'];

describe('repository after a crash', () => {
  let repository: TemporaryRepository;
  let store: Repository;
  let commit: string;
  const started: ChildProcess[] = [];

  beforeEach(async () => {
    repository = makeTemporaryRepository();
    store = await openRepository(repository.path);
    commit = await write(store, 'a');
  });

  afterEach(async () => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
    await store.close();
    repository.remove();
  });

  const locks = () => LOCKS.filter((name) => existsSync(join(repository.path, name)));
  const marks = () => readdirSync(repository.path).filter((name) => name.startsWith('tract-transaction'));
  const reopen = async (staleLockMs: number) => {
    await store.close();
    store = await openRepository(repository.path, { staleLockMs });
  };
  const moves = () => [
    { ref: MAIN, from: null, to: commit },
    { ref: NOTES, from: null, to: commit },
  ];

  /** A ref transaction that holds its locks, as one of ours does between prepare and commit. */
  const prepare = async (marked: boolean): Promise<ChildProcess> => {
    const child = spawn('git', ['update-ref', '--stdin'], { cwd: repository.path, stdio: 'pipe' });
    started.push(child);
    if (marked) await writeMark(repository.path, child.pid ?? 0, moves());
    child.stdin.write(`start\ncreate ${MAIN} ${commit}\ncreate ${NOTES} ${commit}\nprepare\n`);
    let said = '';
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (said.includes('prepare: ok')) break;
    }
    return child;
  };

  const kill = async (child: ChildProcess) => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };

  it('goes on where a commit was cut off in the middle of writing', async () => {
    const child = spawn('git', ['fast-import', '--quiet'], {
      cwd: repository.path,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    child.stdin.write('feature done\ncommit refs/tract/pending\nmark :1\ncommitter a <a@b> 0 +0000\ndata 1\nx\n');
    child.stdin.write('M 100644 inline "a"\ndata 100000\nonly the beginning');
    await once(child, 'spawn');
    await kill(child);
    await reopen(0);
    expect(await store.moveRefs([{ ref: MAIN, from: null, to: await write(store, 'b') }])).to.equal(true);
    expect(repository.git(['for-each-ref', '--format=%(refname)'])).to.equal(`${MAIN}\n`);
  });

  it('clears the locks that its own killed transaction left', async () => {
    await kill(await prepare(true));
    expect(locks()).to.deep.equal(LOCKS);
    await reopen(0);
    expect([locks(), marks()]).to.deep.equal([[], []]);
    expect(await store.moveRefs(moves())).to.equal(true);
    expect(repository.git(['fsck', '--no-dangling'])).to.equal('');
  });

  it('clears them when they are in the way, if they were too young at the start', async () => {
    await kill(await prepare(true));
    await reopen(60_000);
    expect(locks()).to.deep.equal(LOCKS);
    const refused = await store.moveRefs(moves()).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(Failure).and.have.property('kind', 'transient');
    const longAgo = new Date(Date.now() - 120_000);
    for (const name of [...LOCKS, ...marks()]) utimesSync(join(repository.path, name), longAgo, longAgo);
    expect(await store.moveRefs(moves())).to.equal(true);
    expect([locks(), marks()]).to.deep.equal([[], []]);
  });

  it('leaves the locks of a transaction that still runs', async () => {
    await prepare(true);
    await reopen(0);
    expect(locks()).to.deep.equal(LOCKS);
  });

  it('leaves the locks of others, even dead ones', async () => {
    await kill(await prepare(false));
    await reopen(0);
    expect(locks()).to.deep.equal(LOCKS);
  });

  it('leaves a lock that is from another time than its mark', async () => {
    await kill(await prepare(true));
    const later = new Date(Date.now() + 300_000);
    utimesSync(join(repository.path, `${MAIN}.lock`), later, later);
    await reopen(-600_000);
    expect([locks(), marks()]).to.deep.equal([[`${MAIN}.lock`], []]);
  });

  it('does not follow a mark out of the repository', async () => {
    const outside = join(repository.path, '..', 'precious.lock');
    writeFileSync(outside, '');
    writeFileSync(join(repository.path, 'tract-transaction-999999999'), 'refs/../../precious\n');
    await reopen(0);
    expect(existsSync(outside)).to.equal(true);
  });

  describe('with a transaction that was cut between two refs', () => {
    const KEEPER = 'refs/tract/snapshot';
    const at = (ref: string) => store.resolve(ref);
    let next: string;
    beforeEach(async () => {
      next = await store.writeCommit({ ...EMPTY, parents: [commit], message: 'next' });
      for (const ref of [MAIN, NOTES]) repository.git(['update-ref', ref, commit]);
    });

    /** A mark of a process that is gone, of a transaction that moves two refs and makes a third one. */
    const leaveMark = async (): Promise<void> => {
      const before = { from: commit, to: next };
      const cut = [
        { ref: MAIN, ...before },
        { ref: NOTES, ...before },
        { ref: KEEPER, from: null, to: next },
      ];
      await writeMark(repository.path, 999_999_999, cut);
    };

    it('moves the others too', async () => {
      repository.git(['update-ref', MAIN, next]);
      await leaveMark();
      await reopen(0);
      expect([await at(MAIN), await at(NOTES), await at(KEEPER)]).to.deep.equal([next, next, next]);
      expect(marks()).to.deep.equal([]);
    });

    it('moves them too where somebody has pushed since', async () => {
      const pushed = await store.writeCommit({ ...EMPTY, parents: [next], message: 'pushed' });
      repository.git(['update-ref', MAIN, pushed]);
      await leaveMark();
      await reopen(0);
      expect([await at(MAIN), await at(NOTES), await at(KEEPER)]).to.deep.equal([pushed, next, next]);
    });

    it('takes back what had moved where somebody has moved another ref elsewhere', async () => {
      const pushed = await store.writeCommit({ ...EMPTY, parents: [commit], message: 'pushed' });
      repository.git(['update-ref', MAIN, pushed]);
      for (const ref of [NOTES, KEEPER]) repository.git(['update-ref', ref, next]);
      await leaveMark();
      await reopen(0);
      expect([await at(MAIN), await at(NOTES), await at(KEEPER)]).to.deep.equal([pushed, commit, null]);
    });

    it('leaves it undone where nothing of it was done', async () => {
      await leaveMark();
      await reopen(0);
      expect([await at(MAIN), await at(NOTES), await at(KEEPER)]).to.deep.equal([commit, commit, null]);
      expect(marks()).to.deep.equal([]);
    });

    it('waits for it where the locks may be of a push that runs right now', async () => {
      repository.git(['update-ref', MAIN, next]);
      await leaveMark();
      await reopen(300);
      expect([await at(MAIN), await at(NOTES), await at(KEEPER)]).to.deep.equal([next, next, next]);
    });
  });

  it('leaves no mark after a transaction, done or refused', async () => {
    await store.moveRefs(moves());
    expect(await store.moveRefs(moves())).to.equal(false);
    expect(marks()).to.deep.equal([]);
  });
});

const EMPTY = { edits: [], author: SYNC_IDENTITY, committer: SYNC_IDENTITY, atMs: 0 };

function write(store: Repository, path: string): Promise<string> {
  const edits = [{ kind: 'put' as const, path, content: 'x\n' }];
  return store.writeCommit({ ...EMPTY, parents: [], edits, message: path });
}
