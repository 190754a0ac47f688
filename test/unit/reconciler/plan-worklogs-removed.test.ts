import { expect } from 'chai';
import { fingerprint } from '../../../src/model/fingerprint.ts';
import { hasActions, type TicketPlan } from '../../../src/reconciler/plan.ts';
import {
  baseOf,
  formatWith,
  KEY,
  linesOf,
  NOW,
  planOf,
  type ToldWorklog,
  ticket,
  type World,
  worklog,
} from '../../support/observation-builder.ts';

const ENTRY = worklog('7');
const OTHER = worklog('8', { seconds: 1800, started: '2026-02-13T09:00:00Z' });

describe('the plan for time entries that somebody removed or Jira refused', () => {
  describe('a removal', () => {
    it('in git removes the entry from Jira', () => {
      const plan = planOf(three([ENTRY, OTHER], [OTHER], [ENTRY, OTHER]));
      expect(plan.jira).to.have.lengthOf(1);
      expect(plan.jira[0]).to.deep.include({ kind: 'remove-worklog', worklog: '7' });
      expect(plan.base?.worklogs).to.deep.equal(agreed([ENTRY, OTHER]));
    });

    it('in Jira removes every copy of the line', () => {
      const plan = planOf(three([ENTRY, OTHER], [ENTRY, OTHER, ENTRY], [OTHER]));
      expect(plan.jira).to.deep.equal([]);
      expect(plan.git.map((action) => [action.kind, 'line' in action ? action.line : 0])).to.deep.equal([
        ['remove-worklog', 1],
        ['remove-worklog', 3],
      ]);
      expect(plan.base?.worklogs).to.deep.equal(agreed([OTHER]));
    });

    it('waits while a line cannot be read, which may be the one', () => {
      const problem = { month: '2026-02', line: 3, issue: KEY, reason: 'this is no JSON object' };
      const plan = planOf({ ...three([ENTRY], [], [ENTRY]), more: { worklogs: [], worklogProblems: [problem] } });
      expect(hasActions(plan)).to.equal(false);
      expect(plan.holds.map(({ field }) => field)).to.deep.equal(['worklog:7', 'worklog:line-2026-02-3']);
      expect(plan.holds[1]).to.include({
        field: 'worklog:line-2026-02-3',
        kind: 'unreadable',
        reason: 'worklogs/2026-02.jsonl line 3: this is no JSON object',
      });
      expect(plan.base?.worklogs).to.deep.equal(agreed([ENTRY]));
    });

    it('waits for a line that names no ticket too, without telling of it in every ticket', () => {
      const problem = { month: '2026-02', line: 3, issue: null, reason: 'this is no JSON object' };
      const blocked = planOf({ ...three([ENTRY], [], [ENTRY]), more: { worklogs: [], worklogProblems: [problem] } });
      expect(hasActions(blocked)).to.equal(false);
      expect(blocked.holds.map(({ reason }) => reason)).to.deep.equal([
        'not removed from Jira: worklogs/2026-02.jsonl line 3 cannot be read and may be this entry; mend it',
      ]);
      const other = planOf({ ...three([ENTRY], [ENTRY], [ENTRY]), more: { worklogProblems: [problem] } });
      expect(other.holds).to.deep.equal([]);
    });

    it('against an edit goes by policy', () => {
      const edited = { ...ENTRY, seconds: 7200 };
      const removedInGit = three([ENTRY], [], [edited]);
      const removedInJira = three([ENTRY], [edited], []);
      expect(planOf(removedInGit).git[0]).to.include({ kind: 'add-worklog' });
      expect(planOf(removedInJira).git[0]).to.include({ kind: 'remove-worklog' });
      const git = { format: formatWith({ worklogs: 'git' }) };
      expect(planOf(removedInGit, git).jira[0]).to.include({ kind: 'remove-worklog' });
      expect(planOf(removedInJira, git).jira[0]).to.include({ kind: 'add-worklog', seconds: 7200 });
      const hold = { format: formatWith({ worklogs: 'hold' }) };
      for (const world of [removedInGit, removedInJira]) {
        const plan = planOf(world, hold);
        expect(hasActions(plan)).to.equal(false);
        expect(plan.holds[0]).to.include({ field: 'worklog:7', kind: 'conflict' });
      }
    });
  });

  it('of an entry takes an older form of its line along', () => {
    const plan = planOf(three([ENTRY], [ENTRY, { ...ENTRY, seconds: 60 }], []));
    expect(plan.git.map((action) => [action.kind, 'line' in action ? action.line : 0])).to.have.deep.members([
      ['remove-worklog', 1],
      ['remove-worklog', 2],
    ]);
  });

  it('that Jira refused is not logged again while it stays as it is', () => {
    const mine = worklog('', { line: 'x1' });
    const prints = { git: fingerprint(lineOf(mine)), jira: fingerprint(null) };
    const hold = {
      field: 'worklog:new-x1',
      kind: 'refused',
      reason: 'Jira says: no',
      since: NOW,
      origins: null,
      ...prints,
    } as const;
    const world = { ...three([], [mine], []), holds: [hold] };
    expect(hasActions(planOf(world))).to.equal(false);
    expect(planOf(world).holds).to.deep.equal([hold]);
    expect(planOf(world, { retryHeld: true }).jira).to.have.lengthOf(1);
    const edited = { ...three([], [{ ...mine, seconds: 60 }], []), holds: [hold] };
    expect(planOf(edited).jira).to.have.lengthOf(1);
  });

  it('an edit that Jira refused is not sent again while both sides stay as they are', () => {
    const git = { ...ENTRY, seconds: 7200 };
    const world = three([ENTRY], [git], [ENTRY]);
    const stake = planOf(world).stakes['worklog:7'];
    const prints = { git: fingerprint(stake?.git), jira: fingerprint(stake?.jira) };
    const hold = {
      field: 'worklog:7',
      kind: 'refused',
      reason: 'Jira says: no',
      since: NOW,
      origins: null,
      ...prints,
    } as const;
    const plan = planOf({ ...world, holds: [hold] });
    expect(hasActions(plan)).to.equal(false);
    expect(plan.holds).to.deep.equal([hold]);
    expect(plan.base?.worklogs).to.deep.equal(agreed([ENTRY]));
  });

  it('the time of a ticket whose file was removed stays in both', () => {
    const says = ticket({}, { worklogs: [ENTRY] });
    const plan = planOf({ base: says, jira: says });
    expect(plan.jira).to.deep.equal([]);
    expect(kinds(plan)).to.deep.equal(['write-ticket']);
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

function kinds(plan: TicketPlan): readonly string[] {
  return plan.git.map(({ kind }) => kind);
}
