import { expect } from 'chai';
import fc from 'fast-check';
import type { AdfNode, JiraText } from '../../../../src/model/text/jira-text.ts';
import { reconcileText } from '../../../../src/model/text/reconcile-text.ts';
import type { TextInput, TextOutcome } from '../../../../src/model/text/text-outcome.ts';
import { people } from './people.ts';

type Agreed = Extract<TextOutcome, { kind: 'agreed' }>;

/** Fragments that mean something on one side or the other, in every wrong combination. */
const fragment = fc.oneof(
  fc.constantFrom(
    'word',
    'my_var_name',
    '*bold*',
    '_it_',
    '**b**',
    '{code}',
    '{code:java}',
    '{noformat}',
    '{quote}',
    'h2. ',
  ),
  fc.constantFrom(
    '\n',
    '\r\n',
    '\n\n',
    '\n* ',
    '\n# ',
    '\n- ',
    '\n1. ',
    '\n> ',
    '\n## ',
    '\n||a||b||\n|c|d|',
    ' ',
    '\t',
    '  ',
  ),
  fc.constantFrom(
    '[a|http://e.com/x_y]',
    '[~john.doe]',
    '@john.doe',
    '[~nobody]',
    'http://e.com/a_b.',
    '[x]',
    '[ ] ',
    '[^1]',
    '[^f.log]',
  ),
  fc.constantFrom(
    '\\',
    '\\\\',
    '`',
    '```',
    '\n```\n',
    '~~',
    '~',
    '<T>',
    '<b>',
    '</b>',
    '<!--',
    '&lt;',
    '&',
    '!a.png!',
    '|',
    '{{m}}',
    '{',
    '}',
  ),
  fc.constantFrom(
    '\n```jira\n',
    '\n```adf\n',
    '`{=jira}',
    '{color:red}',
    '----',
    '\n---\n',
    '\n===\n',
    ':',
    '_',
    '*',
    '-',
    '+',
    '^',
    '#',
  ),
  fc.string({ maxLength: 6 }),
);
const anyText = fc.array(fragment, { maxLength: 14 }).map((parts) => parts.join(''));

function wiki(text: string): JiraText {
  return { kind: 'wiki', wiki: text };
}

function agreedOf(input: Omit<TextInput, 'people'>): Agreed {
  const outcome = reconcileText({ ...input, people });
  if (outcome.kind !== 'agreed') throw new Error(`not agreed: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** Every word that Jira holds, in order. */
function shownText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([key, member]) => (key === 'type' || key === 'kind' ? '' : shownText(member)))
    .join('');
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[A-Za-z0-9\u00c0-\u024f]{2,}/g) ?? [];
}

const paragraphNode = anyText.map(
  (text): AdfNode => ({ type: 'paragraph', content: text === '' ? [] : [{ type: 'text', text }] }),
);
const adfNode: fc.Arbitrary<AdfNode> = fc.oneof(
  paragraphNode,
  anyText.map(
    (text): AdfNode => ({ type: 'codeBlock', attrs: {}, content: text === '' ? [] : [{ type: 'text', text }] }),
  ),
  fc.array(paragraphNode, { minLength: 1, maxLength: 3 }).map(
    (paragraphs): AdfNode => ({
      type: 'bulletList',
      content: paragraphs.map((node) => ({ type: 'listItem', content: [node] })),
    }),
  ),
  fc.tuple(fc.constantFrom('strong', 'em', 'strike', 'code', 'underline'), anyText).map(
    ([type, text]): AdfNode => ({
      type: 'paragraph',
      content: [
        { type: 'text', text: `x${text}`, marks: [{ type }] },
        { type: 'text', text: 'y' },
      ],
    }),
  ),
  anyText.map(
    (text): AdfNode => ({
      type: 'panel',
      attrs: { panelType: 'info' },
      content: [{ type: 'paragraph', content: [{ type: 'text', text: `p${text}` }] }],
    }),
  ),
);
const adfDoc = fc
  .array(adfNode, { minLength: 1, maxLength: 4 })
  .map((content): JiraText => ({ kind: 'adf', doc: { type: 'doc', version: 1, content } }));

describe('reconcileText, for any text', function () {
  this.timeout(120_000);

  it('pulls any wiki text, finds nothing to do afterwards, and keeps its words', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const pulled = agreedOf({ kind: 'wiki', base: null, git: '', jira: wiki(text) });
        expect(pulled.jira?.kind === 'wiki' && pulled.jira.wiki).to.equal(text);
        const again = agreedOf({ kind: 'wiki', base: pulled, git: pulled.markdown, jira: pulled.jira });
        expect(again.verdict).to.equal('same');
        const words = pulled.markdown;
        for (const word of wordsOf(text.replace(/\{(?:code|noformat|quote)[^}]*\}|&lt;|\bh2\./g, ' ')))
          expect(words).to.contain(word);
      }),
      { numRuns: 400 },
    );
  });

  it('pulled wiki means the same when it is pushed without a snapshot', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const pulled = agreedOf({ kind: 'wiki', base: null, git: '', jira: wiki(text) });
        if (pulled.markdown === '') return;
        const met = agreedOf({ kind: 'wiki', base: null, git: pulled.markdown, jira: wiki(text) });
        expect(['converged', 'jira', 'same']).to.contain(met.verdict);
      }),
      { numRuns: 400 },
    );
  });

  it('a paragraph added in git leaves every byte of Jira as it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const original = `${text}\n\nlast words`;
        const pulled = agreedOf({ kind: 'wiki', base: null, git: '', jira: wiki(original) });
        const edited = pulled.markdown.replace(/last words$/, 'last words\n\nand more');
        fc.pre(edited.endsWith('last words\n\nand more'));
        const pushed = agreedOf({ kind: 'wiki', base: pulled, git: edited, jira: pulled.jira });
        expect(pushed.jira?.kind === 'wiki' && pushed.jira.wiki.startsWith(original)).to.equal(true);
      }),
      { numRuns: 400 },
    );
  });

  it('pushes any Markdown or refuses it, keeps its words, and finds nothing to do afterwards', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('wiki' as const, 'adf' as const), (git, kind) => {
        const pushed = reconcileText({ kind, base: null, git, jira: null, people });
        if (pushed.kind !== 'agreed') {
          expect(pushed.kind).to.equal('refused');
          return;
        }
        expect(pushed.markdown).to.equal(git);
        const shown = shownText(pushed.jira).replaceAll('%7C', '|');
        for (const word of wordsOf(git.replace(/<[^>]*>|&lt;|\bjira\b|\badf\b/g, ' '))) expect(shown).to.contain(word);
        const again = agreedOf({ kind, base: pushed, git, jira: pushed.jira });
        expect(again.verdict).to.equal('same');
      }),
      { numRuns: 400, examples: [['<?[a|http://e.com/x_y]', 'wiki']] },
    );
  });

  it('pulls any ADF, finds nothing to do afterwards, and means the same without a snapshot', () => {
    fc.assert(
      fc.property(adfDoc, (jira) => {
        const pulled = agreedOf({ kind: 'adf', base: null, git: '', jira });
        expect(pulled.jira).to.equal(jira);
        expect(agreedOf({ kind: 'adf', base: pulled, git: pulled.markdown, jira }).verdict).to.equal('same');
        if (pulled.markdown === '') return;
        const met = agreedOf({ kind: 'adf', base: null, git: pulled.markdown, jira });
        expect(['converged', 'jira', 'same']).to.contain(met.verdict);
      }),
      { numRuns: 400 },
    );
  });

  it('two random edits end agreed, in conflict or refused, and an agreement is at rest', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (baseText, git, jiraText) => {
        const base = agreedOf({ kind: 'wiki', base: null, git: '', jira: wiki(baseText) });
        const outcome = reconcileText({ kind: 'wiki', base, git, jira: wiki(jiraText), people });
        if (outcome.kind !== 'agreed') return;
        const again = agreedOf({ kind: 'wiki', base: outcome, git: outcome.markdown, jira: outcome.jira });
        expect(again.verdict).to.equal('same');
      }),
      { numRuns: 400 },
    );
  });
});
