import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { readMarkdown } from '../../../../src/model/text/markdown/read-markdown.ts';
import { reconcileText } from '../../../../src/model/text/reconcile-text.ts';
import type { TextOutcome } from '../../../../src/model/text/text-outcome.ts';
import { wikiDialect } from '../../../../src/model/text/wiki/wiki-dialect.ts';
import { people } from './people.ts';

const DATA = '../shared/data/';
const CORPUS = '../shared/markup-corpus/';

type Agreed = Extract<TextOutcome, { kind: 'agreed' }>;
type Issue = { fields: { description?: string | null; comment?: { comments?: { body?: string }[] } } };

function realTexts(): readonly string[] {
  const files = readdirSync(DATA).filter((name) => name.endsWith('.jsonl.gz'));
  const lines = files.flatMap((name) =>
    gunzipSync(readFileSync(DATA + name))
      .toString('utf8')
      .trim()
      .split('\n'),
  );
  return lines.flatMap((line) => {
    const { fields } = JSON.parse(line) as Issue;
    const bodies = fields.comment?.comments?.map((comment) => comment.body ?? '') ?? [];
    return [fields.description ?? '', ...bodies].filter((text) => text !== '');
  });
}

function pull(wiki: string): Agreed {
  const outcome = reconcileText({ kind: 'wiki', base: null, git: '', jira: { kind: 'wiki', wiki }, people });
  if (outcome.kind !== 'agreed') throw new Error(`${outcome.kind}: ${wiki.slice(0, 200)}`);
  return outcome;
}

describe('texts that people really wrote', function () {
  this.timeout(120_000);
  let texts: readonly string[] = [];
  before(function () {
    if (!existsSync(DATA)) {
      console.log(`      skipped: ${DATA} is not here`);
      this.skip();
    }
    texts = realTexts();
  });

  it('are pulled with less than one block in a hundred carried, and every word kept', () => {
    let blocks = 0;
    let carried = 0;
    for (const text of texts) {
      const outcome = pull(text);
      blocks += wikiDialect(people).read({ kind: 'wiki', wiki: text }).pieces.length;
      carried += (outcome.markdown.match(/^`{3,}jira$/gm) ?? []).length;
      const kept = new Set(outcome.markdown.match(/[\p{L}\p{N}]+/gu));
      const plain = text.replace(
        /\{(?:code|noformat|quote)[^}]*\}|\bh[1-6]\.|\bbq\.|&\w+;|\((?:[xiyn]|on|flag|\*y)\)/gi,
        ' ',
      );
      for (const word of plain.match(/[\p{L}\p{N}]+/gu) ?? [])
        expect(kept.has(word), `${word} of ${text}`).to.equal(true);
    }
    expect(carried / blocks).to.be.lessThan(0.01);
  });

  it('keep every other block when one is edited in git', () => {
    const dialect = wikiDialect(people);
    texts.forEach((text, nth) => {
      if (nth % 7 !== 0) return;
      const base = pull(text);
      const ranges = readMarkdown(base.markdown, dialect.markdown);
      const range = ranges[nth % Math.max(1, ranges.length)];
      if (range === undefined) return;
      const git = `${base.markdown.slice(0, range.start)}Edited words.${base.markdown.slice(range.end)}`;
      const outcome = reconcileText({ kind: 'wiki', base, git, jira: base.jira, people });
      if (outcome.kind !== 'agreed') throw new Error(outcome.kind);
      const before = dialect.read(base.jira).pieces.map((piece) => piece.original);
      const after = dialect.read(outcome.jira).pieces.map((piece) => piece.original);
      expect(after.filter((original) => !before.includes(original))).to.deep.equal(['Edited words.']);
      expect(before.filter((original) => !after.includes(original)).length).to.be.lessThan(2);
    });
  });
});

describe('the markup corpus', () => {
  before(function () {
    if (existsSync(CORPUS)) return;
    console.log(`      skipped: ${CORPUS} is not here`);
    this.skip();
  });

  it('comes back from wiki to Markdown to wiki with the same meaning', () => {
    for (const name of readdirSync(`${CORPUS}wiki`)) {
      const wiki = readFileSync(`${CORPUS}wiki/${name}`, 'utf8');
      const outcome = reconcileText({
        kind: 'wiki',
        base: null,
        git: pull(wiki).markdown,
        jira: { kind: 'wiki', wiki },
        people,
      });
      if (wiki.trim() !== '') expect(outcome, name).to.include({ kind: 'agreed', verdict: 'converged' });
    }
  });

  it('comes back from ADF to Markdown to ADF with the same meaning', () => {
    for (const name of readdirSync(`${CORPUS}adf`)) {
      const jira = { kind: 'adf', doc: JSON.parse(readFileSync(`${CORPUS}adf/${name}`, 'utf8')) } as const;
      const pulled = reconcileText({ kind: 'adf', base: null, git: '', jira, people });
      if (pulled.kind !== 'agreed' || pulled.markdown === '') continue;
      const outcome = reconcileText({ kind: 'adf', base: null, git: pulled.markdown, jira, people });
      expect(outcome, name).to.include({ kind: 'agreed', verdict: 'converged' });
    }
  });

  it('is pushed from Markdown to both notations, and rests', () => {
    for (const name of readdirSync(`${CORPUS}md`)) {
      const git = readFileSync(`${CORPUS}md/${name}`, 'utf8');
      for (const kind of ['wiki', 'adf'] as const) {
        const pushed = reconcileText({ kind, base: null, git, jira: null, people });
        if (pushed.kind !== 'agreed') throw new Error(`${name}: ${pushed.kind}`);
        const again = reconcileText({ kind, base: pushed, git, jira: pushed.jira, people });
        expect(again, name).to.include({ kind: 'agreed', verdict: 'same' });
      }
    }
  });
});

describe('texts made to be slow', function () {
  this.timeout(120_000);
  const PATTERNS = [
    '*a_',
    '[[[[',
    '> ',
    '1. ',
    '`',
    '~',
    '_',
    '*a ',
    '!a.b|',
    '&a',
    '\\',
    '||a|\n',
    '<b>',
    '@a ',
    '{code:a}',
  ];

  for (const pattern of [...PATTERNS, '{quote}', '[x] ', '[^1]: ', '{*}', 'http://', '# a\n', '[a](']) {
    it(`32 KB of ${JSON.stringify(pattern)} have an outcome on every way`, () => {
      const text = pattern.repeat(Math.ceil(32_000 / pattern.length));
      expect(pull(text).verdict).to.equal('jira');
      for (const kind of ['wiki', 'adf'] as const) {
        expect(reconcileText({ kind, base: null, git: text, jira: null, people }).kind).to.equal('agreed');
      }
    });
  }
});
