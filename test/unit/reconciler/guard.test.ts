import { expect } from 'chai';
import { guardRemovals } from '../../../src/reconciler/guard.ts';
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
      const guarded = guardRemovals(plans, tickets, LIMIT, allowed);
      expect(guarded.allowed).to.have.lengthOf(stopped ? 0 : removals);
      expect(guarded.stopped).to.have.lengthOf(stopped ? removals : 0);
    });
  }

  it('lets everything else flow', () => {
    const guarded = guardRemovals([...repeated(REMOVAL, 5), EDIT], 5, LIMIT, 0);
    expect(guarded.allowed).to.deep.equal([EDIT]);
  });

  it('says how many, and how to allow them', () => {
    const { stopped } = guardRemovals(repeated(REMOVAL, 5), 5, LIMIT, 0);
    expect(stopped[0]?.reason).to.equal(
      '5 tickets would be removed at once, more than 1: allow it with `tract sync --allow-deletes 5` if that is meant',
    );
  });

  it('counts issues that would be closed because their files are gone', () => {
    const closing = planOf({ base: ticket(), jira: ticket() }, { deletedInGit: 'close', closeStatus: 'Done' });
    expect(guardRemovals(repeated(closing, 5), 5, LIMIT, 0).stopped).to.have.lengthOf(5);
  });

  it('does not count files that are restored', () => {
    const restoring = planOf({ base: ticket(), jira: ticket() });
    expect(guardRemovals(repeated(restoring, 5), 5, LIMIT, 0).stopped).to.deep.equal([]);
  });
});

function repeated(plan: TicketPlan, times: number): readonly TicketPlan[] {
  return Array.from({ length: times }, () => ({ ...plan }));
}
