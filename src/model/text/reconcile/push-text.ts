import type { JiraText } from '../jira-text.ts';
import { DamagedCarrier } from '../markdown/damaged-carrier.ts';
import type { Agreement } from './agreement.ts';
import type { JiraDialect, JoinPart, Rendered } from './jira-dialect.ts';
import { lineEndOf } from './line-ends.ts';
import { jiraKey, keysOf } from './markdown-pieces.ts';
import { patchText } from './patch-text.ts';
import type { JiraOriginal, MarkdownPiece, Piece } from './piece.ts';
import { separatorsBetween } from './separators.ts';
import type { Span } from './sequence-hunks.ts';
import { strandsFromGit } from './strands-between.ts';
import type { Strand } from './weave.ts';

/**
 * Jira's text after git changed: pieces that did not change keep Jira's originals; an edited one keeps its words and
 * lines as they were written, as far as that says the same; others are rendered. Throws DamagedCarrier.
 */
export function pushText(
  base: Agreement,
  git: readonly MarkdownPiece[],
  like: JiraText | null,
  dialect: JiraDialect,
): JiraText | null {
  const parts = strandsFromGit(base, git).flatMap((strand) => pushStrand(strand, base, git, dialect));
  const expected = parts.flatMap((part) => part.keys).filter((key) => key !== '');
  for (const attempt of ATTEMPTS) {
    const jira = joinParts(base, parts, attempt, like, dialect);
    if (readsAs(jira, expected, dialect)) return jira;
  }
  return joinParts(base, parts, LAST_ATTEMPT, like, dialect);
}

type Attempt = { readonly patches: 'all' | 'sound' | 'none'; readonly wide: boolean };

const LAST_ATTEMPT: Attempt = { patches: 'none', wide: true };

const ATTEMPTS: readonly Attempt[] = [
  { patches: 'all', wide: false },
  { patches: 'sound', wide: false },
  { patches: 'none', wide: false },
  { patches: 'sound', wide: true },
];

type PushPart = {
  readonly kind: 'keep' | 'convert';
  readonly slots: Span | null;
  readonly rendered: readonly JiraOriginal[];
  /** The old original with the edit, in wiki markup; null where there is none. */
  readonly patched: string | null;
  readonly keys: readonly string[];
};

function pushStrand(
  strand: Strand,
  base: Agreement,
  git: readonly MarkdownPiece[],
  dialect: JiraDialect,
): readonly PushPart[] {
  if (strand.kind === 'keep') {
    return base.jira.pieces.slice(...strand.slots).map((piece, nth): PushPart => {
      const slot = strand.slots[0] + nth;
      const { original } = piece;
      return { kind: 'keep', slots: [slot, slot + 1], rendered: [original], patched: null, keys: [jiraKey(piece)] };
    });
  }
  const old = base.jira.pieces.slice(...strand.slots);
  for (const piece of git.slice(...strand.now)) checkPlaces(piece, dialect);
  const now = renderAll(git.slice(...strand.now), old[0] ?? null, dialect);
  if (now.length === 0) return [];
  const slots = strand.slots[0] < strand.slots[1] ? strand.slots : null;
  const patched = strand.alike ? patchedText(base.git.pieces.slice(...strand.before), old, now, dialect) : null;
  const rendered = now.map(({ original }) => original);
  return [{ kind: 'convert', slots, rendered, patched, keys: keysOf(now) }];
}

/** Jira would refuse the whole text. What Jira itself holds is not asked about. */
function checkPlaces({ block, line }: MarkdownPiece, dialect: JiraDialect): void {
  const misplaced = dialect.misplaced(block);
  if (misplaced !== null) throw new DamagedCarrier(line, `the carried node ${misplaced}; move it out of there`);
}

/** The first block takes the place of `previous`. */
function renderAll(
  pieces: readonly MarkdownPiece[],
  previous: Piece<JiraOriginal> | null,
  dialect: JiraDialect,
): readonly Rendered[] {
  return pieces.flatMap(({ block, rendered }, at) =>
    at === 0 && previous !== null ? dialect.render(block, previous) : rendered,
  );
}

/** Null for ADF, whose nodes are no text. */
function patchedText(
  before: readonly MarkdownPiece[],
  old: readonly Piece<JiraOriginal>[],
  now: readonly Rendered[],
  dialect: JiraDialect,
): string | null {
  if (dialect.kind !== 'wiki' || old.length === 0) return null;
  const usual = joined(renderAll(before, old[0] ?? null, dialect));
  const original = old.map((piece, at) => `${piece.original}${at === old.length - 1 ? '' : piece.separator}`).join('');
  return patchText(usual, joined(now), original);
}

function joined(rendered: readonly Rendered[]): string {
  return rendered.map(({ original }) => String(original)).join('\n\n');
}

function joinParts(
  base: Agreement,
  parts: readonly PushPart[],
  attempt: Attempt,
  like: JiraText | null,
  dialect: JiraDialect,
): JiraText | null {
  const lineEnd = like?.kind === 'wiki' ? lineEndOf(like.wiki) : '\n';
  const old = base.jira.pieces.map((piece) => piece.separator);
  const separators = separatorsBetween(parts, { old, lineEnd, wide: attempt.wide });
  const pieces = parts.flatMap((part, at): readonly JoinPart[] => {
    const originals = textsOf(part, attempt, dialect);
    return originals.map((original, nth) => {
      const separator = nth === originals.length - 1 ? (separators[at] ?? '') : `${lineEnd}${lineEnd}`;
      return { original, separator, kept: part.kind === 'keep' };
    });
  });
  return dialect.join(base.jira.lead, pieces, like);
}

function textsOf(part: PushPart, { patches }: Attempt, dialect: JiraDialect): readonly JiraOriginal[] {
  const { patched } = part;
  if (patched === null || patches === 'none') return part.rendered;
  const sound = patches === 'all' || readsAs({ kind: 'wiki', wiki: patched }, part.keys, dialect);
  return sound ? [patched] : part.rendered;
}

function readsAs(jira: JiraText | null, expected: readonly string[], dialect: JiraDialect): boolean {
  const keys = dialect
    .read(jira)
    .pieces.map(jiraKey)
    .filter((key) => key !== '');
  return keys.length === expected.length && keys.every((key, at) => key === expected[at]);
}
