import { expect } from 'chai';
import type { RunningTract } from './run-tract.ts';
import { type Clone, Workshop } from './workshop.ts';

for (const personality of ['server', 'cloud'] as const) {
  describe(`tract conflicts, ${personality}`, () => {
    let workshop: Workshop;
    let daemon: RunningTract;
    let clone: Clone;
    before(async () => {
      workshop = await Workshop.open(personality);
      await workshop.onboard();
      daemon = await workshop.serve();
      clone = await workshop.clone();
      workshop.jira.as('anna').editIssue('APP-1', { summary: 'First by Jira' });
      workshop.jira.as('anna').editIssue('APP-2', { summary: 'Second by Jira' });
      clone.edit('issues/APP-1.md', (text) => text.replace('title: First', 'title: First by git'));
      clone.edit('issues/APP-2.md', (text) => text.replace('title: Second', 'title: Second by git'));
      await clone.push();
    });
    after(() => workshop.close());

    const conflicts = (...args: string[]) => workshop.ask(clone, ['conflicts', ...args]);
    const titles = async (key: string) => {
      await clone.pull();
      const [, inGit] = /^title: (.*)$/m.exec(clone.read(`issues/${key}.md`)) ?? [];
      return [inGit, workshop.jira.world.issues.find(key)?.values.summary];
    };

    it('lists and shows what both sides changed', async () => {
      const { stdout } = await conflicts();
      expect(stdout)
        .to.match(/APP-1 +title .*git says "First by git", Jira says "First by Jira"/)
        .and.match(/APP-2 +title /);
      expect((await conflicts('show', '1')).stdout).to.include(
        '  agreed  First\n  git     First by git\n  Jira    First by Jira\n',
      );
    });

    it('settles them on both sides, and they stay so', async () => {
      const taken = await conflicts('resolve', 'APP-1', '--take', 'git');
      expect([taken.code, taken.stderr]).to.deep.equal([0, '']);
      expect(await titles('APP-1')).to.deep.equal(['First by git', 'First by git']);
      expect(await titles('APP-2')).to.deep.equal(['Second by git', 'Second by Jira']);
      const own = await conflicts('resolve', 'APP-2', 'title', '--value', 'Second by both');
      expect([own.code, own.stderr]).to.deep.equal([0, '']);
      expect((await workshop.ask(clone, ['sync'])).stdout).to.equal('✓ In sync: nothing to do\n');
      expect(await titles('APP-2')).to.deep.equal(['Second by both', 'Second by both']);
      expect((await conflicts()).stdout).to.equal('Nothing is in conflict.\n');
      expect(await workshop.git('log', '-1', '--format=%s', 'main')).to.equal('[tract-sync] Resolved title of APP-2\n');
    });

    it('shows without its server what the clone knows, and says how it is done then', async () => {
      workshop.jira.as('anna').editIssue('APP-1', { summary: 'Again by Jira' });
      clone.edit('issues/APP-1.md', (text) => text.replace('title: First by git', 'title: Again by git'));
      await clone.push();
      await clone.git('fetch', '--quiet', 'origin', 'refs/notes/tract:refs/notes/tract');
      await daemon.stop();
      const { code, stdout, stderr } = await conflicts();
      expect([code, stderr.includes('what follows is what this clone knows')]).to.deep.equal([0, true]);
      expect(stdout).to.match(/APP-1 +title .*Again by git/);
      expect((await conflicts('show', 'APP-1')).stdout).to.include(
        '  agreed  First by git\n  git     Again by git\n  Jira    (not known in this clone)\n',
      );
      const resolve = await conflicts('resolve', 'APP-1', '--take', 'git');
      expect(resolve.code).to.equal(4);
      expect(resolve.stderr).to.include('edit issues/APP-1.md');
    });
  });
}
