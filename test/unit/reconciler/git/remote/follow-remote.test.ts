import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Failure } from '../../../../../src/model/failure.ts';
import { gitEnvironment } from '../../../../../src/reconciler/git/plumbing/git-environment.ts';
import { followRemote } from '../../../../../src/reconciler/git/remote/follow-remote.ts';
import { createGitRemote } from '../../../../../src/reconciler/git/remote/git-remote.ts';
import { lookAtRemote } from '../../../../../src/reconciler/git/remote/look-at-remote.ts';
import { openRepository } from '../../../../../src/reconciler/git/repository.ts';
import type { ObjectStore, Oid } from '../../../../../src/snapshot/object-store.ts';
import { MEMORY_REFS } from '../../../../../src/snapshot/snapshot.ts';
import { makeTemporaryRepository, type TemporaryRepository } from '../../../../support/temporary-repository.ts';

const MAIN = 'refs/heads/main';
const [NOTES] = MEMORY_REFS;
const ANNA = { name: 'anna', email: 'anna@example.com' };

describe('a repository that follows a hosted one', () => {
  let hosted: TemporaryRepository;
  let machines: TemporaryRepository[];
  let stores: ObjectStore[];

  beforeEach(() => {
    hosted = makeTemporaryRepository();
    machines = [];
    stores = [];
  });

  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    for (const { remove } of [hosted, ...machines]) remove();
  });

  /** A machine of its own, with an empty repository. */
  async function machine(): Promise<{ readonly store: ObjectStore; readonly own: TemporaryRepository }> {
    const own = makeTemporaryRepository();
    machines.push(own);
    return { store: await open(own, followRemote), own };
  }

  async function open(own: TemporaryRepository, use: typeof followRemote): Promise<ObjectStore> {
    const repository = await openRepository(own.path);
    const place = { path: own.path, env: gitEnvironment(own.path, process.env) };
    const remote = createGitRemote(place, { url: hosted.path, login: null, sshKey: null, knownHosts: null });
    const store = use(repository, remote, { url: hosted.path, branch: MAIN, memory: MEMORY_REFS });
    stores.push(store);
    return store;
  }

  function commit(store: ObjectStore, parent: Oid | null, content: string): Promise<Oid> {
    const parents = parent === null ? [] : [parent];
    const edits = [{ kind: 'put', path: 'a.md', content } as const];
    return store.writeCommit({ parents, edits, message: content, author: ANNA, committer: ANNA, atMs: 0 });
  }

  /** Somebody pushes to the hosted repository. */
  async function push(content: string, from = hosted): Promise<Oid> {
    const repository = await openRepository(from.path);
    try {
      const before = await repository.resolve(MAIN);
      const to = await commit(repository, before, content);
      await repository.moveRefs([{ ref: MAIN, from: before, to }]);
      return to;
    } finally {
      await repository.close();
    }
  }

  const at = ({ git }: TemporaryRepository, ref: string) => git(['for-each-ref', '--format=%(objectname)', ref]).trim();
  const hook = (text: string, name = 'update') => {
    mkdirSync(join(hosted.path, 'hooks'), { recursive: true });
    writeFileSync(join(hosted.path, 'hooks', name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(hosted.path, 'hooks', name), 0o755);
  };
  const failureOf = (work: Promise<unknown>): Promise<Failure> =>
    work.then(
      () => expect.fail('it went well'),
      (error: unknown) => {
        expect(error).to.be.instanceOf(Failure);
        return error as Failure;
      },
    );

  it('lets who only looks see both, and moves nothing there or here', async () => {
    const { store, own } = await machine();
    await push('first');
    await store.refresh();
    const second = await push('second');
    const [before, after] = [await store.resolve(MAIN), await push('only here', own)];
    const looking = await open(own, lookAtRemote);
    expect((await failureOf(looking.refresh())).message).to.include('has commits on this machine');
    own.git(['update-ref', MAIN, before ?? '']);
    await looking.refresh();
    expect(await looking.resolve(MAIN)).to.equal(second);
    expect(await looking.diff(before, second, '')).to.have.length(1);
    expect([at(hosted, MAIN), at(own, MAIN)]).to.deep.equal([second, before]);
    hosted.git(['update-ref', MAIN, before ?? '']);
    own.git(['update-ref', MAIN, after]);
    await looking.refresh();
    expect(await looking.resolve(MAIN)).to.equal(after);
    expect([at(hosted, MAIN), at(own, MAIN)]).to.deep.equal([before, after]);
  });

  it('takes over what was pushed there, and is quiet when nothing was', async () => {
    const first = await push('first');
    const { store, own } = await machine();
    await store.refresh();
    expect(await store.resolve(MAIN)).to.equal(first);
    const second = await push('second');
    await store.refresh();
    await store.refresh();
    expect(await store.resolve(MAIN)).to.equal(second);
    expect(own.git(['cat-file', '-p', `${second}:a.md`])).to.equal('second');
  });

  it('moves branch and snapshot there and here, together', async () => {
    const { store, own } = await machine();
    await store.refresh();
    const main = await commit(store, null, 'ticket');
    const notes = await commit(store, null, 'notes');
    const moves = [
      { ref: MAIN, from: null, to: main },
      { ref: NOTES, from: null, to: notes },
    ];
    expect(await store.moveRefs(moves)).to.equal(true);
    for (const place of [hosted, own]) expect([at(place, MAIN), at(place, NOTES)]).to.deep.equal([main, notes]);
  });

  it('moves nothing there when somebody was faster, and shows what that was', async () => {
    const first = await push('first');
    const { store, own } = await machine();
    await store.refresh();
    const main = await commit(store, first, 'ours');
    const notes = await commit(store, null, 'notes');
    const faster = await push('faster');
    const moves = [
      { ref: MAIN, from: first, to: main },
      { ref: NOTES, from: null, to: notes },
    ];
    expect(await store.moveRefs(moves)).to.equal(false);
    expect([at(hosted, MAIN), at(hosted, NOTES)]).to.deep.equal([faster, '']);
    expect([at(own, MAIN), at(own, NOTES)]).to.deep.equal([faster, '']);
    expect(await store.resolve(MAIN)).to.equal(faster);
  });

  it('lets one of two machines move the snapshot, and the other find that it moved', async () => {
    await push('first');
    const [one, two] = [(await machine()).store, (await machine()).store];
    await Promise.all([one.refresh(), two.refresh()]);
    const move = async (store: ObjectStore, content: string) =>
      store.moveRefs([{ ref: NOTES, from: null, to: await commit(store, null, content) }]);
    const won = await Promise.all([move(one, 'of the one'), move(two, 'of the other')]);
    expect([...won].sort()).to.deep.equal([false, true]);
    await Promise.all([one.refresh(), two.refresh()]);
    expect(await one.resolve(NOTES)).to.equal(at(hosted, NOTES));
    expect(await two.resolve(NOTES)).to.equal(at(hosted, NOTES));
  });

  it('knows that a push went well whose answer was lost', async () => {
    const first = await push('first');
    const { store, own } = await machine();
    await store.refresh();
    hook('kill -9 $PPID', 'post-update');
    const to = await commit(store, first, 'ours');
    expect(await store.moveRefs([{ ref: MAIN, from: first, to }])).to.equal(true);
    expect([at(hosted, MAIN), at(own, MAIN)]).to.deep.equal([to, to]);
  });

  it('goes on from there when it was killed after the push', async () => {
    const first = await push('first');
    const { store, own } = await machine();
    await store.refresh();
    const main = await commit(store, first, 'ours');
    own.git(['push', '--quiet', hosted.path, `${main}:${MAIN}`]);
    await store.refresh();
    expect(await store.resolve(MAIN)).to.equal(main);
    const next = await commit(store, main, 'next');
    expect(await store.moveRefs([{ ref: MAIN, from: main, to: next }])).to.equal(true);
  });

  it('brings there what was here before there was a remote, and what was pushed here since', async () => {
    const { store, own } = await machine();
    const first = await push('before', own);
    await store.refresh();
    expect(at(hosted, MAIN)).to.equal(first);
    const second = await push('here', own);
    await store.refresh();
    expect(at(hosted, MAIN)).to.equal(second);
  });

  it('says what to do when both went on by themselves, and touches neither', async () => {
    const { store, own } = await machine();
    await push('first');
    await store.refresh();
    const [here, there] = [await push('here', own), await push('there')];
    const { kind, message } = await failureOf(store.refresh());
    expect(kind).to.equal('transient');
    expect(message).to.include('has commits on this machine').and.to.include('merge, and push the merge');
    expect([at(own, MAIN), at(hosted, MAIN)]).to.deep.equal([here, there]);
  });

  it('takes over a history that was forced there', async () => {
    const { store } = await machine();
    await push('first');
    await store.refresh();
    hosted.git(['update-ref', '-d', MAIN]);
    const forced = await push('another first');
    await store.refresh();
    expect(await store.resolve(MAIN)).to.equal(forced);
  });

  it('waits when the branch is gone there, and keeps its own', async () => {
    const { store, own } = await machine();
    const first = await push('first');
    await store.refresh();
    hosted.git(['update-ref', '-d', MAIN]);
    expect((await failureOf(store.refresh())).message).to.include('has no branch main any more');
    expect(at(own, MAIN)).to.equal(first);
    own.git(['push', '--quiet', hosted.path, `${MAIN}:${MAIN}`]);
    await store.refresh();
    expect(await store.resolve(MAIN)).to.equal(first);
  });

  it('brings its snapshot back where that is gone there', async () => {
    const { store } = await machine();
    await push('first');
    await store.refresh();
    const notes = await commit(store, null, 'notes');
    await store.moveRefs([{ ref: NOTES, from: null, to: notes }]);
    hosted.git(['update-ref', '-d', NOTES]);
    await store.refresh();
    expect(at(hosted, NOTES)).to.equal(notes);
  });

  it('moves nothing where the host protects the branch, and says who must be let in', async () => {
    const first = await push('first');
    const { store, own } = await machine();
    await store.refresh();
    hook('echo "error: GH006: Protected branch update failed for $1." >&2; exit 1');
    const [main, notes] = [await commit(store, first, 'ours'), await commit(store, null, 'notes')];
    const moves = [
      { ref: MAIN, from: first, to: main },
      { ref: NOTES, from: null, to: notes },
    ];
    const { kind, message } = await failureOf(store.moveRefs(moves));
    expect(kind).to.equal('transient');
    expect(message).to.include('must let its account push without a review (refs/heads/main: ');
    for (const place of [hosted, own]) expect([at(place, MAIN), at(place, NOTES)]).to.deep.equal([first, '']);
  });

  it('tells a refusal of the host in its words, and goes on when it refuses no more', async () => {
    const first = await push('first');
    const { store } = await machine();
    await store.refresh();
    const to = await commit(store, first, 'ours');
    hook('echo "come back after lunch" >&2; exit 1');
    expect((await failureOf(store.moveRefs([{ ref: MAIN, from: first, to }]))).message).to.match(
      /refused: refs\/heads\/main: hook declined; come back after lunch/,
    );
    hook('exit 0');
    expect(await store.moveRefs([{ ref: MAIN, from: first, to }])).to.equal(true);
  });

  it('says that there is nothing where the host has nothing', async () => {
    const { store } = await machine();
    hosted.remove();
    expect((await failureOf(store.refresh())).message).to.include('there is no repository at');
  });
});
