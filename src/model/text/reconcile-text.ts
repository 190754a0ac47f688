import { dialectOf } from './dialect-of.ts';
import { DamagedCarrier } from './markdown/damaged-carrier.ts';
import { agreedText } from './reconcile/agreed-text.ts';
import { baseOf } from './reconcile/base-of.ts';
import { carryWhole } from './reconcile/carry-whole.ts';
import type { JiraDialect } from './reconcile/jira-dialect.ts';
import { approximationsOf, readMarkdownPieces } from './reconcile/markdown-pieces.ts';
import { meetTexts } from './reconcile/meet-texts.ts';
import { pullNew } from './reconcile/pull-new.ts';
import { pullText } from './reconcile/pull-text.ts';
import { pushText } from './reconcile/push-text.ts';
import { sameJiraText, sameMarkdown } from './reconcile/same-text.ts';
import { exceedsLimits } from './reconcile/text-limits.ts';
import type { TextInput, TextOutcome } from './text-outcome.ts';

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
    return meetTexts(input, dialect);
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
  return agreedText('git', input.git, jira, pieces, dialect);
}
