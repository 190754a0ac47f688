import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { parseConflictRecord } from '../../../src/model/parse-conflict-record.ts';
import { API_KEY, type Clone, Workshop } from './workshop.ts';

const PATH = '.tract/conflicts/APP-1.yaml';

for (const personality of ['server', 'cloud'] as const) {
  describe(`the record of a conflict, ${personality}`, () => {
    let workshop: Workshop;
    let clone: Clone;
    let round = 0;
    before(async () => {
      workshop = await Workshop.open(personality);
      await workshop.onboard();
      await workshop.serve();
      clone = await workshop.clone();
    });
    after(() => workshop.close());

    const anna = (summary: string) => workshop.jira.as('anna').editIssue('APP-1', { summary });
    const titleInGit = () => /^title: (.*)$/m.exec(clone.read('issues/APP-1.md'))?.[1] ?? '';
    const sync = () => workshop.ask(clone, ['sync']);
    const decide = (lines: string) =>
      clone.edit(PATH, (text) => text.replace('  - field: title\n', `  - field: title\n    ${lines}\n`));
    const setTitle = (title: string) =>
      clone.edit('issues/APP-1.md', (text) => text.replace(/^title: .*$/m, `title: ${title}`));

    /** Both sides give the ticket another title, and the record comes. */
    const quarrel = async () => {
      round += 1;
      await clone.pull();
      anna(`Jira ${round}`);
      setTitle(`Git ${round}`);
      await clone.push();
      await sync();
      await clone.pull();
      expect(existsSync(join(clone.path, PATH))).to.equal(true);
    };
    const expectSettled = async (title: string) => {
      await sync();
      await clone.pull();
      expect([titleInGit(), workshop.jira.world.issues.find('APP-1')?.values.summary]).to.deep.equal([title, title]);
      expect(existsSync(join(clone.path, PATH))).to.equal(false);
      const tip = await workshop.git('rev-parse', 'main', 'refs/notes/tract');
      expect((await sync()).stdout).to.equal('✓ In sync: nothing to do\n');
      expect(await workshop.git('rev-parse', 'main', 'refs/notes/tract')).to.equal(tip);
      expect((await workshop.ask(clone, ['conflicts'])).stdout).to.equal('Nothing is in conflict.\n');
    };

    it('names both people, their times, the commit and the entry of the changelog', async () => {
      await quarrel();
      const reading = parseConflictRecord(clone.read(PATH));
      const [conflict] = reading.kind === 'record' ? reading.record.conflicts : [];
      const pushed = (await workshop.git('log', '-1', '--format=%H%n%an', 'main', '--', 'issues/APP-1.md')).split('\n');
      const history = workshop.jira.world.issues.find('APP-1')?.history.at(-1);
      expect(conflict).to.include({ field: 'title', base: 'First', rule: 'hold (default)' });
      expect(conflict?.git).to.include({ value: 'Git 1', source: pushed[0] });
      expect(conflict?.git.by).to.not.equal(null);
      expect(conflict?.jira).to.include({ value: 'Jira 1', source: history?.id });
      expect(conflict?.jira.by).to.match(/anna/i);
      for (const side of [conflict?.git, conflict?.jira]) expect(side?.at).to.match(/^\d{4}-\d\d-\d\dT[\d:]+Z$/);
    });

    it('is shown with the same names by the command and on the dashboard', async () => {
      const { stdout } = await workshop.ask(clone, ['conflicts', 'show', 'APP-1']);
      expect(stdout)
        .to.match(/ {2}git by .+, \d{4}-[\dT:-]+Z, commit [0-9a-f]{10}\n/)
        .and.match(/ {2}Jira by anna.*, \d{4}-[\dT:-]+Z, change \d+\n/i);
      const page = await fetch(workshop.url, { headers: { authorization: `Bearer ${API_KEY}` } });
      expect(await page.text()).to.match(/Jira by anna.*, change \d+/i);
    });

    it('is settled by the command', async () => {
      expect((await workshop.ask(clone, ['conflicts', 'resolve', 'APP-1', '--take', 'jira'])).code).to.equal(0);
      await expectSettled('Jira 1');
    });

    it('is settled over HTTP', async () => {
      await quarrel();
      const response = await fetch(`${workshop.url}/conflicts/APP-1`, {
        method: 'POST',
        headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify({ take: 'git' }),
      });
      expect(response.status).to.equal(200);
      await expectSettled(`Git ${round}`);
    });

    it('is settled by an edit of the record', async () => {
      await quarrel();
      decide('take: merged\n    value: Both of us');
      await clone.push();
      await expectSettled('Both of us');
    });

    it('is settled by an edit of the ticket in git', async () => {
      await quarrel();
      setTitle(`Jira ${round}`);
      await clone.push();
      await expectSettled(`Jira ${round}`);
    });

    it('is settled by an edit of the ticket in Jira', async () => {
      await quarrel();
      anna(`Git ${round}`);
      await expectSettled(`Git ${round}`);
    });

    it('tells a decision that makes no sense, and keeps it', async () => {
      await quarrel();
      decide('take: mine');
      await clone.push();
      expect((await sync()).stdout + (await workshop.ask(clone, ['status'])).stdout).to.include(
        'must be one of git, jira, merged',
      );
      await clone.pull();
      expect(clone.read(PATH)).to.include('take: mine');
    });
  });
}
