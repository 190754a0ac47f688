import { expect } from 'chai';
import fc from 'fast-check';
import { patchText } from '../../../../../src/model/text/reconcile/patch-text.ts';

/** What Tract would write before and after an edit, what somebody wrote, and what that becomes. */
const PATCHES: readonly (readonly [situation: string, old: string, now: string, original: string, patched: string])[] =
  [
    ['a word of a wrapped line', 'one two three', 'one 2 three', 'one\ntwo\nthree', 'one\n2\nthree'],
    ['an item of a list with other markers', '- a\n- b\n- c', '- a\n- B\n- c', '* a\n* b\n* c', '* a\n* B\n* c'],
    ['an item inserted', '- a\n- c', '- a\n- b\n- c', '+   a\n+   c', '+   a\n+   b\n+   c'],
    ['an item inserted and the next one edited', '- a\n- b', '- x\n- y b', '* a\n* b', '* x\n* y b'],
    ['an item inserted where all numbers are one', '1. a\n2. c', '1. a\n2. b\n3. c', '1. a\n1. c', '1. a\n1. b\n3. c'],
    ['a nested item inserted', '- a\n  - b', '- a\n  - b\n  - c', '* a\n    * b', '* a\n    * b\n    * c'],
    ['an item removed', '- a\n- b\n- c', '- a\n- c', '* a\n* b\n* c', '* a\n* c'],
    ['a title underlined', '# One title', '# Another title', 'One title\n===', 'Another title\n==='],
    ['words between other marks', 'a **b** c', 'a **d** c', 'a __b__ c', 'a __d__ c'],
    ['a padded table', '| a | b |\n| 1 | 2 |', '| a | b |\n| 1 | 3 |', '|a    |b|\n|1    |2|', '|a    |b|\n|1    |3|'],
    ['a row added', '| a |\n| --- |\n| 1 |', '| a |\n| --- |\n| 1 |\n| 2 |', '|a|\n|-|\n|1|', '|a|\n|-|\n|1|\n| 2 |'],
    ['an escape that was not needed', 'a \\- b c', 'a \\- b d', 'a - b c', 'a - b d'],
    ['two paragraphs joined', 'a b\n\nc d', 'a b c d', 'a\nb\n\nc\nd', 'a\nb c\nd'],
    ['one paragraph split', 'a b c d', 'a b\n\nc d', 'a\nb c\nd', 'a\nb\n\nc\nd'],
    ['words put before and behind', 'b c', 'a b c d', 'b\nc', 'a b\nc d'],
    ['everything replaced', 'one', 'two', 'uno', 'two'],
    ['CRLF', 'a\nb', 'a\nx\nb', 'a\r\nb', 'a\r\nx\r\nb'],
    ['mixed line ends', 'a\nb\nc', 'a\nb x\nc', 'a\nb\r\nc', 'a\nb x\r\nc'],
    ['a hard break of two blanks', 'a\\\nb c', 'a\\\nb d', 'a  \nb c', 'a  \nb d'],
  ];

describe('patchText', () => {
  for (const [situation, old, now, original, patched] of PATCHES) {
    it(`takes an edit over: ${situation}`, () => expect(patchText(old, now, original)).to.equal(patched));
  }

  const text = fc
    .array(fc.constantFrom('a', 'b', 'longer', ' ', '\n', '\n\n', '- ', '* ', '**', '1. ', '| '), { maxLength: 20 })
    .map((parts) => parts.join(''));

  it('gives the new text where the old one was written as usual, and the original where nothing was edited', () => {
    fc.assert(
      fc.property(text, text, (old, now) => {
        expect(patchText(old, now, old)).to.equal(now);
        expect(patchText(old, old, now)).to.equal(now);
      }),
      { numRuns: 2000 },
    );
  });

  it('edits one line of fifty, whatever their markers', () => {
    const items = Array.from({ length: 50 }, (_, at) => `- item ${at} of the list`);
    const now = items.map((item, at) => (at === 30 ? `${item}, edited` : item));
    const original = items.map((item) => `*  ${item.slice(2)}`);
    const patched = patchText(items.join('\n'), now.join('\n'), original.join('\n')).split('\n');
    expect(patched.filter((line, at) => line !== original[at])).to.deep.equal(['*  item 30 of the list, edited']);
  });
});
