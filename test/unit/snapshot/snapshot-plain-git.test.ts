import { expect } from 'chai';
import { openRepository, type Repository } from '../../../src/reconciler/git/repository.ts';
import { emptyMeta } from '../../../src/snapshot/meta-file.ts';
import { openSnapshot, type Snapshot } from '../../../src/snapshot/snapshot.ts';
import { SYNC_IDENTITY } from '../../../src/snapshot/sync-identity.ts';
import { baseOf, entryOf, intentOf, writeOf } from '../../support/snapshot-values.ts';
import { makeTemporaryRepository, type TemporaryRepository } from '../../support/temporary-repository.ts';

const MAIN = 'refs/heads/main';

describe('snapshot in plain git', () => {
  let repository: TemporaryRepository;
  let store: Repository;
  let snapshot: Snapshot;

  beforeEach(async () => {
    repository = makeTemporaryRepository();
    store = await openRepository(repository.path);
    snapshot = await openSnapshot(store, { project: 'APP', branch: 'main' });
    const tickets = Array.from({ length: 40 }, (_, n) => n + 1);
    const [entries, bases] = [tickets.map((n) => entryOf(n)), tickets.map((n) => baseOf(n))];
    await record(writeOf({ entries, bases, intents: [intentOf('u-1')] }));
  });

  afterEach(async () => {
    await store.close();
    repository.remove();
  });

  const record = (write = writeOf(), branch: { from: string | null; to: string } | null = null) =>
    snapshot.record(write, {
      branch: branch === null ? null : { ref: MAIN, ...branch },
      message: 'Snapshot',
      atMs: 1_700_000_000_000,
    });
  const noteOf = (key: string) => {
    const blob = repository.git(['hash-object', '--stdin'], `${key}\n`).trim();
    return repository.git(['notes', '--ref=tract', 'show', blob]);
  };
  const commitFile = (content: string, parents: string[] = []) =>
    store.writeCommit({
      parents,
      edits: [{ kind: 'put', path: 'issues/APP-1.md', content }],
      message: content,
      author: SYNC_IDENTITY,
      committer: SYNC_IDENTITY,
      atMs: 0,
    });

  it('shows the base of a ticket by its key', () => {
    expect(JSON.parse(noteOf('APP-7'))).to.deep.equal(baseOf(7));
    expect(noteOf('APP-7')).to.match(/^\{\n {2}"comments": \[\],\n/);
  });

  it('counts the tickets among the notes, and nothing else', () => {
    expect(repository.git(['notes', '--ref=tract', 'list']).trim().split('\n')).to.have.length(40);
  });

  it('shows what the snapshot says of itself, the index and the intents', () => {
    const { names: _names, ...meta } = emptyMeta('APP', 'main');
    expect(JSON.parse(repository.git(['show', 'refs/notes/tract:meta.json']))).to.deep.equal(meta);
    expect(JSON.parse(repository.git(['show', 'refs/notes/tract:intents/u-1.json']))).to.have.property('uid', 'u-1');
    expect(repository.git(['grep', '-h', '"APP-7"', 'refs/notes/tract', '--', 'index'])).to.equal(
      '{"id":"10007","key":"APP-7","updated":"2026-02-10T14:30:00.000+0000"}\n',
    );
  });

  it('survives a person who adds a note of their own with git', async () => {
    const blob = repository.git(['hash-object', '-w', '--stdin'], 'something\n').trim();
    repository.git(['notes', '--ref=tract', 'add', '-m', 'mine', blob]);
    expect(await snapshot.refresh()).to.equal(true);
    expect(snapshot.size).to.equal(40);
    expect((await snapshot.bases(['APP-7'])).get('APP-7')).to.deep.equal(baseOf(7));
    const changed = baseOf(7, { values: { title: 'Changed' } });
    await record(writeOf({ entries: [entryOf(7, { pending: true })], bases: [changed], forgotten: [entryOf(8).id] }));
    expect(repository.git(['notes', '--ref=tract', 'show', blob])).to.equal('mine\n');
    expect(JSON.parse(noteOf('APP-7'))).to.deep.equal(changed);
    expect((await snapshot.bases(['APP-7', 'APP-8', 'APP-9'])).size).to.equal(2);
    // 40 of ours, one forgotten, one of theirs.
    expect(repository.git(['notes', '--ref=tract', 'list']).trim().split('\n')).to.have.length(40);
  });

  it('loses nothing where somebody moves the notes back, or removes them', async () => {
    await record(writeOf({ forgotten: [entryOf(7).id] }));
    repository.git(['update-ref', 'refs/notes/tract', 'refs/notes/tract~1']);
    await snapshot.refresh();
    expect([snapshot.size, snapshot.loss?.complete]).to.deep.equal([39, true]);
    expect(snapshot.loss?.reason).to.equal(
      'refs/notes/tract was moved by somebody else, and was taken up again from refs/tract/snapshot',
    );
    repository.git(['update-ref', '-d', 'refs/notes/tract']);
    await snapshot.refresh();
    expect(snapshot.loss?.reason).to.include('refs/notes/tract is gone, and was taken up again');
    await record(writeOf({ forgotten: [entryOf(8).id] }));
    expect(snapshot.size).to.equal(38);
    expect(JSON.parse(noteOf('APP-9'))).to.deep.equal(baseOf(9));
  });

  it('takes what stands on its own for newer, though the other ref was not moved along', async () => {
    repository.git(['update-ref', '-d', 'refs/tract/snapshot']);
    await snapshot.refresh();
    expect([snapshot.size, snapshot.loss]).to.deep.equal([40, null]);
  });

  it('keeps the originals it speaks of through a force-push and gc', async () => {
    const first = await commitFile('the original\n');
    const blob = repository.git(['rev-parse', `${first}:issues/APP-1.md`]).trim();
    const meta = { ...emptyMeta('APP', 'main'), commit: first };
    await record(writeOf({ meta, entries: [entryOf(1, { blob })] }), { from: null, to: first });
    repository.git(['update-ref', MAIN, await commitFile('rewritten\n')]);
    repository.git(['reflog', 'expire', '--expire=now', '--all']);
    repository.git(['gc', '--quiet', '--prune=now']);
    const [original] = await store.readBlobs([blob]);
    expect(Buffer.from(original ?? []).toString()).to.equal('the original\n');
  });

  it('keeps them too where other files of the branch still have to be looked at', async () => {
    const first = await commitFile('the original\n');
    const second = await commitFile('what we made of it\n', [first]);
    const blob = repository.git(['rev-parse', `${second}:issues/APP-1.md`]).trim();
    // The mark stays behind while anything is left to do.
    const meta = { ...emptyMeta('APP', 'main'), commit: null };
    await record(writeOf({ meta, entries: [entryOf(1, { blob })] }), { from: null, to: second });
    repository.git(['update-ref', MAIN, first]);
    repository.git(['reflog', 'expire', '--expire=now', '--all']);
    repository.git(['gc', '--quiet', '--prune=now']);
    const [original] = await store.readBlobs([blob]);
    expect(Buffer.from(original ?? []).toString()).to.equal('what we made of it\n');
  });

  it('arrives whole in a clone that fetches it', async () => {
    const first = await commitFile('text\n');
    await record(writeOf({ meta: { ...emptyMeta('APP', 'main'), commit: first } }), { from: null, to: first });
    repository.git(['clone', '--quiet', '.', '../clone']);
    repository.git(['-C', '../clone', 'fetch', '--quiet', 'origin', 'refs/notes/tract:refs/notes/tract']);
    const clone = await openRepository(`${repository.path}/../clone`, { clone: true });
    const there = await openSnapshot(clone, { project: 'APP', branch: 'main' });
    expect([there.size, there.meta.commit, there.commit]).to.deep.equal([40, first, snapshot.commit]);
    await clone.close();
  });
});
