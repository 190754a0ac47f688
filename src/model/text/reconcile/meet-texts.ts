import type { JiraText } from '../jira-text.ts';
import { DamagedCarrier } from '../markdown/damaged-carrier.ts';
import type { TextInput, TextOutcome } from '../text-outcome.ts';
import { blockKey } from '../tree/tree-key.ts';
import { agreedText } from './agreed-text.ts';
import { type Agreement, readAgreement } from './agreement.ts';
import { baseOf } from './base-of.ts';
import { holdsEdits } from './holds-edits.ts';
import type { JiraDialect } from './jira-dialect.ts';
import { imageOf, jiraKey, readMarkdownPieces } from './markdown-pieces.ts';
import { saysBoth } from './merge-keys.ts';
import { mergeMarkdown } from './merge-markdown.ts';
import type { JiraOriginal, MarkdownPiece, Piece } from './piece.ts';
import { pullNew } from './pull-new.ts';
import { pullText } from './pull-text.ts';
import { pushText } from './push-text.ts';
import { sameJiraText, sameMarkdown } from './same-text.ts';
import { exceedsMarkdown } from './text-limits.ts';

/**
 * Both sides changed. What was merged is met again before git has it, in the same cycle and after a crash: a merge that
 * would then grow is none. Throws DamagedCarrier.
 */
export function meetTexts(input: TextInput, dialect: JiraDialect): TextOutcome {
  const outcome = meetOnce(input, dialect);
  if (outcome.kind !== 'agreed' || outcome.verdict !== 'merged') return outcome;
  const again = meetOnce({ ...input, jira: outcome.jira }, dialect);
  if (again.kind === 'agreed' && sameJiraText(again.jira, outcome.jira)) return outcome;
  const { pieces } = dialect.read(input.jira);
  return conflictOf(input, pullText(baseOf(input, dialect), pieces, dialect).markdown);
}

function meetOnce(input: TextInput, dialect: JiraDialect): TextOutcome {
  const { base, git, jira } = input;
  const agreement = baseOf(input, dialect);
  const { pieces } = dialect.read(jira);
  const gitPieces = readMarkdownPieces(git, dialect).pieces;
  const pulled = git.trim() === '' && base === null ? pullNew(pieces, dialect) : pullText(agreement, pieces, dialect);
  const same = sameMarkdown(pulled.markdown, git) || sameKeys(imageOf(gitPieces), pieces.map(jiraKey));
  if (same) return agreedText('converged', git, jira, gitPieces, dialect);
  const pushed = pushText(agreement, gitPieces, base?.jira ?? null, dialect);
  if (sameJiraText(pushed, jira)) return agreedText('converged', git, jira, gitPieces, dialect);
  const conflict = conflictOf(input, pulled.markdown);
  if (base === null) return conflict;
  const meeting = { agreement, gitPieces, git, pushed, pulled: pulled.markdown, jira, pieces };
  return pullRest(meeting, dialect) ?? mergeBoth(meeting, base.markdown, dialect) ?? conflict;
}

function conflictOf({ base, git }: TextInput, pulled: string): TextOutcome {
  return { kind: 'conflict', base: base?.markdown ?? null, git, jira: pulled };
}

type Meeting = {
  readonly agreement: Agreement;
  readonly gitPieces: readonly MarkdownPiece[];
  readonly git: string;
  /** What Jira would hold if git alone had changed. */
  readonly pushed: JiraText | null;
  /** What git would hold if Jira alone had changed. */
  readonly pulled: string;
  readonly jira: JiraText | null;
  readonly pieces: readonly Piece<JiraOriginal>[];
};

/** Jira has what git changed already, and more: the rest of it comes to git. Null where it has not. */
function pullRest(
  { agreement, gitPieces, git, pushed, jira, pieces }: Meeting,
  dialect: JiraDialect,
): TextOutcome | null {
  const base = imageOf(agreement.git.pieces);
  if (!holdsEdits(base, imageOf(gitPieces), pieces.map(jiraKey))) return null;
  const { markdown } = pullText(readAgreement(git, pushed, dialect), pieces, dialect);
  return agreedText('merged', markdown, jira, readMarkdownPieces(markdown, dialect).pieces, dialect);
}

/** Both edits in one text; null where the words meet, or where only together they would say something else. */
function mergeBoth(meeting: Meeting, base: string, dialect: JiraDialect): TextOutcome | null {
  const { agreement, gitPieces, git, pulled, pushed, jira } = meeting;
  const merged = mergeMarkdown(base, git, pulled);
  if (merged === null || exceedsMarkdown(merged)) return null;
  try {
    const middle = readAgreement(pulled, jira, dialect);
    const { pieces } = readMarkdownPieces(merged, dialect);
    const [old, left, right] = [agreement.git.pieces, gitPieces, middle.git.pieces].map(keysOfPieces);
    if (!saysBoth(keysOfPieces(pieces), old ?? [], left ?? [], right ?? [])) return null;
    const both = pushText(middle, pieces, jira, dialect);
    return { ...agreedText('merged', merged, both, pieces, dialect), own: pushed };
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
