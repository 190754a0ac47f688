import { dialectOf } from './dialect-of.ts';
import type { JiraText } from './jira-text.ts';
import { DamagedCarrier } from './markdown/damaged-carrier.ts';
import { type Agreement, readAgreement } from './reconcile/agreement.ts';
import { carryWhole } from './reconcile/carry-whole.ts';
import type { JiraDialect } from './reconcile/jira-dialect.ts';
import { approximationsOf, imageOf, jiraKey, readMarkdownPieces } from './reconcile/markdown-pieces.ts';
import { saysBoth } from './reconcile/merge-keys.ts';
import { mergeMarkdown } from './reconcile/merge-markdown.ts';
import type { MarkdownPiece } from './reconcile/piece.ts';
import { pullNew } from './reconcile/pull-new.ts';
import { pullText } from './reconcile/pull-text.ts';
import { pushText } from './reconcile/push-text.ts';
import { sameJiraText, sameMarkdown } from './reconcile/same-text.ts';
import { exceedsLimits, exceedsMarkdown } from './reconcile/text-limits.ts';
import { holdsRaw } from './reconcile/tree-parts.ts';
import type { TextInput, TextOutcome } from './text-outcome.ts';
import { blockKey } from './tree/tree-key.ts';

/**
 * The text that both sides should hold, given what they agreed on last. An unchanged side is returned as it is, and so
 * is every block that did not change: only changed blocks are converted. For an unchanged field nothing is read, and
 * `approximated` and `carried` say nothing.
 */
export function reconcileText(input: TextInput): TextOutcome {
  const { base, git, jira } = input;
  if (isUnchanged(input)) return { kind: 'agreed', verdict: 'same', markdown: git, jira, approximated: [], carried: 0 };
  if (exceedsLimits(input)) return carryWhole(input);
  const dialect = dialectOf(input.kind, input.people);
  try {
    if (sameMarkdown(git, base?.markdown ?? '')) return pull(input, dialect);
    if (sameJiraText(jira, base?.jira ?? null)) return push(input, dialect);
    return meet(input, dialect);
  } catch (error) {
    if (error instanceof DamagedCarrier) return { kind: 'refused', line: error.line, reason: error.message };
    throw error;
  }
}

/** Neither side changed: the outcome is known without reading either text. */
export function isUnchanged({ base, git, jira }: TextInput): boolean {
  return sameMarkdown(git, base?.markdown ?? '') && sameJiraText(jira, base?.jira ?? null);
}

function pull(input: TextInput, dialect: JiraDialect): TextOutcome {
  const { pieces } = dialect.read(input.jira);
  const isNew = input.git.trim() === '';
  const base = isNew ? null : baseOf(input, dialect);
  const { markdown, carried } = base === null ? pullNew(pieces, dialect) : pullText(base, pieces, dialect);
  const approximated = base === null ? [] : approximationsOf(readMarkdownPieces(markdown, dialect).pieces, dialect);
  return { kind: 'agreed', verdict: 'jira', markdown, jira: input.jira, approximated, carried };
}

function push(input: TextInput, dialect: JiraDialect): TextOutcome {
  const { pieces } = readMarkdownPieces(input.git, dialect);
  const jira = pushText(baseOf(input, dialect), pieces, input.base?.jira ?? null, dialect);
  return agreed('git', input.git, jira, pieces, dialect);
}

/** What both sides held when they last agreed. The exact bytes of an unchanged side count, not those of the snapshot. */
function baseOf({ base, git, jira }: TextInput, dialect: JiraDialect): Agreement {
  const markdown = base !== null && !sameMarkdown(git, base.markdown) ? base.markdown : base === null ? '' : git;
  const text = base !== null && !sameJiraText(jira, base.jira) ? base.jira : base === null ? null : jira;
  return readAgreement(markdown, text, dialect);
}

/** Both sides changed. */
function meet(input: TextInput, dialect: JiraDialect): TextOutcome {
  const { base, git, jira } = input;
  const agreement = baseOf(input, dialect);
  const pieces = dialect.read(jira).pieces;
  const gitPieces = readMarkdownPieces(git, dialect).pieces;
  const pulled = git.trim() === '' && base === null ? pullNew(pieces, dialect) : pullText(agreement, pieces, dialect);
  const same =
    sameJiraText(pushText(agreement, gitPieces, base?.jira ?? null, dialect), jira) ||
    sameMarkdown(pulled.markdown, git) ||
    sameKeys(imageOf(gitPieces), pieces.map(jiraKey));
  if (same) return agreed('converged', git, jira, gitPieces, dialect);
  const conflict: TextOutcome = { kind: 'conflict', base: base?.markdown ?? null, git, jira: pulled.markdown };
  if (base === null) return conflict;
  const merged = mergeTexts({ base: base.markdown, agreement, gitPieces, git, pulled: pulled.markdown, jira }, dialect);
  return merged ?? conflict;
}

type Meeting = {
  readonly base: string;
  readonly agreement: Agreement;
  readonly gitPieces: readonly MarkdownPiece[];
  readonly git: string;
  /** What Jira changed, as Markdown. */
  readonly pulled: string;
  readonly jira: JiraText | null;
};

/** Both edits in one text; null where the words meet, or where only together they would say something else. */
function mergeTexts(
  { base, agreement, gitPieces, git, pulled, jira }: Meeting,
  dialect: JiraDialect,
): TextOutcome | null {
  const merged = mergeMarkdown(base, git, pulled);
  if (merged === null || exceedsMarkdown(merged)) return null;
  try {
    const middle = readAgreement(pulled, jira, dialect);
    const { pieces } = readMarkdownPieces(merged, dialect);
    const [old, left, right] = [agreement.git.pieces, gitPieces, middle.git.pieces].map(keysOfPieces);
    if (!saysBoth(keysOfPieces(pieces), old ?? [], left ?? [], right ?? [])) return null;
    return agreed('merged', merged, pushText(middle, pieces, jira, dialect), pieces, dialect);
  } catch (error) {
    // The two edits only together broke a carrier.
    if (error instanceof DamagedCarrier) return null;
    throw error;
  }
}

function keysOfPieces(pieces: readonly MarkdownPiece[]): readonly string[] {
  return pieces.map((piece) => blockKey(piece.block));
}

function sameKeys(git: readonly string[], jira: readonly string[]): boolean {
  const shown = jira.filter((key) => key !== '');
  return git.length === shown.length && git.every((key, at) => key === shown[at]);
}

function agreed(
  verdict: 'git' | 'converged' | 'merged',
  markdown: string,
  jira: JiraText | null,
  pieces: readonly MarkdownPiece[],
  dialect: JiraDialect,
): TextOutcome {
  const carried = pieces.filter((piece) => holdsRaw(piece.block)).length;
  return { kind: 'agreed', verdict, markdown, jira, approximated: approximationsOf(pieces, dialect), carried };
}
