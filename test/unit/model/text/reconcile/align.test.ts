import { expect } from 'chai';
import fc from 'fast-check';
import { align } from '../../../../../src/model/text/reconcile/align.ts';

/** Pieces of both sides, a piece of Markdown as its keys, and the segments as `git from-to jira from-to`. */
const CASES: readonly (readonly [situation: string, git: readonly string[], jira: string, segments: string])[] = [
  ['pieces that say the same', ['a', 'b'], 'ab', '0-1 0-1, 1-2 1-2'],
  ['a piece of two blocks', ['ab', 'c'], 'abc', '0-1 0-2, 1-2 2-3'],
  ['blocks of one piece that stand apart in Jira', ['ab'], 'axb', '0-1 0-3'],
  ['pieces that say another thing', ['a', 'x', 'y', 'b'], 'azb', '0-1 0-1, 1-3 1-2, 3-4 2-3'],
  ['a piece that shows nothing on one side', ['a', '', 'b'], 'ab', '0-1 0-1, 1-2 1-1, 2-3 1-2'],
  ['a piece that shows nothing in Jira', ['a', 'b'], 'a_b', '0-1 0-1, 1-1 1-2, 1-2 2-3'],
  ['neighbours of two blocks each', ['ab', 'cd'], 'abcd', '0-1 0-2, 1-2 2-4'],
  ['what is on one side only', [], 'ab', '0-0 0-2'],
  ['nothing on both sides', [], '', ''],
];

function aligned(git: readonly string[], jira: string): string {
  const keys = [...jira].map((key) => (key === '_' ? '' : key));
  const segments = align(
    git.map((piece) => [...piece]),
    keys,
  );
  return segments.map((each) => `${each.git.join('-')} ${each.jira.join('-')}`).join(', ');
}

describe('align', () => {
  for (const [situation, git, jira, segments] of CASES) {
    it(`pairs ${situation}`, () => expect(aligned(git, jira)).to.equal(segments));
  }

  it('covers every piece of both sides once and in order, and leaves none alone that shows something', () => {
    const key = fc.constantFrom('a', 'b', 'c');
    const git = fc.array(fc.array(key, { maxLength: 3 }), { maxLength: 8 });
    const jira = fc.array(fc.oneof(key, fc.constant('')), { maxLength: 10 });
    fc.assert(
      fc.property(git, jira, (left, right) => {
        fc.pre(left.some((keys) => keys.length > 0) && right.some((each) => each !== ''));
        let [gitAt, jiraAt] = [0, 0];
        for (const segment of align(left, right)) {
          expect([segment.git[0], segment.jira[0]]).to.deep.equal([gitAt, jiraAt]);
          [gitAt, jiraAt] = [segment.git[1], segment.jira[1]];
          const [pieces, opposite] = [left.slice(...segment.git), right.slice(...segment.jira)];
          if (opposite.length === 0) expect(pieces.flat()).to.deep.equal([]);
          if (pieces.length === 0) expect(opposite.join('')).to.equal('');
        }
        expect([gitAt, jiraAt]).to.deep.equal([left.length, right.length]);
      }),
      { numRuns: 2000 },
    );
  });
});
