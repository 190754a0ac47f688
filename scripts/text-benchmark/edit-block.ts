import { dialectOf } from '../../src/model/text/dialect-of.ts';
import type { AdfNode, JiraText } from '../../src/model/text/jira-text.ts';
import { readMarkdown } from '../../src/model/text/markdown/read-markdown.ts';
import { normalLines } from '../../src/model/text/normal-lines.ts';
import type { JiraDialect } from '../../src/model/text/reconcile/jira-dialect.ts';
import { jiraKey, readMarkdownPieces } from '../../src/model/text/reconcile/markdown-pieces.ts';
import type { JiraOriginal } from '../../src/model/text/reconcile/piece.ts';
import { reconcileText } from '../../src/model/text/reconcile-text.ts';
import type { TextPeople } from '../../src/model/text/text-people.ts';
import type { Block } from '../../src/model/text/tree/text-tree.ts';
import { compareBlocks, type Edit, WORDS } from './compare-blocks.ts';
import type { Agreed } from './convert.ts';

/**
 * A block of the Markdown is replaced; in Jira one piece may change, and no byte of the others. A footnote stays one:
 * without it its mark would be words, and another block would say something else.
 */
export function editInGit(base: Agreed, nth: number, people: TextPeople): Edit {
  const { jira, markdown } = base;
  if (jira === null) return { kind: 'nothing' };
  const dialect = dialectOf(jira.kind, people);
  const shown = readMarkdownPieces(markdown, dialect).pieces.filter(({ image }) => image.length > 0);
  const piece = shown[nth % Math.max(1, shown.length)];
  if (piece === undefined) return { kind: 'nothing' };
  const ranges = readMarkdown(markdown, dialect.markdown);
  const range = ranges.find(({ line }) => line === piece.line);
  if (range === undefined) return { kind: 'nothing' };
  const git = `${markdown.slice(0, range.start)}${labelOf(range.block)}${WORDS}${markdown.slice(range.end)}`;
  const outcome = reconcileText({ kind: jira.kind, base, git, jira, people });
  if (outcome.kind !== 'agreed') return { kind: 'touched', reason: outcome.kind };
  if (outcome.markdown !== git) return { kind: 'touched', reason: 'git itself was rewritten' };
  return compareBlocks(originalsOf(jira, dialect), originalsOf(outcome.jira, dialect), piece.image.length);
}

/** What makes a block of Markdown a footnote; '' for any other. */
function labelOf(block: Block): string {
  return block.kind === 'footnote' ? `[^${block.label}]: ` : '';
}

/** A block of Jira's is replaced; in git one block may change, and no byte of the others. */
export function editInJira(base: Agreed, nth: number, people: TextPeople): Edit {
  const { jira, markdown } = base;
  if (jira === null) return { kind: 'nothing' };
  const dialect = dialectOf(jira.kind, people);
  const edited = replaceInJira(jira, nth, dialect);
  if (edited === null) return { kind: 'nothing' };
  const outcome = reconcileText({ kind: jira.kind, base, git: markdown, jira: edited, people });
  if (outcome.kind !== 'agreed') return { kind: 'touched', reason: outcome.kind };
  if (outcome.jira !== edited) return { kind: 'touched', reason: 'Jira itself was rewritten' };
  return compareBlocks(blocksOf(markdown, dialect), blocksOf(outcome.markdown, dialect), 1);
}

function blocksOf(markdown: string, dialect: JiraDialect): readonly string[] {
  return readMarkdown(markdown, dialect.markdown).map(({ start, end }) => markdown.slice(start, end));
}

/** Each piece as its bytes; of a node that an edit made, its words. */
function originalsOf(jira: JiraText | null, dialect: JiraDialect): readonly string[] {
  return dialect.read(jira).pieces.map(({ original }) => {
    const json = typeof original === 'string' ? original : JSON.stringify(original);
    return json === JSON.stringify(NODE) ? WORDS : json;
  });
}

const NODE: AdfNode = { type: 'paragraph', content: [{ type: 'text', text: WORDS }] };

/** What is put into the place of a piece. */
function replacementOf(block: Block | undefined, dialect: JiraDialect): JiraOriginal {
  const words: Block = { kind: 'paragraph', children: [{ kind: 'text', text: WORDS }] };
  if (block?.kind !== 'footnote') return dialect.kind === 'adf' ? NODE : WORDS;
  return dialect.render({ ...block, blocks: [words] }, null)[0]?.original ?? WORDS;
}

/** The text with one of its shown pieces replaced, where that leaves the others as they are. */
function replaceInJira(jira: JiraText, nth: number, dialect: JiraDialect): JiraText | null {
  const { lead, pieces } = dialect.read(jira);
  const shown = pieces.flatMap((piece, at) => (jiraKey(piece) === '' ? [] : [at]));
  const place = shown[nth % Math.max(1, shown.length)];
  if (place === undefined) return null;
  const now = replacementOf(pieces[place]?.block, dialect);
  if (jira.kind === 'adf') {
    const content = pieces.map(({ original }, at) => (at === place && typeof now !== 'string' ? now : original));
    return { kind: 'adf', doc: { ...jira.doc, content } };
  }
  const expected = pieces.map(({ identity }, at) => (at === place ? String(now) : identity));
  for (const around of ['', '\n\n']) {
    const texts = pieces.map(({ original, separator }, at) => {
      return at === place ? `${around}${String(now)}${around}${separator}` : `${String(original)}${separator}`;
    });
    const edited: JiraText = { kind: 'wiki', wiki: `${lead}${texts.join('')}` };
    const read = dialect.read(edited).pieces.map(({ identity }) => normalLines(identity).trim());
    if (read.length === expected.length && read.every((each, at) => each === expected[at]?.trim())) return edited;
  }
  return null;
}
