import { expect } from 'chai';
import { type HoldInput, holdOf, standingRefusal } from '../../../src/reconciler/holds.ts';
import { baseOf, NOW, ticket } from '../../support/observation-builder.ts';

const INPUT: HoldInput = { field: 'due', kind: 'refused', reason: 'Jira says: no', git: '2026-03-01', jira: null };
const LATER = '2026-03-01T00:00:00Z';

describe('a hold', () => {
  const hold = holdOf(null, INPUT, NOW);
  const base = { ...baseOf(ticket()), holds: [hold] };

  it('says what waits, why and since when', () => {
    expect(hold).to.include({ field: 'due', kind: 'refused', reason: 'Jira says: no', since: NOW });
  });

  it('keeps its date while it stands', () => {
    expect(holdOf(base, INPUT, LATER)).to.deep.equal(hold);
  });

  for (const [what, change] of [
    ['git', { git: '2026-03-02' }],
    ['Jira', { jira: '2026-03-02' }],
    ['the reason', { reason: 'Jira says: never' }],
    ['the kind', { kind: 'conflict' }],
    ['the field', { field: 'points' }],
  ] as const) {
    it(`is a new one when ${what} is another`, () => {
      expect(holdOf(base, { ...INPUT, ...change }, LATER)).to.include({ since: LATER });
    });
  }

  it('does not tell the values: they may be long, and private', () => {
    expect(JSON.stringify(hold)).not.to.include('2026-03-01');
  });
});

describe('a refusal', () => {
  const base = { ...baseOf(ticket()), holds: [holdOf(null, INPUT, NOW)] };

  it('stands while neither value changed, whatever Jira`s words', () => {
    expect(standingRefusal(base, 'due', '2026-03-01', null)).to.deep.equal(base.holds[0]);
  });

  it('stands no more when either value changed', () => {
    expect(standingRefusal(base, 'due', '2026-03-02', null)).to.equal(null);
    expect(standingRefusal(base, 'due', '2026-03-01', '2026-03-05')).to.equal(null);
  });

  it('is not a conflict, nor of another field', () => {
    const conflict = { ...base, holds: [holdOf(null, { ...INPUT, kind: 'conflict' }, NOW)] };
    expect(standingRefusal(conflict, 'due', '2026-03-01', null)).to.equal(null);
    expect(standingRefusal(base, 'points', '2026-03-01', null)).to.equal(null);
    expect(standingRefusal(null, 'due', '2026-03-01', null)).to.equal(null);
  });
});
