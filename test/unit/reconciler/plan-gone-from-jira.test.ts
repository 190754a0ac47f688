import { expect } from 'chai';
import { hasActions } from '../../../src/reconciler/plan.ts';
import { baseOf, comment, planOf, type Told, ticket, worklog } from '../../support/observation-builder.ts';

describe('the plan for a ticket that Jira does not show', () => {
  describe('missing in Jira', () => {
    it('does nothing before asking again confirms it', () => {
      const plan = planOf({ base: ticket(), git: ticket({ title: 'Edited' }), jira: 'missing' });
      expect(plan.situation).to.equal('missing-in-jira');
      expect(hasActions(plan)).to.equal(false);
      expect(plan.base).to.deep.equal(baseOf(ticket()));
      expect(plan.forget).to.equal(false);
    });
  });

  describe('gone from Jira', () => {
    const says = ticket({ labels: ['a'] }, { comments: [comment('1', 'Hm')], worklogs: [worklog('7')] });

    it('loses its file and its time entries where nobody edited it', () => {
      const plan = planOf({ base: says, git: says, jira: 'gone' });
      expect(plan.situation).to.equal('gone-from-jira');
      expect(plan.jira).to.deep.equal([]);
      expect(plan.git.map(({ kind }) => kind)).to.deep.equal(['remove-ticket', 'remove-worklog']);
      expect(plan).to.include({ base: null, forget: true });
    });

    it('loses its file although `updated` was not refreshed in it', () => {
      const plan = planOf({
        base: says,
        git: { ...says, values: { ...says.values, updated: '2026-01-01T00:00:00Z' } },
        jira: 'gone',
      });
      expect(plan.git[0]).to.include({ kind: 'remove-ticket' });
    });

    const edits: readonly (readonly [string, string, Told])[] = [
      ['title', 'the title was edited', { ...says, values: { ...says.values, title: 'Edited' } }],
      ['labels', 'a label was added', { ...says, values: { ...says.values, labels: ['a', 'b'] } }],
      ['description', 'the description was edited', { ...says, description: 'Edited.' }],
      ['comments', 'a comment was removed', { ...says, comments: [] }],
      ['comments', 'a comment was edited', { ...says, comments: [comment('1', 'Edited')] }],
      ['worklogs', 'a time entry was edited', { ...says, worklogs: [worklog('7', { seconds: 7200 })] }],
      ['worklogs', 'time was logged', { ...says, worklogs: [worklog('7'), worklog('x', { seconds: 60 })] }],
    ];
    for (const [what, situation, git] of edits) {
      it(`keeps the file for a person where ${situation}`, () => {
        const plan = planOf({ base: says, git, jira: 'gone' });
        expect(hasActions(plan)).to.equal(false);
        expect(plan.holds[0]).to.include({ field: 'file', kind: 'conflict' });
        expect(plan.holds[0]?.reason).to.equal(
          `no longer visible in Jira (deleted, or hidden from the service account), but ${what} edited in git`,
        );
        expect(plan.forget).to.equal(false);
      });
    }

    it('is forgotten where git has no file either', () => {
      const plan = planOf({ base: says, jira: 'gone' });
      expect(plan.situation).to.equal('gone-on-both');
      expect(plan.git.map(({ kind }) => kind)).to.deep.equal(['remove-worklog']);
      expect(plan.forget).to.equal(true);
    });
  });
});
