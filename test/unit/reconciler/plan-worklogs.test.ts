import { expect } from 'chai';
import { hasActions } from '../../../src/reconciler/plan.ts';
import {
  baseOf,
  formatWith,
  linesOf,
  planOf,
  type ToldWorklog,
  ticket,
  type World,
  wiki,
  worklog,
} from '../../support/observation-builder.ts';

const ENTRY = worklog('7');
const OTHER = worklog('8', { seconds: 1800, started: '2026-02-13T09:00:00Z' });

describe('the plan for time entries', () => {
  describe('a new one', () => {
    it('in git is logged in Jira', () => {
      const mine = worklog('', { line: 'x1', comment: 'Fixed it' });
      const plan = planOf(three([ENTRY], [ENTRY, mine], [ENTRY]));
      expect(plan.git).to.deep.equal([]);
      expect(plan.jira).to.have.lengthOf(1);
      expect(plan.jira[0]).to.deep.include({
        kind: 'add-worklog',
        author: 'bob',
        seconds: 3600,
        started: '2026-02-12T09:00:00Z',
        comment: wiki('Fixed it'),
      });
      expect(plan.base?.worklogs).to.deep.equal(agreed([ENTRY]));
    });

    it('in Jira becomes a line with Jira`s id', () => {
      const plan = planOf(three([ENTRY], [ENTRY], [ENTRY, OTHER]));
      expect(plan.jira).to.deep.equal([]);
      expect(plan.git).to.deep.equal([{ kind: 'add-worklog', worklog: lineOf(OTHER), reason: 'time logged in Jira' }]);
      expect(plan.base?.worklogs).to.deep.equal(agreed([ENTRY, OTHER]));
    });

    it('that both sides entered before they met is one', () => {
      const byHand = { ...ENTRY, line: 'x1' };
      const plan = planOf(three([], [byHand], [ENTRY]));
      expect(hasActions(plan)).to.equal(false);
      expect(plan.base?.worklogs).to.deep.equal(agreed([byHand]));
    });

    it('twice at the same time with different ids are two', () => {
      const plan = planOf(three([], [worklog('', { line: 'x1' }), worklog('', { line: 'x2' })], []));
      expect(plan.jira.map(({ kind }) => kind)).to.deep.equal(['add-worklog', 'add-worklog']);
    });

    it('meets only one of two that Jira has for the same time', () => {
      const plan = planOf(three([], [{ ...ENTRY, line: 'x1' }], [ENTRY, { ...ENTRY, id: '9' }]));
      expect(plan.jira).to.deep.equal([]);
      expect(plan.git).to.deep.equal([
        { kind: 'add-worklog', worklog: lineOf({ ...ENTRY, line: '9' }), reason: 'time logged in Jira' },
      ]);
    });
  });

  describe('lines that a union merge doubled', () => {
    it('are one entry and stay as they are', () => {
      const plan = planOf(three([], [worklog('', { line: 'x1' }), worklog('', { line: 'x1' })], []));
      expect(plan.jira).to.have.lengthOf(1);
      expect(plan.git).to.deep.equal([]);
    });

    it('are one entry without an id too', () => {
      const plan = planOf(three([], [worklog('', { line: null }), worklog('', { line: null })], []));
      expect(plan.jira).to.have.lengthOf(1);
    });

    it('with the old and the new form of one id give the edit, and the old one goes', () => {
      const edited = { ...ENTRY, seconds: 7200 };
      for (const lines of [
        [ENTRY, edited],
        [edited, ENTRY],
      ]) {
        const plan = planOf(three([ENTRY], lines, [ENTRY]));
        expect(plan.jira).to.have.lengthOf(1);
        expect(plan.jira[0]).to.deep.include({ kind: 'edit-worklog', worklog: '7', seconds: 7200 });
        const old = lines.indexOf(ENTRY) + 1;
        expect(plan.git).to.deep.equal([
          { kind: 'remove-worklog', month: '2026-02', line: old, reason: 'an older form of the same entry' },
        ]);
      }
    });
  });

  describe('an edit', () => {
    it('in git goes to Jira', () => {
      const plan = planOf(three([ENTRY], [{ ...ENTRY, seconds: 7200, comment: 'More' }], [ENTRY]));
      expect(plan.git).to.deep.equal([]);
      expect(plan.jira[0]).to.deep.include({
        kind: 'edit-worklog',
        worklog: '7',
        seconds: 7200,
        comment: wiki('More'),
      });
      expect(plan.base?.worklogs).to.deep.equal(agreed([ENTRY]));
    });

    it('in Jira replaces the line, every copy of it', () => {
      const edited = { ...ENTRY, seconds: 7200, line: 'x1' };
      const line = { ...ENTRY, line: 'x1' };
      const plan = planOf(three([line], [line, line], [edited]));
      expect(plan.jira).to.deep.equal([]);
      expect(plan.git.map((action) => [action.kind, 'line' in action ? action.line : 0])).to.deep.equal([
        ['replace-worklog', 1],
        ['replace-worklog', 2],
      ]);
      expect(plan.base?.worklogs).to.deep.equal(agreed([edited]));
    });

    it('in Jira that moves the start to another month moves the line there', () => {
      const moved = { ...ENTRY, started: '2026-03-01T09:00:00Z' };
      const plan = planOf(three([ENTRY], [ENTRY], [moved]));
      expect(plan.git).to.deep.equal([
        { kind: 'remove-worklog', month: '2026-02', line: 1, reason: 'time entry edited in Jira' },
        { kind: 'add-worklog', worklog: lineOf(moved), reason: 'time entry edited in Jira' },
      ]);
    });

    it('of different members on both sides keeps both', () => {
      const plan = planOf(three([ENTRY], [{ ...ENTRY, seconds: 7200 }], [{ ...ENTRY, comment: 'Said in Jira' }]));
      expect(plan.jira[0]).to.deep.include({ kind: 'edit-worklog', seconds: 7200, comment: wiki('Said in Jira') });
      expect(plan.git[0]).to.have.nested.property('worklog.comment', 'Said in Jira');
      expect(plan.git[0]).to.have.nested.property('worklog.seconds', 7200);
    });

    it('of the same member on both sides goes by policy', () => {
      const world = three([ENTRY], [{ ...ENTRY, seconds: 7200 }], [{ ...ENTRY, seconds: 60 }]);
      expect(planOf(world).git[0]).to.have.nested.property('worklog.seconds', 60);
      expect(planOf(world).findings[0]).to.include({ verdict: 'conflict', rule: 'policy: jira' });
      expect(planOf(world).findings[0]).to.have.nested.property('git.seconds', 7200);
      const byGit = planOf(world, { format: formatWith({ worklogs: 'git' }) });
      expect(byGit.jira[0]).to.include({ kind: 'edit-worklog', seconds: 7200 });
      expect(byGit.git).to.deep.equal([]);
      for (const policy of ['hold', 'newest'] as const) {
        const held = planOf(world, { format: formatWith({ worklogs: policy }) });
        expect(hasActions(held)).to.equal(false);
        expect(held.holds[0]).to.include({ field: 'worklog:7', kind: 'conflict', reason: 'both sides changed it' });
      }
    });

    it('of the author in git is put back: Jira cannot change it', () => {
      const plan = planOf(three([ENTRY], [{ ...ENTRY, author: 'eve' }], [ENTRY]));
      expect(plan.jira).to.deep.equal([]);
      expect(plan.git[0]).to.have.nested.property('worklog.author', 'bob');
    });
  });
});

function three(base: readonly ToldWorklog[], git: readonly ToldWorklog[], jira: readonly ToldWorklog[]): World {
  const says = (worklogs: readonly ToldWorklog[]) => ticket({}, { worklogs });
  return { base: says(base), git: says(git), jira: says(jira) };
}

function agreed(worklogs: readonly ToldWorklog[]) {
  return baseOf(ticket({}, { worklogs })).worklogs;
}

function lineOf(entry: ToldWorklog) {
  return linesOf([entry])[0]?.worklog;
}
