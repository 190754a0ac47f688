import type { RecordedSide } from '../../model/conflict-record.ts';
import type { Field } from '../../model/field.ts';
import { isSetKind } from '../../model/field.ts';
import { nameOfRef } from '../../reconciler/explain.ts';
import { explainOrigin } from '../../reconciler/explain-origins.ts';
import type { Reason, Why } from '../../reconciler/why/reason.ts';
import { versionLines } from '../conflicts/conflict-lines.ts';
import { writtenValue } from '../conflicts/written-value.ts';
import type { Context } from '../context.ts';
import { plain } from '../render/plain.ts';

/** Each part of a ticket in a few lines: what it comes to, what each side says, who said so, and the rule. */
export async function whyLines(
  why: Why,
  field: string | null,
  fields: readonly Field[],
  context: Context,
): Promise<readonly string[]> {
  const { issue, situation } = why;
  const { bold } = context.colors;
  const state = situation === 'known' ? '' : ` (${situation === 'offline' ? OFFLINE : situation.replaceAll('-', ' ')})`;
  if (why.fields.length === 0) return [`${bold(issue)}${state}: ${nothingOf(why, field)}`];
  const parts: (readonly string[])[] = [];
  for (const reason of why.fields) parts.push(await reasonLines(reason, fields, context));
  return [`${bold(issue)}${state}`, ...parts.flatMap((lines) => ['', ...lines])];
}

const OFFLINE = 'Jira was not asked';

function nothingOf({ issue, situation }: Why, field: string | null): string {
  if (field !== null) return `it has no ${field}`;
  const what =
    situation === 'offline' ? 'git says what both sides last agreed on' : 'the same everywhere, nothing waits';
  return `${what}; tract why ${issue} --all tells who gave each field its value`;
}

async function reasonLines(reason: Reason, fields: readonly Field[], context: Context): Promise<readonly string[]> {
  const { field, held, jira } = reason;
  return [
    `${context.colors.bold(nameOfRef(field))}: ${plain(outcomeOf(reason, fields))}`,
    ...(await valuesOf(reason, fields, context)),
    ...sideLines('git', reason.git, 'commit'),
    ...(jira === null ? [] : sideLines('Jira', jira, 'change')),
    ...ruleLines(
      reason,
      fields.find(({ name }) => name === field),
    ).map((line) => `  ${plain(line)}`),
    ...(held === null ? [] : [`  settle  ${plain(held.settle)}`]),
  ];
}

/** What decided, and who wins where both sides change it. */
function ruleLines({ rule, policy, held }: Reason, field: Field | undefined): readonly string[] {
  const named = policy === null ? null : `${policy.policy} (${policy.source})`;
  if (held?.kind === 'conflict' && named !== null) return [`rule    ${named}: a person decides`];
  if (held !== null) return [`rule    ${held.reason}`];
  if (field?.via === 'nothing') return [`rule    ${rule}`, 'policy  belongs to Jira: an edit in git is put back'];
  const both = field !== undefined && isSetKind(field.kind) ? 'members merge one by one' : named;
  return [`rule    ${rule}`, ...(both === null ? [] : [`policy  ${both}, where both sides change it`])];
}

/** The heading: what it comes to. */
function outcomeOf({ field, verdict, held, git, desired }: Reason, fields: readonly Field[]): string {
  const shown = (value: unknown) => short(writtenValue(value, field, fields)) || 'nothing';
  if (held?.kind === 'deleted') return `not in git since ${held.since}, as the configuration has it`;
  if (held !== null) return `held for a person since ${held.since}`;
  switch (verdict) {
    case 'same':
      return `the same everywhere, ${shown(git.value)}`;
    case 'converged':
      return `the same on both sides since both changed it, ${shown(git.value)}`;
    case 'git':
      return `only git changed it: Jira gets ${shown(desired)}`;
    case 'jira':
      return `only Jira changed it: git gets ${shown(desired)}`;
    case 'lags':
      return "git gets Jira's when anything else of the file changes";
    case 'merged':
      return 'both sides changed it, and it merges';
    case 'conflict':
      return `both sides changed it: both get ${shown(desired)}`;
    case 'put-back':
      return `git gets ${shown(desired)} again`;
    case 'held':
    case 'unjudged':
      return 'nothing is done about it now';
  }
}

/** What is the same everywhere was told in the heading. */
async function valuesOf(reason: Reason, fields: readonly Field[], context: Context): Promise<readonly string[]> {
  if (reason.verdict === 'same') return [];
  const { field, base, git, jira } = reason;
  return versionLines({ field, base, git: git.value, jira: jira === null ? undefined : jira.value }, fields, context);
}

function sideLines(side: string, { by, at, source }: RecordedSide, name: 'commit' | 'change'): readonly string[] {
  if (by === null && at === null && source === null) return [];
  return [`  ${plain(explainOrigin(side, { by, at, source }, name))}`];
}

const LONGEST = 60;

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
