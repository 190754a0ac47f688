import { expect } from 'chai';
import { type Clone, Workshop } from './workshop.ts';

for (const personality of ['server', 'cloud'] as const) {
  describe(`a comment in Jira on each conflict, ${personality}`, () => {
    let workshop: Workshop;
    let clone: Clone;
    before(async () => {
      workshop = await Workshop.open(personality);
      await workshop.onboard();
      await workshop.serve();
      clone = await workshop.clone();
      clone.edit('.tract/config.yaml', (text) => text.replace('\n  comment: false\n', '\n  comment: true\n'));
      await clone.push();
    });
    after(() => workshop.close());

    const comments = () =>
      workshop.jira.world.issues.find('APP-1')?.comments.map(({ body }) => JSON.stringify(body)) ?? [];
    const quarrel = async (round: number) => {
      await workshop.ask(clone, ['sync']);
      await clone.pull();
      workshop.jira.as('anna').editIssue('APP-1', { summary: `Jira ${round}` });
      clone.edit('issues/APP-1.md', (text) => text.replace(/^title: .*$/m, `title: Git ${round}`));
      await clone.push();
      await workshop.ask(clone, ['sync']);
      await clone.pull();
    };

    it('is made once for a conflict, names both values, and comes into the file as it stands in Jira', async () => {
      const before = comments().length;
      await quarrel(1);
      await quarrel(2);
      const fresh = comments().slice(before);
      expect(fresh).to.have.length(1);
      expect(fresh[0]).to.match(/Tract: .*title.*Git 1.*anna.*tract conflicts resolve APP-1 --take git/i);
      const file = clone.read('issues/APP-1.md');
      expect(file.match(/^Tract: this issue/gm)).to.have.length(1);
      expect(file).to.include('`tract conflicts resolve APP-1 --take git`');
      const tip = await workshop.git('rev-parse', 'main', 'refs/notes/tract');
      expect((await workshop.ask(clone, ['sync'])).stdout).to.include('In sync');
      expect(await workshop.git('rev-parse', 'main', 'refs/notes/tract')).to.equal(tip);
    });

    it('stays where the conflict is settled, and the next one is told anew', async () => {
      const before = comments().length;
      expect((await workshop.ask(clone, ['conflicts', 'resolve', 'APP-1', '--take', 'git'])).code).to.equal(0);
      await quarrel(3);
      expect(comments()).to.have.length(before + 1);
      expect(comments().at(-1)).to.include('Jira 3');
    });
  });
}
