import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { expect } from 'chai';
import { Failure, type FailureKind } from '../../../../src/model/failure.ts';
import { openRepository } from '../../../../src/reconciler/git/repository.ts';
import { SYNC_IDENTITY } from '../../../../src/snapshot/sync-identity.ts';
import { makeTemporaryRepository, type TemporaryRepository } from '../../../support/temporary-repository.ts';

const isRoot = process.getuid?.() === 0;

/** Where root runs the tests, git runs as nobody: root may write anywhere. */
function unprivilegedPath(folder: string): string {
  const path = process.env.PATH ?? '';
  if (!isRoot) return path;
  const git = path.split(delimiter).find((each) => existsSync(join(each, 'git')));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const asNobody = `#!/bin/sh\nexec setpriv --reuid=65534 --regid=65534 --clear-groups '${git}/git' "$@"\n`;
  writeFileSync(join(bin, 'git'), asNobody, { mode: 0o755 });
  return `${bin}${delimiter}${path}`;
}

describe('repository failures', () => {
  let repository: TemporaryRepository;

  beforeEach(() => {
    repository = makeTemporaryRepository();
  });

  afterEach(() => {
    repository.remove();
  });

  it('says that nothing is at the path', async () => {
    await expectFailure(openRepository(join(repository.path, 'none')), 'fatal', /no repository at .*none: create one/);
  });

  it('says that a file is at the path', async () => {
    await expectFailure(openRepository(join(repository.path, 'HEAD')), 'fatal', /is a file/);
  });

  it('says that a folder is no repository, even inside one', async () => {
    repository.git(['clone', '--quiet', '.', '../clone']);
    const inside = join(dirname(repository.path), 'clone', 'sub');
    mkdirSync(inside);
    await expectFailure(openRepository(inside), 'fatal', /not a git repository/);
    await expectFailure(openRepository(join(repository.path, 'objects')), 'fatal', /not a git repository/);
  });

  it('refuses a repository with a work tree and names the way to a bare one', async () => {
    repository.git(['clone', '--quiet', '.', '../clone']);
    const clone = join(dirname(repository.path), 'clone');
    await expectFailure(openRepository(clone), 'fatal', /not a bare repository: .*git clone --bare/);
    await expectFailure(openRepository(join(clone, '.git')), 'fatal', /not a bare repository/);
  });

  it('refuses a repository with SHA-256 names', async () => {
    const path = join(dirname(repository.path), 'sha256.git');
    repository.git(['init', '--quiet', '--bare', '--object-format=sha256', path]);
    await expectFailure(openRepository(path), 'fatal', /sha256 object names/);
  });

  it('tells how to trust a repository that belongs to somebody else', async function () {
    if (!isRoot) return skip(this, 'only root can give a repository away');
    chownSync(repository.path, 65_534, 65_534);
    await expectFailure(
      openRepository(repository.path),
      'fatal',
      /belongs to another user.*git config --global --add safe\.directory/,
    );
  });

  it('opens it once it is trusted, and where bare repositories must be named', async function () {
    if (!isRoot) return skip(this, 'only root can give a repository away');
    chownSync(repository.path, 65_534, 65_534);
    const home = dirname(repository.path);
    const trust = `[safe]\n\tdirectory = ${repository.path}\n\tbareRepository = explicit\n`;
    writeFileSync(join(home, '.gitconfig'), trust);
    const store = await openRepository(repository.path, { env: { PATH: process.env.PATH, HOME: home } });
    expect(await store.resolve('refs/heads/main')).to.equal(null);
    await store.close();
  });

  it('says that it may not write', async () => {
    const home = dirname(repository.path);
    chmodSync(home, 0o755);
    writeFileSync(join(home, '.gitconfig'), '[safe]\n\tdirectory = *\n');
    chmodSync(join(repository.path, 'objects'), 0o555);
    const store = await openRepository(repository.path, { env: { PATH: unprivilegedPath(home), HOME: home } });
    try {
      await expectFailure(write(store, []), 'fatal', /no permission/);
    } finally {
      await store.close();
      chmodSync(join(repository.path, 'objects'), 0o755);
    }
  });

  it('says that git is not installed', async () => {
    const env = { PATH: join(repository.path, 'nothing-here') };
    await expectFailure(openRepository(repository.path, { env }), 'fatal', /check that git is installed/);
  });

  it('says that the repository went away while Tract ran', async () => {
    const store = await openRepository(repository.path);
    const commit = await write(store, []);
    renameSync(repository.path, `${repository.path}.gone`);
    await expectFailure(write(store, [commit]), 'fatal', /folder exists/);
    await expectFailure(store.diff(null, commit, ''), 'fatal', /no repository at/);
    renameSync(`${repository.path}.gone`, repository.path);
    await store.close();
  });

  it('says that a commit is missing, and leaves no crash report of git', async () => {
    const store = await openRepository(repository.path);
    const missing = 'ab'.repeat(20);
    await expectFailure(write(store, [missing]), 'fatal', /lacks an object or is damaged: run git .* fsck/);
    await expectFailure(store.listTree(missing, ''), 'fatal', /not in the repository/);
    await expectFailure(store.diff(null, missing, ''), 'fatal', /lacks an object/);
    await expectFailure(
      store.moveRefs([{ ref: 'refs/heads/main', from: null, to: missing }]),
      'fatal',
      /lacks an object/,
    );
    expect(readdirSync(repository.path).filter((name) => /crash|tract/.test(name))).to.deep.equal([]);
    await store.close();
  });

  it('says that an object was lost from disk', async () => {
    const store = await openRepository(repository.path);
    const commit = await write(store, []);
    const tree = repository.git(['rev-parse', `${commit}^{tree}`]).trim();
    rmSync(join(repository.path, 'objects', tree.slice(0, 2), tree.slice(2)));
    await expectFailure(store.listTree(commit, ''), 'fatal', /fsck/);
    await expectFailure(store.diff(null, commit, ''), 'fatal', /fsck/);
    await store.close();
  });

  it('asks to wait where another git process holds the lock, and moves once it is gone', async () => {
    const store = await openRepository(repository.path);
    const commit = await write(store, []);
    const lock = join(repository.path, 'refs/heads/main.lock');
    writeFileSync(lock, '');
    const move = [{ ref: 'refs/heads/main', from: null, to: commit }];
    await expectFailure(store.moveRefs(move), 'transient', /main\.lock exists: another git process/);
    expect(existsSync(lock)).to.equal(true);
    rmSync(lock);
    expect(await store.moveRefs(move)).to.equal(true);
    await store.close();
  });
});

async function write(store: Awaited<ReturnType<typeof openRepository>>, parents: readonly string[]): Promise<string> {
  const edits = [{ kind: 'put' as const, path: 'issues/APP-1.md', content: 'x\n' }];
  return store.writeCommit({ parents, edits, message: 'x', author: SYNC_IDENTITY, committer: SYNC_IDENTITY, atMs: 0 });
}

async function expectFailure(promise: Promise<unknown>, kind: FailureKind, words: RegExp): Promise<void> {
  const error = await promise.catch((thrown: unknown) => thrown);
  expect(error).to.be.instanceOf(Failure);
  expect((error as Failure).message).to.match(words);
  expect((error as Failure).kind).to.equal(kind);
  expect((error as Failure).message).not.to.include('\n');
}

function skip(context: Mocha.Context, reason: string): void {
  console.log(`      skipped: ${reason}`);
  context.skip();
}
