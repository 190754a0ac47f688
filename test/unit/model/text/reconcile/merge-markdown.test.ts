import { expect } from 'chai';
import fc from 'fast-check';
import { saysBoth } from '../../../../../src/model/text/reconcile/merge-keys.ts';
import { mergeMarkdown } from '../../../../../src/model/text/reconcile/merge-markdown.ts';

const MERGES: readonly (readonly [
  situation: string,
  base: string,
  git: string,
  jira: string,
  merged: string | null,
])[] = [
  ['different lines', 'a\nb\nc', 'A\nb\nc', 'a\nb\nC', 'A\nb\nC'],
  ['lines next to each other', 'a\nb', 'A\nb', 'a\nB', 'A\nB'],
  ['different words', 'the quick fox', 'the slow fox', 'the quick cat', 'the slow cat'],
  ['words next to each other', 'a,b', 'A,b', 'a,B', 'A,B'],
  ['the same word', 'a b', 'a c', 'a d', null],
  ['a word edited and removed', 'a b c', 'a x c', 'a c', null],
  ['the same edit twice', 'a\nb', 'a\nx', 'a\nx', 'a\nx'],
  ['something added behind what was edited', 'a\n\nb', 'a\n\nb\n\nc', 'a\n\nB', 'a\n\nB\n\nc'],
  ['something added before what was edited', 'a\n\nb', 'a\n\nB', 'c\n\na\n\nb', 'c\n\na\n\nB'],
  ['both added at the same place', 'a', 'a\n\ngit', 'a\n\njira', null],
  ['git added what Jira says behind its own edit', 'a\n\nb', 'a\n\nb\n\nx', 'a\n\nB\n\nx', 'a\n\nB\n\nx'],
  ['Jira added what git says behind its own edit', 'a\n\nb', 'a\n\nB\n\nx', 'a\n\nb\n\nx', 'a\n\nB\n\nx'],
  ['git added what Jira says before its own edit', 'a\n\nb', 'x\n\na\n\nb', 'x\n\nA\n\nb', 'x\n\nA\n\nb'],
  ['git added other words than Jira behind its edit', 'a\n\nb', 'a\n\nb\n\nx', 'a\n\nB\n\ny', 'a\n\nB\n\ny\n\nx'],
  ['git added more than Jira says in place of another', 'a\n\nb', 'a\n\nb\n\nx\n\ny', 'a\n\nx', 'a\n\nx\n\ny'],
  ['Jira added more than git says in place of another', 'b\n\na', 'x\n\na', 'y\n\nx\n\nb\n\na', 'y\n\nx\n\na'],
  ['git says what Jira added behind more of its own', 'b\n\na', 'y\n\nx\n\na', 'x\n\nb\n\na', 'y\n\nx\n\na'],
  ['git added what Jira added, and more', 'a', 'a\n\nx\n\ny', 'a\n\nx', 'a\n\nx\n\ny'],
  ['Jira added what git added, and more before it', 'a', 'x\n\na', 'y\n\nx\n\na', 'y\n\nx\n\na'],
  ['git put what Jira added in place of another', 'a\n\nb', 'a\n\nx\n\ny', 'a\n\nb\n\nx\n\nz', 'a\n\nx\n\ny\n\nz'],
  ['Jira put what git added in place of another', 'b\n\na', 'z\n\nx\n\nb\n\na', 'y\n\nx\n\na', 'z\n\ny\n\nx\n\na'],
  ['both added the same and then something else', 'a', 'a\n\nx\n\ny', 'a\n\nx\n\nz', null],
  ['one word more than the other side', 'cost', 'cost 10', 'cost 10 000', null],
  ['removed and edited', 'a\n\nb\n\nc', 'a\n\nc', 'a\n\nB\n\nc', null],
  ['edited here, removed there', 'a\n\nb\n\nc', 'A\n\nb\n\nc', 'a\n\nb', 'A\n\nb'],
  ['CRLF in git', 'a\nb\nc', 'A\r\nb\r\nc', 'a\nb\nC', 'A\r\nb\r\nC'],
  ['CRLF in Jira', 'a\nb\nc', 'A\nb\nc', 'a\r\nb\r\nC', 'A\nb\nC'],
  ['mixed line ends in git', 'a\nb\nc\nd', 'a\r\nb\nc\nD', 'A\nb\nc\nd', 'A\nb\nc\nD'],
  ['no final newline in git', 'a\nb\n', 'A\nb', 'a\nB\n', 'A\nB'],
  ['a final newline in git', 'a\nb', 'A\nb\n', 'a\nB', 'A\nB\n'],
  ['a hard break of two blanks', 'a  \nb', 'a  \nB', 'x  \nb', 'x  \nB'],
  ['an empty base', '', 'a', 'b', null],
];

describe('mergeMarkdown', () => {
  for (const [situation, base, git, jira, merged] of MERGES) {
    it(`${merged === null ? 'leaves to a person' : 'merges'}: ${situation}`, () => {
      expect(mergeMarkdown(base, git, jira)).to.equal(merged);
    });
  }

  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ' ', '\n', '\n\n'), { maxLength: 14 })
    .map((all) => all.join(''));
  const withoutEnd = (value: string | null) => value?.replace(/\n+$/, '');

  it('gives the edit of the one side that made one, and the same whichever side is which', () => {
    fc.assert(
      fc.property(text, text, text, (base, git, jira) => {
        expect(withoutEnd(mergeMarkdown(base, git, base))).to.equal(withoutEnd(git));
        expect(withoutEnd(mergeMarkdown(base, base, jira))).to.equal(withoutEnd(jira));
        expect(withoutEnd(mergeMarkdown(base, git, git))).to.equal(withoutEnd(git));
        expect(withoutEnd(mergeMarkdown(base, git, jira))).to.equal(withoutEnd(mergeMarkdown(base, jira, git)));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('saysBoth', () => {
  const list = (...items: readonly string[]) =>
    JSON.stringify(['l', null, items.map((item) => [null, [['p', [item]]]])]);
  const words = (text: string) => JSON.stringify(['p', [text]]);

  it('holds for blocks and items of both', () => {
    const base = [words('a'), list('one', 'two')];
    const git = [words('A'), list('one', 'two')];
    const jira = [words('a'), list('one', 'two', 'three'), words('new')];
    expect(saysBoth([words('A'), list('one', 'two', 'three'), words('new')], base, git, jira)).to.equal(true);
    expect(saysBoth([words('a'), list('one', 'two', 'three'), words('new')], base, git, jira)).to.equal(false);
    expect(saysBoth([words('A'), list('one', 'two', 'three')], base, git, jira)).to.equal(false);
  });

  it('does not hold for blocks that ran together', () => {
    const base = [words('a'), words('b')];
    expect(saysBoth([words('A B')], base, [words('A'), words('b')], [words('a'), words('B')])).to.equal(false);
  });

  it('does not hold where both changed the same words', () => {
    expect(saysBoth([words('x')], [words('a')], [words('x')], [words('y')])).to.equal(false);
  });
});
