import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import { openRepository, type Repository, type RepositoryOptions } from '../../../../src/reconciler/git/repository.ts';
import { SYNC_IDENTITY } from '../../../../src/snapshot/sync-identity.ts';
import { gitChildren } from '../../../support/git-children.ts';
import { objectStoreContract } from '../../../support/object-store-contract.ts';
import { makeTemporaryRepository, type TemporaryRepository } from '../../../support/temporary-repository.ts';

const MAIN = 'refs/heads/main';

describe('repository', () => {
  const made: TemporaryRepository[] = [];
  const opened: Repository[] = [];
  let repository: TemporaryRepository;

  const open = async (options: RepositoryOptions = {}, path = repository.path): Promise<Repository> => {
    const store = await openRepository(path, options);
    opened.push(store);
    return store;
  };

  const fresh = (): TemporaryRepository => {
    const one = makeTemporaryRepository();
    made.push(one);
    return one;
  };

  beforeEach(() => {
    repository = fresh();
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
    for (const one of made.splice(0)) one.remove();
  });

  objectStoreContract('a bare repository', () => openRepository(fresh().path));

  it('leaves nothing in the repository but objects when it writes a commit', async () => {
    const store = await open();
    const before = repository.git(['for-each-ref']);
    const oid = await writeFiles(store, [], { 'issues/APP-1.md': 'x\n' });
    expect(repository.git(['for-each-ref'])).to.equal(before);
    expect(repository.git(['cat-file', '-t', oid]).trim()).to.equal('commit');
    expect(repository.git(['fsck', '--strict', '--no-dangling'])).to.equal('');
  });

  it('writes a blob, two folders and a commit for one changed ticket among many', async () => {
    const store = await open();
    const files = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`issues/APP-${n}.md`, `text ${n}\n`]));
    const first = await writeFiles(store, [], files);
    const before = countObjects(repository);
    await writeFiles(store, [first], { 'issues/APP-7.md': 'other\n' });
    expect(countObjects(repository) - before).to.equal(4);
  });

  it('writes what plain git reads', async () => {
    const store = await open();
    const first = await writeFiles(store, [], { 'issues/APP-1.md': 'one\n' });
    await store.moveRefs([{ ref: MAIN, from: null, to: first }]);
    expect(repository.git(['show', 'main:issues/APP-1.md'])).to.equal('one\n');
    expect(repository.git(['log', '-1', '--format=%an <%ae> %cn %at %s', 'main']).trim()).to.equal(
      'tract-sync <tract-sync@localhost> tract-sync 1700000000 Some change',
    );
  });

  it('sees at once what others push, and what gc has packed away', async () => {
    const store = await open();
    expect(await store.resolve(MAIN)).to.equal(null);
    const first = await writeFiles(store, [], { a: '1' });
    repository.git(['update-ref', MAIN, first]);
    expect(await store.resolve(MAIN)).to.equal(first);
    repository.git(['gc', '--quiet']);
    const second = await writeFiles(store, [first], { a: '2' });
    repository.git(['update-ref', MAIN, second]);
    repository.git(['gc', '--quiet', '--prune=now']);
    expect(await store.resolve(MAIN)).to.equal(second);
    const oid = (await store.lookUp(second, ['a'])).get('a')?.oid ?? '';
    expect(String(await store.readBlobs([oid]).then(([bytes]) => Buffer.from(bytes ?? [])))).to.equal('2');
  });

  it('returns links, submodules, programs and odd names as they are', async () => {
    const blob = repository.git(['hash-object', '-w', '--stdin'], 'target').trim();
    const odd = Buffer.from([0x69, 0xff, 0x0a, 0x22]);
    const lines = [
      `120000 blob ${blob}\tlink`,
      `160000 commit ${'ab'.repeat(20)}\tmodule`,
      `100755 blob ${blob}\tprogram`,
      `100644 blob ${blob}\t${odd.toString('latin1')}`,
    ];
    const input = Buffer.from(lines.map((line) => `${line}\0`).join(''), 'latin1');
    const tree = execFileSync('git', ['mktree', '-z'], { cwd: repository.path, input, encoding: 'utf8' }).trim();
    const commit = repository.git(['commit-tree', '-m', 'odd', tree]).trim();
    const store = await open();
    const modes = (await store.listTree(commit, '')).map(({ path, mode }) => [path, mode]);
    expect(modes).to.have.deep.members([
      ['link', '120000'],
      ['module', '160000'],
      ['program', '100755'],
      ['i\ufffd\n"', '100644'],
    ]);
    const changes = await store.diff(null, commit, '');
    expect(changes.map(({ path, after }) => [path, after?.mode])).to.have.deep.members(modes);
    expect((await store.lookUp(commit, ['module', 'link'])).get('module')?.mode).to.equal('160000');
    expect(await store.readBlobs(['ab'.repeat(20), commit, tree])).to.deep.equal([null, null, null]);
  });

  it('does not read a blob above the limit, and reads its neighbours', async () => {
    const store = await open({ maxBlobBytes: 1_000 });
    const commit = await writeFiles(store, [], { big: 'x'.repeat(1_001), full: 'y'.repeat(1_000) });
    const found = await store.lookUp(commit, ['big', 'full']);
    const oids = ['full', 'big', 'full'].map((path) => found.get(path)?.oid ?? '');
    const sizes = (await store.readBlobs(oids)).map((bytes) => bytes?.length ?? null);
    expect(sizes).to.deep.equal([1_000, null, 1_000]);
  });

  it('is not misled by replaced objects', async () => {
    const store = await open();
    const [real, fake] = [await writeFiles(store, [], { a: 'real' }), await writeFiles(store, [], { a: 'fake' })];
    repository.git(['replace', real, fake]);
    const later = await open();
    expect([...(await later.lookUp(real, ['a'])).values()]).to.deep.equal([
      ...(await store.lookUp(real, ['a'])).values(),
    ]);
    expect(await later.diff(fake, real, '')).to.have.length(1);
  });

  it('inherits nothing from the GIT_* variables around it', async () => {
    const elsewhere = fresh();
    const env = { ...process.env, GIT_DIR: elsewhere.path, GIT_OBJECT_DIRECTORY: '/nowhere', GIT_TRACE: '/dev/stderr' };
    const store = await open({ env });
    const commit = await writeFiles(store, [], { a: '1' });
    expect(await store.moveRefs([{ ref: MAIN, from: null, to: commit }])).to.equal(true);
    expect(repository.git(['rev-parse', 'main']).trim()).to.equal(commit);
    expect(elsewhere.git(['for-each-ref'])).to.equal('');
  });

  it('starts a new reader where the old one was killed', async function () {
    const store = await open();
    const commit = await writeFiles(store, [], { a: '1' });
    await store.lookUp(commit, ['a']);
    const readers = gitChildren(repository.path, 'cat-file');
    if (readers === null) {
      console.log('      skipped: no /proc to find the reader in');
      this.skip();
    }
    expect(readers).to.have.length(1);
    for (const pid of readers) process.kill(pid, 'SIGKILL');
    const lost = await store.resolve(MAIN).catch((error: unknown) => error);
    expect(lost === null || (lost instanceof Failure && lost.kind === 'transient')).to.equal(true);
    expect((await store.lookUp(commit, ['a'])).size).to.equal(1);
  });

  it('leaves no process behind when it is closed, and refuses to go on', async () => {
    const store = await open();
    await store.resolve(MAIN);
    await store.close();
    await store.close();
    expect(gitChildren(repository.path) ?? []).to.deep.equal([]);
    expect(await store.resolve(MAIN).catch((error: unknown) => String(error))).to.match(/was closed/);
  });

  it('answers many questions asked at once, each with its own', async () => {
    const store = await open();
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`f${n}`, `${n}`.repeat(n * 500)]));
    const commit = await writeFiles(store, [], files);
    const sizes = await Promise.all(
      Object.entries(files).map(async ([path, content]) => {
        const oid = (await store.lookUp(commit, [path])).get(path)?.oid ?? '';
        const [bytes] = await store.readBlobs([oid]);
        return Buffer.from(bytes ?? []).toString() === content;
      }),
    );
    expect(sizes.every((same) => same)).to.equal(true);
  });

  it('reads a clone from any of its folders, and writes nothing there', async () => {
    const store = await open();
    const commit = await writeFiles(store, [], { 'issues/APP-1.md': 'x' });
    await store.moveRefs([{ ref: MAIN, from: null, to: commit }]);
    const clone = join(repository.path, '..', 'clone');
    repository.git(['clone', '--quiet', '.', clone]);
    mkdirSync(join(clone, 'deep/er'), { recursive: true });
    const reader = await open({ clone: true }, join(clone, 'deep/er'));
    expect(await reader.resolve('HEAD')).to.equal(commit);
    expect(await reader.listTree(commit, 'issues')).to.have.length(1);
    const refused = await writeFiles(reader, [], { a: '1' }).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(Failure).and.have.property('kind', 'fatal');
  });
});

function writeFiles(store: Repository, parents: readonly string[], files: Record<string, string>): Promise<string> {
  const edits = Object.entries(files).map(([path, content]) => ({ kind: 'put' as const, path, content }));
  const [author, committer, atMs] = [SYNC_IDENTITY, SYNC_IDENTITY, 1_700_000_000_000];
  return store.writeCommit({ parents, edits, message: 'Some change', author, committer, atMs });
}

function countObjects(repository: TemporaryRepository): number {
  return repository.git(['cat-file', '--batch-all-objects', '--batch-check']).split('\n').length - 1;
}
