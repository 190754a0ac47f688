import { expect } from 'chai';
import fc from 'fast-check';
import { readQuickFrontMatter } from '../../../../src/cli/clone-reader/quick-front-matter.ts';
import { rawValue } from '../../../../src/model/front-matter.ts';
import { splitTicketFile } from '../../../../src/model/ticket-file-split.ts';

function slow(text: string): unknown {
  const split = splitTicketFile(text);
  if (split.kind === 'broken') return split;
  return Object.fromEntries(split.frontMatter.entries.map(({ key, value }) => [key, rawValue(value) ?? '']));
}

const SIGNS = [
  'a',
  'Z',
  '9',
  ' ',
  ': ',
  ' #',
  '#',
  '-',
  '- ',
  '?',
  ',',
  '[',
  ']',
  '{',
  '}',
  "'",
  '"',
  '\\',
  '&',
  '*',
  '!',
  '|',
  '>',
  '%',
  '@',
  '`',
  '~',
  '\t',
  'é',
  '漢',
  '.',
  ':',
  '/',
  '(',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u00a0',
  '\u3000',
  '\r',
];

describe('readQuickFrontMatter', () => {
  it('reads words, quoted texts and lists', () => {
    const text =
      "---\ntitle: 'It''s late'\nstatus: In Progress\nlabels: [a b, c]\nempty:\nurl: https://x.example/a:b\nquoted: \"a: b\"\n---\n";
    expect(Object.fromEntries(readQuickFrontMatter(text) ?? [])).to.deep.equal({
      title: "It's late",
      status: 'In Progress',
      labels: ['a b', 'c'],
      empty: '',
      url: 'https://x.example/a:b',
      quoted: 'a: b',
    });
  });

  it('leaves everything else to the YAML reader', () => {
    for (const lines of [
      'title: a # b',
      'title: a: b',
      'title: |\n  a',
      'title: a\n  b',
      'labels:\n  - a',
      'title: a\ntitle: b',
      'title: "a\\n"',
      'x: &a b',
      '# note\ntitle: a',
      "l: ['a', b]",
      'l: [a, [b]]',
    ]) {
      expect(readQuickFrontMatter(`---\n${lines}\n---\n`), lines).to.equal(null);
    }
    expect(readQuickFrontMatter('---\ntitle: no end\n')).to.equal(null);
  });

  it('agrees with the YAML reader wherever it answers, whatever people write', () => {
    const word = fc.array(fc.constantFrom(...SIGNS), { maxLength: 8 }).map((signs) => signs.join(''));
    const shaped = fc.oneof(
      word,
      word.map((text) => `'${text}'`),
      word.map((text) => `"${text}"`),
      fc.array(word, { maxLength: 4 }).map((list) => `[${list.join(', ')}]`),
    );
    const line = fc
      .tuple(
        fc.constantFrom('title', 'status', 'x-y', 'b_2'),
        fc.constantFrom(':', ': ', ':  '),
        shaped,
        fc.constantFrom('', ' ', '\r'),
      )
      .map((parts) => parts.join(''));
    let answered = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const text = `---\n${lines.join('\n')}\n---\n`;
        const quick = readQuickFrontMatter(text);
        if (quick === null) return;
        answered += 1;
        expect(Object.fromEntries(quick)).to.deep.equal(slow(text));
      }),
      { numRuns: 5000 },
    );
    expect(answered).to.be.greaterThan(300);
  });
});
