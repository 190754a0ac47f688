import { expect } from 'chai';
import { fingerprint } from '../../../src/model/fingerprint.ts';
import type { Values } from '../../../src/model/value.ts';
import { hasActions } from '../../../src/reconciler/plan.ts';
import { NOW, planOf, ticket, type World } from '../../support/observation-builder.ts';
import { valuesWritten } from '../../support/read-plan.ts';

describe('a field that waits for a person', () => {
  describe('a value that cannot be read', () => {
    const problems = [{ field: 'due', line: 7, reason: '"soon" is no date' }];

    it('is held, and neither side is written', () => {
      const plan = planOf({ ...three({ due: '2026-03-01' }, { due: null }, { due: '2026-03-02' }), problems });
      expect(hasActions(plan)).to.equal(false);
      expect(plan.holds[0]).to.include({ field: 'due', kind: 'unreadable', reason: 'line 7: "soon" is no date' });
      expect(plan.base?.values.due).to.equal('2026-03-01');
    });

    it('holds up no other field', () => {
      const plan = planOf({ ...three({}, { title: 'Slow' }, { due: '2026-03-02' }), problems });
      expect(plan.jira[0]).to.deep.include({ values: { title: 'Slow' } });
      expect(plan.holds.map(({ field }) => field)).to.deep.equal(['due']);
    });
  });

  describe('what Jira refused', () => {
    const refused = { field: 'due', kind: 'refused', reason: 'Jira says: no', since: NOW, origins: null } as const;
    const hold = { ...refused, git: fingerprint('2026-03-02'), jira: fingerprint(null) };
    const world = { ...three({}, { due: '2026-03-02', title: 'Slow' }, {}), holds: [hold] };

    it('is not asked again while neither value changed, and holds up no other field', () => {
      const plan = planOf(world);
      expect(plan.holds).to.deep.equal([hold]);
      expect(plan.jira[0]).to.deep.include({ values: { title: 'Slow' } });
      expect(plan.findings.map(({ ref, verdict }) => [ref, verdict])).to.deep.include(['due', 'held']);
    });

    it('is asked again when git says something else', () => {
      const plan = planOf({ ...world, ...three({}, { due: '2026-03-03' }, {}) });
      expect(plan.jira[0]).to.deep.include({ values: { due: '2026-03-03' } });
      expect(plan.holds).to.deep.equal([]);
    });

    it('is decided anew when Jira says something else', () => {
      const plan = planOf({ ...world, ...three({}, { due: '2026-03-02' }, { due: '2026-04-01' }) });
      expect(plan.holds).to.deep.equal([]);
      expect(valuesWritten(plan)).to.deep.equal({ due: '2026-04-01' });
    });

    it('is asked again when a person wants that', () => {
      const plan = planOf(world, { retryHeld: true });
      expect(plan.jira[0]).to.deep.include({ values: { title: 'Slow', due: '2026-03-02' } });
    });
  });

  it('a conflict keeps its date while it stands, and starts anew when a value changes', () => {
    const contest = three({}, { title: 'Slow' }, { title: 'Broken' });
    const [hold] = planOf(contest).holds;
    if (hold === undefined) throw new Error('the title is not held');
    const old = { ...hold, since: '2026-01-01T00:00:00Z' };
    expect(planOf({ ...contest, holds: [old] }).holds).to.deep.equal([old]);
    const moved = three({}, { title: 'Slow' }, { title: 'Ruined' });
    expect(planOf({ ...moved, holds: [old] }).holds[0]).to.include({ since: NOW, origins: null });
  });
});

function three(base: Values, git: Values, jira: Values): World {
  return { base: ticket(base), git: ticket(git), jira: ticket(jira) };
}
