import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { createMaintenance } from '../../../../src/reconciler/git/create-maintenance.ts';
import { openRepository, type Repository } from '../../../../src/reconciler/git/repository.ts';
import type { MaintenanceReport } from '../../../../src/reconciler/maintenance.ts';
import type { Oid } from '../../../../src/snapshot/object-store.ts';
import { makeTemporaryRepository, type TemporaryRepository } from '../../../support/temporary-repository.ts';

const WHO = { name: 'anna', email: 'anna@example.com' };
const MAIN = 'refs/heads/main';
const SIZE_MB = 4;

describe('maintenance of a repository', () => {
  let repository: TemporaryRepository;
  let store: Repository;
  let tip: Oid | null;

  beforeEach(async () => {
    repository = makeTemporaryRepository();
    store = await openRepository(repository.path);
    tip = null;
  });
  afterEach(async () => {
    await store.close();
    repository.remove();
  });

  const maintain = (mostLoose = 1, mostPackBytes?: number): Promise<MaintenanceReport> =>
    createMaintenance({
      path: repository.path,
      mostLoose,
      ...(mostPackBytes === undefined ? {} : { mostPackBytes }),
    }).run(new AbortController().signal);

  const write = (path: string, content: string): Promise<Oid> =>
    store.writeCommit({
      parents: tip === null ? [] : [tip],
      edits: [{ kind: 'put', path, content }],
      message: path,
      author: WHO,
      committer: WHO,
      atMs: 0,
    });

  async function commit(path: string, content: string): Promise<Oid> {
    const to = await write(path, content);
    await store.moveRefs([{ ref: MAIN, from: tip, to }]);
    tip = to;
    return to;
  }

  async function read(oid: Oid, path: string): Promise<string | null> {
    const entry = (await store.lookUp(oid, [path])).get(path);
    const [bytes] = entry === undefined ? [] : await store.readBlobs([entry.oid]);
    return bytes ? new TextDecoder().decode(bytes) : null;
  }

  const count = (name: string): number =>
    Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(repository.git(['count-objects', '-v']))?.[1]);
  const objects = (): readonly string[] =>
    repository.git(['cat-file', '--batch-all-objects', '--batch-check=%(objectname)']).split('\n');
  const packs = (): readonly string[] =>
    readdirSync(join(repository.path, 'objects', 'pack')).filter((name) => name.endsWith('.pack'));
  /** What is loose becomes a pack of its own. */
  const packAll = () => repository.git(['repack', '-d', '-q']);

  it('leaves a repository alone in which there is little to pack', async () => {
    await commit('a.md', 'one');
    const { kind } = await maintain(100);
    expect(kind).to.equal('idle');
    expect(count('count')).to.equal(3);
  });

  it('packs all that is loose, and forgets nothing, wherever refs lead', async () => {
    await commit('a.md', 'one');
    const left = await write('b.md', 'of a commit that no ref leads to');
    const forced = await commit('c.md', 'of a commit that a push with force has removed');
    repository.git(['update-ref', MAIN, `${forced}^`]);
    const before = objects();
    expect(await maintain()).to.deep.include({ kind: 'packed' });
    expect(objects()).to.deep.equal(before);
    expect(await read(left, 'b.md')).to.equal('of a commit that no ref leads to');
    expect([count('count'), packs().length]).to.deep.equal([0, 1]);
    expect(repository.git(['fsck', '--strict', '--no-dangling'])).to.equal('');
  });

  it('takes nothing away from who has the repository open, and what is written next is packed next', async () => {
    const oids: Oid[] = [];
    for (let round = 0; round < 4; round++) {
      for (let index = 0; index < 5; index++) oids.push(await commit('a.md', `${round} ${index}`));
      expect((await maintain()).kind).to.equal('packed');
      const said = await Promise.all(oids.map((oid) => read(oid, 'a.md')));
      expect(said).to.deep.equal(oids.map((_, index) => `${Math.floor(index / 5)} ${index % 5}`));
      expect(await store.isAncestor(oids[0] ?? '', oids.at(-1) ?? '')).to.equal(true);
    }
    expect(count('count')).to.equal(0);
    expect(packs().length).to.be.lessThan(4);
    expect((await store.firstParents(oids.at(-1) ?? '', 100)).length).to.equal(20);
  });

  it('joins many small packs, though nothing is loose', async () => {
    for (let index = 0; index < 20; index++) {
      await commit('a.md', `text ${index}`);
      packAll();
    }
    expect(packs()).to.have.length(20);
    expect((await maintain(1_000)).kind).to.equal('packed');
    expect(packs()).to.have.length(1);
  });

  it('leaves a large pack as it is, and one that somebody keeps', async () => {
    await commit('large.md', Array.from({ length: 4_000 }, (_, index) => `${(index * 7919) % 10_007}`).join(' '));
    packAll();
    const large = packs();
    await commit('a.md', 'of an administrator');
    packAll();
    const own = packs().filter((name) => !large.includes(name));
    for (const name of own) writeFileSync(join(repository.path, 'objects', 'pack', name.replace(/pack$/, 'keep')), '');
    for (let index = 0; index < 3; index++) await commit('b.md', `text ${index}`);
    expect((await maintain(1, 4_096)).kind).to.equal('packed');
    expect(packs())
      .to.include.members([...large, ...own])
      .and.to.have.length(3);
    expect(count('count')).to.equal(0);
  });

  it('says in a line why it packs nothing, and harms nothing', async () => {
    await commit('a.md', 'one');
    const elsewhere = join(repository.path, '..', 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(repository.path, 'objects', 'info', 'alternates'), `${elsewhere}\n`);
    const report = await maintain();
    expect(report.kind === 'skipped' && report.reason).to.match(/borrows objects of another repository.*: pack it/);
    expect(count('count')).to.equal(3);
  });

  it('ends with the service', async () => {
    await commit('a.md', 'one');
    const report = await createMaintenance({ path: repository.path, mostLoose: 1 }).run(AbortSignal.abort());
    expect(report.kind === 'skipped' && report.reason).to.match(/because the service stops$/);
    expect(await read(tip ?? '', 'a.md')).to.equal('one');
  });

  it('removes what was begun and abandoned long ago, and nothing that is young', async () => {
    await commit('a.md', 'one');
    const folder = join(repository.path, 'objects', 'pack');
    for (const name of ['tmp_pack_old', '.tmp-1-pack-old', 'tmp_pack_young']) writeFileSync(join(folder, name), 'x');
    for (const name of ['tmp_pack_old', '.tmp-1-pack-old']) utimesSync(join(folder, name), 0, 0);
    expect((await maintain()).kind).to.equal('packed');
    expect(readdirSync(folder).filter((name) => name.includes('tmp'))).to.deep.equal(['tmp_pack_young']);
  });

  describe('on a disk of its own', () => {
    let isMounted = false;
    beforeEach(async function () {
      isMounted = mount(['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', repository.path]);
      if (!isMounted) {
        console.log('      (no file system may be mounted here: not tested)');
        return this.skip();
      }
      await store.close();
      repository.git(['init', '--quiet', '--bare', '--initial-branch=main']);
      store = await openRepository(repository.path);
    });
    afterEach(() => {
      if (isMounted) execFileSync('umount', ['--lazy', repository.path]);
    });

    it('is not tried without room for it', async () => {
      await commit('a.md', 'one');
      const report = await maintain();
      expect(report.kind === 'skipped' && report.reason).to.match(
        /is not packed: that may take \d+ MB, and \d MB are free$/,
      );
    });

    it('is not tried where nothing can be written', async () => {
      await commit('a.md', 'one');
      mount(['-o', 'remount,ro', repository.path]);
      const report = await maintain();
      mount(['-o', 'remount,rw', repository.path]);
      expect(report.kind === 'skipped' && report.reason).to.match(/read-only file system: mount it writable$/);
    });

    it('a commit that found the disk full leaves none of its bytes there', async () => {
      await commit('a.md', 'one');
      const stuffing = join(repository.path, 'stuffing');
      writeFileSync(stuffing, Buffer.alloc((SIZE_MB - 1) * 1024 * 1024));
      const large = Array.from({ length: 40_000 }, (_, index) =>
        createHash('sha256').update(`${index}`).digest('hex'),
      ).join('');
      for (let tries = 0; tries < 5; tries++) {
        expect(await commit('large.md', large).then(() => 'done', String)).to.match(/no space left/);
      }
      const names = readdirSync(repository.path, { recursive: true }).map(String);
      expect(names.filter((name) => /tmp_|fast_import_crash/.test(name))).to.deep.equal([]);
      expect(await commit('b.md', 'for this there is room')).to.have.length(40);
    });
  });
});

describe('a report that a killed git process left', () => {
  it('goes when the repository is opened, where it is ours', async () => {
    const repository = makeTemporaryRepository();
    try {
      const crash = (ref: string) => {
        const before = new Set(readdirSync(repository.path));
        expect(() => repository.git(['fast-import', '--quiet'], `feature done\nreset ${ref}\n`)).to.throw();
        return readdirSync(repository.path).find((name) => !before.has(name)) ?? '';
      };
      const [ours, other] = [crash('refs/tract/pending'), crash('refs/heads/other')];
      expect([ours, other].every((name) => name.startsWith('fast_import_crash_'))).to.equal(true);
      await (await openRepository(repository.path)).close();
      expect(existsSync(join(repository.path, ours))).to.equal(false);
      expect(existsSync(join(repository.path, other))).to.equal(true);
    } finally {
      repository.remove();
    }
  });
});

function mount(args: readonly string[]): boolean {
  try {
    execFileSync('mount', args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
