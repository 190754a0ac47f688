import { expect } from 'chai';
import type { Clone } from '../cli/workshop.ts';
import { FlowSite, push } from './flow-site.ts';

const FILE = '.tract/queue/create.jsonl';
const WAYS = ['--no-rebase', '--rebase'] as const;

for (const way of WAYS) {
  describe(`the queue of new tickets, between clones that pull ${way}`, function () {
    this.timeout(60_000);
    let site: FlowSite;
    let one: Clone;
    let other: Clone;
    before(async () => {
      site = await FlowSite.open('server');
      [one, other] = [await site.clone(), await site.clone()];
      await site.start();
    });
    after(() => site?.close());

    /** Nothing but git: a conflict makes it fail. */
    const pull = (clone: Clone) => clone.git('pull', '--quiet', '--no-edit', way);
    const create = (clone: Clone, title: string) => site.tract(clone, 'create', 'APP', '--title', title, '--offline');
    const remoteOf = async (clone: Clone) => {
      const { code, remote, stderr } = await push(clone);
      expect(code, stderr).to.equal(0);
      return remote.join('\n');
    };

    it('is in no repository that never needed it', async () => {
      expect(await site.paths('.tract/queue')).to.deep.equal([]);
    });

    it('takes the lines of both where both clones made it', async () => {
      await create(one, 'A');
      await create(other, 'B');
      expect(await remoteOf(one)).to.include('✓ Created APP-3');
      expect((await push(other)).code, 'behind').to.equal(1);
      await pull(other);
      expect(await remoteOf(other)).to.include('✓ Created APP-4');
      expect([site.titled('A'), site.titled('B')]).to.deep.equal([['APP-3'], ['APP-4']]);
      expect([await site.paths('.tract/queue'), await site.file(FILE)]).to.deep.equal([[FILE], '']);
    });

    it('takes the line that one clone appended while the service emptied the file', async () => {
      await Promise.all([pull(one), pull(other)]);
      await create(one, 'C');
      await pull(other);
      await other.git('pull', '--quiet', '--no-edit', way, one.path, 'main');
      await create(other, 'D');
      expect(await remoteOf(one)).to.include('✓ Created APP-5');
      expect(await site.file(FILE)).to.equal('');
      await pull(other);
      expect(other.read(FILE)).to.match(/OFFLINE/);
      expect(await other.git('status', '--porcelain')).to.equal('');
      const said = await remoteOf(other);
      expect(said).to.include('✓ Created APP-6').and.not.include('✗').and.not.include('APP-7');
      expect([site.titled('C'), site.titled('D')]).to.deep.equal([['APP-5'], ['APP-6']]);
      expect(site.jira.world.issues.size).to.equal(6);
      expect([await site.paths('.tract/queue'), await site.file(FILE)]).to.deep.equal([[FILE], '']);
    });

    it('is no queue while it is empty, and what a merge brought back does nothing in Jira', async () => {
      await pull(other);
      const ended = (await other.git('log', '-p', '--format=', '--', FILE)).match(/^-\{.*\}$/gm) ?? [];
      expect(ended.length, 'entries that were over').to.be.greaterThan(1);
      other.write(FILE, ended.map((line) => `${line.slice(1)}\n`).join(''));
      await other.git('commit', '--quiet', '--all', '--message', 'Bring back what is over');
      const writes = site.jira.requests.writes().length;
      expect(await remoteOf(other)).to.equal('✓ In sync: nothing to do');
      expect(site.jira.requests.writes()).to.have.length(writes);
      expect(await site.file(FILE)).to.equal('');
      await pull(other);
      expect(await site.tract(other, 'status')).to.not.include('offline');
      const { stdout } = await site.ask(other, 'doctor');
      expect(stdout).to.match(/nothing waits to be pushed/);
      expect(await site.sync(other)).to.equal('✓ In sync: nothing to do\n');
    });
  });
}
