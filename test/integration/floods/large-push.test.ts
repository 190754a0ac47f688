import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import type { RunningTract } from '../cli/run-tract.ts';
import { type Clone, eventually, SECRET, Workshop } from '../cli/workshop.ts';

/** As many as keep the test under a minute; `scripts/bench` has larger ones. */
const ISSUES = 1_000;

for (const personality of ['server', 'cloud'] as const) {
  describe(`a push that edits ${ISSUES} tickets, ${personality}`, function () {
    this.timeout(180_000);
    let workshop: Workshop;
    let daemon: RunningTract;
    let clone: Clone;

    before(async () => {
      workshop = await Workshop.open(personality);
      const boss = workshop.jira.as('anna');
      for (let count = 3; count <= ISSUES + 1; count++) boss.createIssue('APP', 'Task', { summary: `Issue ${count}` });
      await workshop.onboard();
      daemon = await workshop.serve();
      clone = await workshop.clone();
    });

    after(() => workshop.close());

    const titles = () => [...workshop.jira.world.issues.all()].map(({ values }) => String(values.summary));
    const arrived = () => titles().filter((title) => title.startsWith('Pushed ')).length;
    const webhook = (key: string) => {
      const { id } = workshop.jira.world.issues.find(key) ?? { id: '' };
      const body = JSON.stringify({ webhookEvent: 'jira:issue_updated', issue: { id, key } });
      const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
      return fetch(`${workshop.url}/webhook/jira`, { method: 'POST', headers: { 'X-Hub-Signature': signature }, body });
    };

    it('arrives whole although the daemon is killed in the middle, and holds up nobody else', async () => {
      const boss = workshop.jira.as('anna');
      const last = `APP-${ISSUES + 1}`;
      for (let count = 1; count <= ISSUES; count++) {
        clone.edit(`issues/APP-${count}.md`, (text) => text.replace(/^title: .*$/m, `title: Pushed ${count}`));
      }
      const pushing = clone.push();
      await eventually(arrived, (count) => count > ISSUES / 10);
      boss.editIssue(last, { summary: 'Edited meanwhile' });
      await webhook(last);
      await eventually(
        () => workshop.git('show', `main:issues/${last}.md`),
        (text) => text.includes('title: Edited meanwhile'),
      );
      expect(arrived()).to.be.below(ISSUES);
      await daemon.stop('SIGKILL');
      await pushing;
      const before = arrived();
      expect(before).to.be.below(ISSUES);
      daemon = await workshop.serve();
      await eventually(arrived, (count) => count === ISSUES);
      await eventually(
        () => workshop.ask(clone, ['sync']),
        ({ stdout }) => stdout.includes('In sync'),
      );
      expect(workshop.jira.world.issues.find(last)?.values.summary).to.equal('Edited meanwhile');
      expect(new Set(titles()).size).to.equal(ISSUES + 1);
      await clone.pull();
      for (const key of ['APP-1', `APP-${ISSUES}`]) expect(clone.read(`issues/${key}.md`)).to.contain('title: Pushed ');
      expect(daemon.output).not.to.match(/ error\b/);
    });
  });
}
