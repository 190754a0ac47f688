import { expect } from 'chai';
import { fingerprint } from '../../../src/model/fingerprint.ts';
import type { TicketPlan } from '../../../src/reconciler/plan.ts';
import { hasActions } from '../../../src/reconciler/plan.ts';
import type { Hold } from '../../../src/snapshot/base.ts';
import { baseOf, comment, NOW, planOf, ticket, worklog } from '../../support/observation-builder.ts';

const SAYS = ticket({ labels: ['a'] }, { comments: [comment('1', 'Hm')], worklogs: [worklog('7')] });
const EDITED_IN_JIRA = { ...SAYS, values: { ...SAYS.values, title: 'Edited' } };
const CLOSE = { deletedInGit: 'close', closeStatus: 'Done' } as const;
const IGNORE = { deletedInGit: 'ignore' } as const;
const IGNORED: Hold = {
  field: 'file',
  kind: 'deleted',
  reason: 'removed in git; ignored',
  git: fingerprint(null),
  jira: fingerprint(null),
  since: NOW,
  origins: null,
};

describe('the plan for a ticket whose file was removed', () => {
  describe('restore', () => {
    it('writes the file again as it was, and leaves Jira alone', () => {
      const plan = planOf({ base: SAYS, jira: SAYS });
      expect(plan.situation).to.equal('deleted-in-git');
      expect(plan.jira).to.deep.equal([]);
      expect(plan.git).to.have.lengthOf(1);
      expect(plan.git[0]).to.deep.include({ kind: 'write-ticket', path: 'issues/APP-1.md', to: 'issues/APP-1.md' });
      expect(plan.base).to.deep.equal(baseOf(SAYS));
      expect(plan.findings.map(({ ref, verdict }) => [ref, verdict])).to.deep.equal([['file', 'put-back']]);
    });

    it('never takes comments or the description from Jira because the file is gone', () => {
      for (const removed of [undefined, null]) {
        const more = removed === null ? { more: { removed } } : {};
        const plan = planOf({ base: SAYS, jira: SAYS, ...more });
        expect(plan.jira).to.deep.equal([]);
      }
    });

    it('writes everything anew where the old file cannot be read any more', () => {
      const plan = planOf({ base: SAYS, jira: SAYS, more: { removed: null } });
      expect(plan.git[0]).to.deep.include({ kind: 'write-ticket', from: null });
      expect(plan.git[0]).to.have.nested.property('edit.values').that.includes({ title: 'Login fails' });
      expect(plan.git[0]).to.have.nested.property('edit.texts.description', 'It does not work.');
      expect(plan.git[0]).to.have.nested.property('edit.comments[0].comment.body', 'Hm');
      expect(plan.base).to.deep.equal(baseOf(SAYS));
    });

    it('brings what Jira changed meanwhile', () => {
      const plan = planOf({ base: SAYS, jira: EDITED_IN_JIRA });
      expect(plan.git[0]).to.have.nested.property('edit.values.title', 'Edited');
      expect(plan.base?.values).to.include({ title: 'Edited' });
    });
  });

  describe('ignore', () => {
    it('remembers the removal and touches nothing', () => {
      const plan = planOf({ base: SAYS, jira: SAYS }, IGNORE);
      expect(hasActions(plan)).to.equal(false);
      expect(plan.holds).to.deep.equal([IGNORED]);
      expect(plan.base).to.deep.equal({ ...baseOf(SAYS), holds: [IGNORED] });
    });

    it('takes a newer `updated` alone for no change in Jira', () => {
      const newer = { ...SAYS, values: { ...SAYS.values, updated: '2026-02-19T00:00:00Z' } };
      expect(hasActions(planOf({ base: SAYS, jira: newer }, IGNORE))).to.equal(false);
    });

    it('does not bring the file back for a later change in Jira', () => {
      const plan = planOf({ base: SAYS, jira: EDITED_IN_JIRA, holds: [IGNORED] }, IGNORE);
      expect(hasActions(plan)).to.equal(false);
      expect(plan.holds).to.deep.equal([IGNORED]);
    });

    it('takes the file in again when somebody writes it anew', () => {
      const plan = planOf({ base: SAYS, git: SAYS, jira: SAYS, holds: [IGNORED] }, IGNORE);
      expect(plan.situation).to.equal('known');
      expect(plan.holds).to.deep.equal([]);
    });
  });

  describe('close', () => {
    it('moves the issue to the closing status', () => {
      const plan = planOf({ base: SAYS, jira: SAYS }, CLOSE);
      expect(plan.git).to.deep.equal([]);
      expect(plan.jira).to.have.lengthOf(1);
      expect(plan.jira[0]).to.deep.include({ kind: 'transition', from: 'To Do', to: 'Done' });
      expect(plan.holds).to.deep.equal([]);
    });

    it('is settled once Jira closed it', () => {
      const closed = { ...SAYS, values: { ...SAYS.values, status: 'Done' } };
      const plan = planOf({ base: SAYS, jira: closed }, CLOSE);
      expect(hasActions(plan)).to.equal(false);
      expect(plan.holds.map(({ kind }) => kind)).to.deep.equal(['deleted']);
    });

    it('only remembers the removal where no closing status is configured', () => {
      const plan = planOf({ base: SAYS, jira: SAYS }, { ...CLOSE, closeStatus: null });
      expect(hasActions(plan)).to.equal(false);
      expect(plan.holds.map(({ kind }) => kind)).to.deep.equal(['deleted']);
    });
  });

  describe('where Jira changed too, whatever the policy', () => {
    const changes = [
      ['a field', EDITED_IN_JIRA],
      ['the description', { ...SAYS, description: 'Edited.' }],
      ['a new comment', { ...SAYS, comments: [...SAYS.comments, comment('22', 'Me too')] }],
      ['the text of a comment', { ...SAYS, comments: [comment('1', 'Edited')] }],
    ] as const;
    for (const policy of [IGNORE, CLOSE]) {
      for (const [what, jira] of changes) {
        it(`${policy.deletedInGit}: the file comes back with ${what}`, () => {
          const plan = planOf({ base: SAYS, jira }, policy);
          expect(plan.jira).to.deep.equal([]);
          expect(kindsOf(plan)).to.deep.equal(['write-ticket']);
          expect(plan.holds).to.deep.equal([]);
        });
      }
    }
  });
});

function kindsOf(plan: TicketPlan): readonly string[] {
  return plan.git.map(({ kind }) => kind);
}
