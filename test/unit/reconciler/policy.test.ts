import { expect } from 'chai';
import fc from 'fast-check';
import type { Field, Policy } from '../../../src/model/field.ts';
import { BUILT_IN_FIELDS } from '../../../src/model/field-table.ts';
import { settleConflict } from '../../../src/reconciler/policy.ts';

const CONTEST = { base: 'a', git: 'b', jira: 'c' };
const UNKNOWN = { gitChangedAtMs: null, jiraUpdatedMs: null };

describe('the policy of a field that both sides changed', () => {
  it('jira takes what Jira says', () => {
    expect(settleConflict(priority('jira'), CONTEST, UNKNOWN)).to.deep.equal({ desired: 'c', rule: 'policy: jira' });
  });

  it('git takes what git says', () => {
    expect(settleConflict(priority('git'), CONTEST, UNKNOWN)).to.deep.equal({ desired: 'b', rule: 'policy: git' });
  });

  it('hold leaves it to a person', () => {
    expect(settleConflict(priority('hold'), CONTEST, UNKNOWN)).to.equal(null);
  });

  for (const [gitChangedAtMs, jiraUpdatedMs, desired] of [
    [2, 1, 'b'],
    [1, 2, 'c'],
    [1, 1, 'c'],
    [null, 1, undefined],
    [1, null, undefined],
  ] as const) {
    it(`newest, git at ${gitChangedAtMs} and Jira at ${jiraUpdatedMs}: ${desired ?? 'left to a person'}`, () => {
      const ruling = settleConflict(priority('newest'), CONTEST, { gitChangedAtMs, jiraUpdatedMs });
      expect(ruling?.desired).to.equal(desired);
    });
  }

  describe('of a set', () => {
    const members = fc.subarray(['a', 'b', 'c', 'd']);

    it('merges by member whatever the policy', () => {
      const contest = { base: ['a', 'b'], git: ['b', 'c'], jira: ['a', 'b', 'd'] };
      for (const policy of ['jira', 'git', 'newest', 'hold'] as const) {
        expect(settleConflict(labels(policy), contest, UNKNOWN)?.desired).to.deep.equal(['b', 'c', 'd']);
      }
    });

    it('is empty, not an empty list, when no member is left', () => {
      expect(settleConflict(labels('jira'), { base: ['a', 'b'], git: ['a'], jira: ['b'] }, UNKNOWN)?.desired).to.equal(
        null,
      );
    });

    it('has what either side added and not what either side removed', () => {
      fc.assert(
        fc.property(members, members, members, (base, git, jira) => {
          const merged = settleConflict(labels('jira'), { base, git, jira }, UNKNOWN)?.desired ?? [];
          const expected = ['a', 'b', 'c', 'd'].filter((member) => {
            const [was, inGit, inJira] = [base, git, jira].map((set) => set.includes(member));
            return was ? inGit && inJira : inGit || inJira;
          });
          expect(merged).to.deep.equal(expected);
        }),
      );
    });
  });
});

function priority(policy: Policy): Field {
  return fieldNamed('priority', policy);
}

function labels(policy: Policy): Field {
  return fieldNamed('labels', policy);
}

function fieldNamed(name: string, policy: Policy): Field {
  const field = BUILT_IN_FIELDS.find((candidate) => candidate.name === name);
  if (field === undefined) throw new Error(`no field ${name}`);
  return { ...field, policy };
}
