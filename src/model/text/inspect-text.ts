import { dialectOf } from './dialect-of.ts';
import type { JiraText } from './jira-text.ts';
import { DamagedCarrier } from './markdown/damaged-carrier.ts';
import { approximationOf, nameOf } from './reconcile/approximation.ts';
import type { JiraDialect } from './reconcile/jira-dialect.ts';
import { jiraKey, readMarkdownPieces } from './reconcile/markdown-pieces.ts';
import type { JiraOriginal, MarkdownPiece, Piece } from './reconcile/piece.ts';
import { pullBlock } from './reconcile/pull-block.ts';
import { exceedsJira, exceedsMarkdown } from './reconcile/text-limits.ts';
import { holdsRaw, partsOf } from './reconcile/tree-parts.ts';
import type { TextPeople } from './text-people.ts';
import type { Block } from './tree/text-tree.ts';

/**
 * How a block fares on the other side: `native` is said there word for word, `approximated` is shown in another form,
 * `carried` stands, wholly or in part, in Jira's own notation. `line` counts from 1 within the text; in ADF, which has
 * no lines, it is the number of the block.
 */
export type InspectedBlock = {
  readonly line: number;
  readonly kind: 'native' | 'approximated' | 'carried';
  /** The kind of block, what Jira shows otherwise, or what is carried, in words for people. */
  readonly what: string;
};

/** `refused`: a carrier that was damaged, and where; there are no blocks then. */
export type Inspection = {
  readonly blocks: readonly InspectedBlock[];
  readonly refused: { readonly line: number; readonly reason: string } | null;
};

/** What Jira can say of a Markdown text. Parses it, which can take long: not for the thread that serves people. */
export function inspectText(markdown: string, kind: 'wiki' | 'adf', people: TextPeople): Inspection {
  if (exceedsMarkdown(markdown)) return whole('approximated');
  try {
    const dialect = dialectOf(kind, people);
    const { pieces } = readMarkdownPieces(markdown, dialect);
    return { blocks: pieces.map((piece) => inspectPiece(piece, dialect)), refused: null };
  } catch (error) {
    if (!(error instanceof DamagedCarrier)) throw error;
    return { blocks: [], refused: { line: error.line, reason: error.message } };
  }
}

/** What Markdown can say of a text of Jira's. */
export function inspectJiraText(jira: JiraText, people: TextPeople): Inspection {
  if (exceedsJira(jira)) return whole('carried');
  const dialect = dialectOf(jira.kind, people);
  const { lead, pieces } = dialect.read(jira);
  const blocks: InspectedBlock[] = [];
  let line = jira.kind === 'wiki' ? 1 + breaksIn(lead) : 1;
  for (const piece of pieces) {
    const pulled = pullBlock(piece, dialect);
    if (jiraKey(piece) !== '' && pulled !== null) {
      const { block } = pulled;
      const carried = holdsRaw(block);
      blocks.push({ line, kind: carried ? 'carried' : 'native', what: carried ? carriedIn(block) : nameOf(block) });
    }
    line += jira.kind === 'wiki' ? breaksIn(`${textOf(piece)}${piece.separator}`) : 1;
  }
  return { blocks, refused: null };
}

function whole(kind: 'approximated' | 'carried'): Inspection {
  const what = 'whole text: too long or too deeply nested to convert';
  return { blocks: [{ line: 1, kind, what }], refused: null };
}

function inspectPiece({ line, block, rendered }: MarkdownPiece, dialect: JiraDialect): InspectedBlock {
  const approximation = approximationOf(block, rendered, dialect);
  if (holdsRaw(block)) {
    const more = approximation === null ? '' : `, ${approximation}`;
    return { line, kind: 'carried', what: `${carriedIn(block)}${more}` };
  }
  if (approximation !== null) return { line, kind: 'approximated', what: approximation };
  return { line, kind: 'native', what: nameOf(block) };
}

/** The macros and nodes that a block carries: `{chart}`, `extension`. */
function carriedIn(block: Block): string {
  const names = partsOf(block).flatMap((part) => (part.kind === 'raw' ? [rawName(part.source)] : []));
  return [...new Set(names)].join(', ');
}

function rawName(source: string): string {
  const macro = /^\s*\{([A-Za-z][\w-]*)/.exec(source)?.[1];
  if (macro !== undefined) return `{${macro}}`;
  const node = /"type":\s*"(\w+)"/.exec(source)?.[1];
  return node ?? "Jira's own notation";
}

function textOf(piece: Piece<JiraOriginal>): string {
  return typeof piece.original === 'string' ? piece.original : '';
}

function breaksIn(text: string): number {
  return text.match(/\r\n?|\n/g)?.length ?? 0;
}
