import { expect } from 'chai';
import type { Reason, Why } from '../../../src/reconciler/why/reason.ts';
import { type Clone, Workshop } from './workshop.ts';

for (const personality of ['server', 'cloud'] as const) {
  describe(`tract why, ${personality}`, () => {
    let workshop: Workshop;
    let clone: Clone;
    before(async () => {
      workshop = await Workshop.open(personality);
      await workshop.onboard();
      await workshop.serve();
      clone = await workshop.clone();
    });
    after(() => workshop.close());

    const why = async (...args: string[]): Promise<Why> => {
      const { stdout, stderr } = await workshop.ask(clone, ['why', ...args, '--json']);
      if (stdout === '') throw new Error(stderr);
      return JSON.parse(stdout) as Why;
    };
    const only = async (...args: string[]): Promise<Reason> => {
      const [reason, ...rest] = (await why(...args)).fields;
      if (reason === undefined || rest.length > 0) throw new Error(`told of ${rest.length} more, or of nothing`);
      return reason;
    };
    const sync = () => workshop.ask(clone, ['sync']);

    it('names the entry of the changelog of a value that came from Jira', async () => {
      workshop.jira.as('anna').editIssue('APP-2', { summary: 'Renamed by Anna' });
      await sync();
      const history = workshop.jira.world.issues.find('APP-2')?.history.at(-1);
      const reason = await only('APP-2', 'title');
      expect(reason).to.include({ verdict: 'same', base: 'Renamed by Anna' });
      expect(reason.jira).to.include({ value: 'Renamed by Anna', source: history?.id });
      expect(reason.jira?.by).to.match(/anna/i);
      expect(reason.git.source).to.equal((await workshop.git('rev-parse', 'main')).trim());
      expect((await why('APP-2')).fields).to.deep.equal([]);
    });

    it('tells of every field, comment and time entry', async () => {
      const { fields } = await why('APP-2', '--all');
      const kinds = new Set(fields.map(({ field }) => field.split(':')[0]));
      expect([...kinds]).to.include.members(['title', 'labels', 'description', 'comment', 'worklog']);
      for (const { jira, field } of fields.filter((each) => each.field.includes(':'))) {
        expect(jira?.by, field).to.match(/anna/i);
      }
    });

    it('shows a held title and a held text with both people', async () => {
      await clone.pull();
      workshop.jira.as('anna').editIssue('APP-1', { summary: 'Jira says' });
      clone.edit('issues/APP-1.md', (text) => text.replace(/^title: .*$/m, 'title: Git says'));
      await clone.push();
      await sync();
      const { stdout, code } = await workshop.ask(clone, ['why', 'APP-1']);
      expect(code).to.equal(0);
      expect(stdout)
        .to.include('title: held for a person since ')
        .and.include('  agreed  First\n  git     Git says\n  Jira    Jira says\n')
        .and.match(/ {2}git by .+, commit [0-9a-f]{10}\n {2}Jira by anna.*, change \d+\n/i)
        .and.include('  rule    hold (default): a person decides\n')
        .and.include('  settle  tract conflicts resolve APP-1 title --take git (or jira), or --edit\n');
    });

    it('tells what the clone knows where the service is away', async () => {
      await clone.pull();
      await clone.git('fetch', '--quiet', 'origin', 'refs/notes/tract:refs/notes/tract');
      await workshop.stopDaemons();
      const { stdout, stderr, code } = await workshop.ask(clone, ['why', 'APP-1']);
      expect([code, stderr.includes('what follows is what this clone knows')]).to.deep.equal([0, true]);
      expect(stdout)
        .to.include('APP-1 (Jira was not asked)\n\ntitle: held for a person since ')
        .and.include('  agreed  First\n  git     Git says\n')
        .and.match(/ {2}git by .+, commit [0-9a-f]{10}\n/)
        .and.include('settle  tract conflicts resolve APP-1 title')
        .and.not.include('updated');
      expect((await workshop.ask(clone, ['why', 'APP-2'])).stdout).to.include(
        'git says what both sides last agreed on',
      );
      clone.edit('issues/APP-2.md', (text) => text.replace(/^title: .*$/m, 'title: Not pushed'));
      await clone.git('commit', '--quiet', '--all', '--message', 'Rename');
      const told = await workshop.ask(clone, ['why', 'APP-2', '--json']);
      const { situation, fields } = JSON.parse(told.stdout) as Why;
      expect(situation).to.equal('offline');
      expect(fields).to.have.length(1);
      expect(fields[0]).to.include({ field: 'title', verdict: 'unjudged', base: 'Renamed by Anna', jira: null });
      expect(fields[0]?.git).to.include({ value: 'Not pushed', by: 'anna' });
      const wrong = await workshop.ask(clone, ['why', 'APP-2', 'titel']);
      expect([wrong.code, wrong.stderr]).to.deep.equal([
        2,
        `${wrong.stderr.split('\n')[0]}\ntract: APP-2 has no titel: tract why APP-2 --all shows what it has\n`,
      ]);
      expect((await workshop.ask(clone, ['why', 'APP-99'])).code).to.equal(1);
    });
  });
}
