import { APART } from '../markdown/carriers.ts';
import { readAlone } from '../markdown/read-alone.ts';
import { runTogether } from '../markdown/render-markdown.ts';
import type { Block } from '../tree/text-tree.ts';
import type { Agreement } from './agreement.ts';
import type { JiraDialect } from './jira-dialect.ts';
import { lineEndOf, withLineEndsOf } from './line-ends.ts';
import { imageOf, jiraKey, keysOf, type MarkdownPieces, readMarkdownPieces } from './markdown-pieces.ts';
import { patchText } from './patch-text.ts';
import type { JiraOriginal, Piece } from './piece.ts';
import { pullBlock } from './pull-block.ts';
import { joinPulled, type Pulled, pullNew } from './pull-new.ts';
import { areNeighbours, separatorsBetween } from './separators.ts';
import type { Span } from './sequence-hunks.ts';
import { strandsFromJira } from './strands-between.ts';
import { holdsRaw } from './tree-parts.ts';
import type { Strand } from './weave.ts';

/**
 * Markdown after Jira changed: pieces that did not change keep their Markdown; an edited one keeps its words and lines
 * as they were written, as far as that says what Jira says; others are rendered.
 */
export function pullText(base: Agreement, jira: readonly Piece<JiraOriginal>[], dialect: JiraDialect): Pulled {
  const parts = strandsFromJira(base, jira).flatMap((strand) => pullStrand(strand, base, jira, dialect));
  const expected = parts.flatMap((part) => part.image);
  for (const attempt of ATTEMPTS) {
    const markdown = joinParts(base, parts, attempt, dialect);
    const read = readMarkdownPieces(markdown, dialect);
    if (!sameKeys(imageOf(read.pieces), expected)) continue;
    return { markdown, carried: read.pieces.filter((piece) => holdsRaw(piece.block)).length };
  }
  // Old pieces can reach into new ones, as an open HTML block does: then nothing of the old text can stay.
  return pullNew(jira, dialect);
}

type Attempt = { readonly patches: 'all' | 'sound' | 'none'; readonly wide: boolean };

const ATTEMPTS: readonly Attempt[] = [
  { patches: 'all', wide: false },
  { patches: 'sound', wide: false },
  { patches: 'none', wide: false },
  { patches: 'sound', wide: true },
  { patches: 'none', wide: true },
];

type PullPart = {
  readonly kind: 'keep' | 'convert';
  readonly slots: Span | null;
  readonly text: string;
  /** The old original with the edit; null where there is none. */
  readonly patched: string | null;
  /** The blocks that the text begins and ends with. */
  readonly ends: readonly [first: Block, last: Block];
  readonly image: readonly string[];
};

function pullStrand(
  strand: Strand,
  base: Agreement,
  jira: readonly Piece<JiraOriginal>[],
  dialect: JiraDialect,
): readonly PullPart[] {
  if (strand.kind === 'keep') {
    return base.git.pieces.slice(...strand.slots).map((piece, nth): PullPart => {
      const slot = strand.slots[0] + nth;
      const { original: text, block, image } = piece;
      return { kind: 'keep', slots: [slot, slot + 1], text, patched: null, ends: [block, block], image };
    });
  }
  const pieces = jira.slice(...strand.now);
  const pulled = pieces.flatMap((piece) => pullBlock(piece, dialect) ?? []);
  const [first, last] = [pulled[0], pulled.at(-1)];
  if (first === undefined || last === undefined) return [];
  const text = joinPulled(pulled);
  const slots = strand.slots[0] < strand.slots[1] ? strand.slots : null;
  const patched = strand.alike ? patchedText(strand, text, base, dialect) : null;
  const image = pieces.map(jiraKey).filter((key) => key !== '');
  return [{ kind: 'convert', slots, text, patched, ends: [first.block, last.block], image }];
}

function patchedText(
  strand: Extract<Strand, { kind: 'convert' }>,
  now: string,
  base: Agreement,
  dialect: JiraDialect,
): string | null {
  const old = joinPulled(base.jira.pieces.slice(...strand.before).flatMap((piece) => pullBlock(piece, dialect) ?? []));
  const original = originalOf(base.git, strand.slots);
  return original === '' ? null : patchText(old, now, original);
}

/** The exact bytes of neighbouring pieces. */
function originalOf({ pieces }: MarkdownPieces, slots: Span): string {
  const own = pieces.slice(...slots);
  return own.map(({ original, separator }, at) => `${original}${at === own.length - 1 ? '' : separator}`).join('');
}

function joinParts(base: Agreement, parts: readonly PullPart[], attempt: Attempt, dialect: JiraDialect): string {
  const whole = base.git.lead + originalOf(base.git, [0, base.git.pieces.length]);
  const lineEnd = lineEndOf(whole);
  const old = base.git.pieces.map((piece) => piece.separator);
  const separators = separatorsBetween(parts, { old, lineEnd, wide: attempt.wide });
  const like = lineEnd === '\n' ? '' : lineEnd;
  let markdown = base.git.lead;
  parts.forEach((part, at) => {
    const next = parts[at + 1];
    const bothKept = part.kind === 'keep' && next?.kind === 'keep' && areNeighbours(part, next);
    const apart = next !== undefined && !bothKept && runTogether(part.ends[1], next.ends[0]);
    const separator = apart ? withLineEndsOf(like, `\n\n${APART}\n\n`) : (separators[at] ?? '');
    markdown += `${textOf(part, attempt, like, dialect)}${separator}`;
  });
  return markdown;
}

function textOf(part: PullPart, { patches }: Attempt, like: string, dialect: JiraDialect): string {
  if (part.kind === 'keep') return part.text;
  const { patched } = part;
  const fits = patched !== null && (patches === 'all' || (patches === 'sound' && isSound(patched, part, dialect)));
  return fits ? patched : withLineEndsOf(like, part.text);
}

/** Read by itself, the patched text says what Jira says. */
function isSound(patched: string, { image }: PullPart, dialect: JiraDialect): boolean {
  const shown = readAlone(patched, dialect.markdown).flatMap(({ block }) => keysOf(dialect.render(block, null)));
  return sameKeys(shown, image);
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, at) => key === b[at]);
}
