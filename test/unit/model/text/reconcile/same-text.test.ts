import { expect } from 'chai';
import fc from 'fast-check';
import { canonicalAdf } from '../../../../../src/model/text/adf/canonical-adf.ts';
import type { AdfNode, JiraText } from '../../../../../src/model/text/jira-text.ts';
import { sameJiraText, sameMarkdown } from '../../../../../src/model/text/reconcile/same-text.ts';

function adf(...content: readonly AdfNode[]): JiraText {
  return { kind: 'adf', doc: { type: 'doc', version: 1, content } };
}

const wiki = (text: string): JiraText => ({ kind: 'wiki', wiki: text });

describe('sameJiraText', () => {
  it('leaves line ends and trailing white space of wiki markup out of account', () => {
    expect(sameJiraText(wiki('a\r\nb\r\n'), wiki('a\nb'))).to.equal(true);
    expect(sameJiraText(wiki('a\nb'), wiki('a\n b'))).to.equal(false);
    expect(sameJiraText(wiki('\r\n '), null)).to.equal(true);
    expect(sameJiraText(null, wiki('a'))).to.equal(false);
  });

  it('takes blank documents for none', () => {
    expect(sameJiraText(adf({ type: 'paragraph' }, { type: 'paragraph', content: [] }), null)).to.equal(true);
    expect(sameJiraText(adf({ type: 'rule' }), null)).to.equal(false);
    expect(sameJiraText(adf(), wiki(''))).to.equal(true);
  });

  it('compares documents as their canonical form does', () => {
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<unknown>('', 'a', 'b', 0, 1, null, true),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('localId', 'attrs', 'text', 'marks'), tie('node'), { maxKeys: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [left, right] = [a, b].map((attrs) => adf({ type: 'x', attrs }));
        if (left?.kind !== 'adf' || right?.kind !== 'adf') throw new Error('never');
        const same = canonicalAdf(left.doc) === canonicalAdf(right.doc);
        expect(sameJiraText(left, right)).to.equal(same);
      }),
      { numRuns: 3000 },
    );
  });

  it('takes a document nested too deeply for another one, and does not overflow', () => {
    const deep = (): JiraText => {
      let node: AdfNode = { type: 'rule' };
      for (let depth = 0; depth < 20_000; depth += 1) node = { type: 'blockquote', content: [node] };
      return adf(node);
    };
    const document = deep();
    expect(sameJiraText(document, deep())).to.equal(false);
    expect(sameJiraText(document, document)).to.equal(true);
  });
});

describe('sameMarkdown', () => {
  it('compares the lines between the first and the last that are not blank', () => {
    const text = fc
      .array(fc.constantFrom('a', ' ', '\t', '\n', '\r\n', '\r', '\u2028'), { maxLength: 8 })
      .map((parts) => parts.join(''));
    const between = (markdown: string): string => {
      const lines = markdown.split(/\r\n?|\n/);
      const from = lines.findIndex((line) => line.trim() !== '');
      return from < 0 ? '' : lines.slice(from, lines.findLastIndex((line) => line.trim() !== '') + 1).join('\n');
    };
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(sameMarkdown(a, b)).to.equal(between(a) === between(b));
      }),
      { numRuns: 3000 },
    );
  });

  it('leaves line ends and surrounding blank lines out of account', () => {
    expect(sameMarkdown('\n\na\r\nb \n \n', 'a\nb ')).to.equal(true);
    expect(sameMarkdown('a\nb ', 'a\nb')).to.equal(false);
    expect(sameMarkdown('  a', 'a')).to.equal(false);
  });
});
