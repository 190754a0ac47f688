import { expect } from 'chai';
import fc from 'fast-check';
import type { Value } from '../../../src/model/value.ts';
import { compareValues, type Verdict } from '../../../src/reconciler/three-way.ts';

describe('three-way comparison of a value', () => {
  const table: readonly (readonly [Value | undefined, Value, Value, Verdict])[] = [
    ['a', 'a', 'a', 'same'],
    ['a', 'b', 'a', 'git'],
    ['a', 'a', 'b', 'jira'],
    ['a', 'b', 'b', 'converged'],
    ['a', 'b', 'c', 'conflict'],
    [null, null, null, 'same'],
    ['a', null, 'a', 'git'],
    ['a', 'a', null, 'jira'],
    ['a', null, null, 'converged'],
    ['a', null, 'b', 'conflict'],
    [null, 'a', null, 'git'],
    [null, 'a', 'b', 'conflict'],
    [undefined, 'a', 'a', 'converged'],
    [undefined, null, null, 'converged'],
    [undefined, null, 'a', 'jira'],
    [undefined, 'a', null, 'git'],
    [undefined, 'a', 'b', 'conflict'],
    [['a', 'b'], ['a', 'b'], ['a', 'b'], 'same'],
    [['a', 'b'], ['a'], ['a', 'b'], 'git'],
    [1, 1, 2, 'jira'],
    [1, '1', 1, 'git'],
  ];
  for (const [base, git, jira, verdict] of table) {
    it(`base ${tell(base)}, git ${tell(git)}, Jira ${tell(jira)}: ${verdict}`, () => {
      expect(compareValues(base, git, jira)).to.equal(verdict);
    });
  }

  it('means the same when the sides change places', () => {
    const mirrored: Readonly<Record<Verdict, Verdict>> = {
      same: 'same',
      converged: 'converged',
      conflict: 'conflict',
      git: 'jira',
      jira: 'git',
    };
    const value = fc.constantFrom<Value>(null, 'a', 'b', 1, ['a'], ['a', 'b']);
    fc.assert(
      fc.property(fc.option(value, { nil: undefined }), value, value, (base, git, jira) => {
        expect(compareValues(base, jira, git)).to.equal(mirrored[compareValues(base, git, jira)]);
      }),
    );
  });
});

function tell(value: Value | undefined): string {
  return value === undefined ? 'never agreed' : JSON.stringify(value);
}
