import { expect } from 'chai';
import { fingerprint } from '../../../src/model/fingerprint.ts';
import type { Value, Values } from '../../../src/model/value.ts';
import { hasActions } from '../../../src/reconciler/plan.ts';
import { formatWith, NOW, planOf, ticket, type World } from '../../support/observation-builder.ts';
import { valuesWritten } from '../../support/read-plan.ts';

/** One value of each kind of field that is replaced as a whole. */
const KINDS: readonly (readonly [string, Value, Value, Value])[] = [
  ['title', 'Login fails', 'Login is slow', 'Login breaks'],
  ['type', 'Bug', 'Task', 'Story'],
  ['priority', 'High', 'Low', 'Medium'],
  ['assignee', 'ann', 'bob', 'cid'],
  ['due', '2026-03-01', '2026-03-02', '2026-03-03'],
  ['parent', 'APP-10', 'APP-11', 'APP-12'],
  ['points', 1, 2, 3],
  ['sprint', 'One', 'Two', 'Three'],
  ['estimate', 3600, 7200, 10_800],
];

describe('the plan for a field, by who changed it', () => {
  for (const [name, old, git, jira] of KINDS) {
    describe(`${name}`, () => {
      it('changed in git goes to Jira, and is agreed only when Jira has it', () => {
        const plan = planOf(three({ [name]: old }, { [name]: git }, { [name]: old }));
        expect(plan.git).to.deep.equal([]);
        expect(plan.jira).to.have.lengthOf(1);
        expect(plan.jira[0]).to.deep.include({ kind: 'update-issue', values: { [name]: git }, sets: {}, texts: {} });
        expect(plan.base?.values[name]).to.deep.equal(old);
      });

      it('changed in Jira goes to git', () => {
        const plan = planOf(three({ [name]: old }, { [name]: old }, { [name]: jira }));
        expect(plan.jira).to.deep.equal([]);
        expect(valuesWritten(plan)).to.deep.equal({ [name]: jira });
        expect(plan.base?.values[name]).to.deep.equal(jira);
      });

      it('changed to the same on both sides is only put on record', () => {
        const plan = planOf(three({ [name]: old }, { [name]: git }, { [name]: git }));
        expect(hasActions(plan)).to.equal(false);
        expect(plan.findings).to.deep.equal([]);
        expect(plan.base?.values[name]).to.deep.equal(git);
      });

      it('changed to different values goes by policy: jira', () => {
        const plan = planOf(three({ [name]: old }, { [name]: git }, { [name]: jira }), policy(name, 'jira'));
        expect(plan.jira).to.deep.equal([]);
        expect(valuesWritten(plan)).to.deep.equal({ [name]: jira });
        expect(plan.findings).to.deep.equal([
          { ref: name, verdict: 'conflict', base: old, git, jira, desired: jira, rule: 'policy: jira' },
        ]);
      });

      it('changed to different values goes by policy: git', () => {
        const plan = planOf(three({ [name]: old }, { [name]: git }, { [name]: jira }), policy(name, 'git'));
        expect(plan.git).to.deep.equal([]);
        expect(plan.jira[0]).to.deep.include({ kind: 'update-issue', values: { [name]: git } });
        expect(plan.findings[0]).to.include({ verdict: 'conflict', rule: 'policy: git' });
      });

      it('changed to different values waits for a person by policy: hold', () => {
        const plan = planOf(three({ [name]: old }, { [name]: git }, { [name]: jira }), policy(name, 'hold'));
        expect(hasActions(plan)).to.equal(false);
        expect(plan.holds).to.have.lengthOf(1);
        expect(plan.holds[0]).to.include({ field: name, kind: 'conflict', git: fingerprint(git), since: NOW });
        expect(plan.base?.values[name]).to.deep.equal(old);
      });
    });
  }

  describe('policy newest', () => {
    const contest = three({}, { priority: 'Low' }, { priority: 'Medium', updated: '2026-02-15T00:00:00Z' });
    const at = (time: string | null) => ({
      ...contest,
      more: { gitChangedAtMs: time === null ? null : Date.parse(time) },
    });

    it('takes git where the file changed later', () => {
      const plan = planOf(at('2026-02-16T00:00:00Z'), policy('priority', 'newest'));
      expect(plan.jira[0]).to.deep.include({ values: { priority: 'Low' } });
    });

    it('takes Jira where the issue changed later', () => {
      const plan = planOf(at('2026-02-14T00:00:00Z'), policy('priority', 'newest'));
      expect(valuesWritten(plan)).to.include({ priority: 'Medium' });
    });

    it('waits for a person where nobody knows', () => {
      const plan = planOf(at(null), policy('priority', 'newest'));
      expect(plan.holds.map(({ field }) => field)).to.deep.equal(['priority']);
    });
  });
});

function three(base: Values, git: Values, jira: Values): World {
  return { base: ticket(base), git: ticket(git), jira: ticket(jira) };
}

function policy(field: string, which: 'jira' | 'git' | 'newest' | 'hold') {
  return { format: formatWith({ [field]: which }) };
}
