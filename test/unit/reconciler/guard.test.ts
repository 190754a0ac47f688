import { expect } from 'chai';
import { countRemovals, guardRemovals } from '../../../src/reconciler/guard.ts';
import type { TicketPlan } from '../../../src/reconciler/plan.ts';
import { planOf, ticket } from '../../support/observation-builder.ts';

const LIMIT = { tickets: 10, share: 0.1 };
const REMOVAL = planOf({ base: ticket(), git: ticket(), jira: 'gone' });
const EDIT = planOf({ base: ticket(), git: ticket({ title: 'Edited' }), jira: ticket() });

describe('the guard against mass removal', () => {
  for (const [removals, tickets, allowed, stopped] of [
    [1, 3, 0, false],
    [2, 3, 0, true],
    [10, 100, 0, false],
    [11, 100, 0, true],
    [11, 100_000, 0, true],
    [3, 25, 0, true],
    [2, 25, 0, false],
    [11, 100, 11, false],
    [12, 100, 11, true],
    [0, 0, 0, false],
  ] as const) {
    const agreed = allowed === 0 ? '' : `, ${allowed} agreed to`;
    it(`${removals} of ${tickets} tickets${agreed}: ${stopped ? 'stops' : 'flows'}`, () => {
      const plans = repeated(REMOVAL, removals);
      expect(guardRemovals(plans, context(tickets, allowed))).to.have.lengthOf(stopped ? removals : 0);
    });
  }

  it('lets everything else flow', () => {
    const stopped = guardRemovals([...repeated(REMOVAL, 5), EDIT], context(5));
    expect(stopped.map(({ plan }) => plan)).not.to.include(EDIT);
  });

  it('says how many, and how to allow them', () => {
    const stopped = guardRemovals(repeated(REMOVAL, 5), context(5));
    expect(stopped[0]?.reason).to.equal(
      '5 tickets would be removed at once, more than 1: allow it with `tract sync --allow-deletes 5` if that is meant',
    );
  });

  it('counts issues that would be closed because their files are gone', () => {
    const closing = planOf({ base: ticket(), jira: ticket() }, { deletedInGit: 'close', closeStatus: 'Done' });
    expect(guardRemovals(repeated(closing, 5), context(5))).to.have.lengthOf(5);
  });

  it('does not count files that are restored', () => {
    const restoring = planOf({ base: ticket(), jira: ticket() });
    expect(guardRemovals(repeated(restoring, 5), context(5))).to.deep.equal([]);
  });

  it('stops the removal of many time entries and comments from Jira, as when a worklog file was lost', () => {
    const entry = {
      kind: 'remove-worklog',
      id: '1',
      key: 'APP-1',
      reason: '',
      ref: 'worklog:1',
      worklog: '1',
    } as const;
    const lost = { ...EDIT, jira: Array.from({ length: 6 }, () => entry) };
    expect(guardRemovals([lost], context(100))).to.deep.equal([]);
    const [first] = guardRemovals([lost, lost, EDIT], context(100));
    expect(first?.reason).to.match(/^12 comments and time entries would be removed at once, more than 10: /);
    expect(guardRemovals([lost, lost], context(100, 12))).to.deep.equal([]);
  });

  it('counts what earlier batches of the cycle removed', () => {
    const removed = countRemovals(repeated(REMOVAL, 8));
    expect(guardRemovals(repeated(REMOVAL, 2), { ...context(100), removed })).to.deep.equal([]);
    expect(guardRemovals(repeated(REMOVAL, 3), { ...context(100), removed })).to.have.lengthOf(3);
  });
});

function context(tickets: number, allowed = 0) {
  return {
    doubts: { tickets: null, entries: null },
    tickets,
    limit: LIMIT,
    allowed,
    removed: { tickets: 0, entries: 0 },
  };
}

function repeated(plan: TicketPlan, times: number): readonly TicketPlan[] {
  return Array.from({ length: times }, () => ({ ...plan }));
}
