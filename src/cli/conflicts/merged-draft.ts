import { renderDuration } from '../../model/duration.ts';
import type { Field } from '../../model/field.ts';
import { usageError } from '../cli-error.ts';
import type { Conflict } from './conflict.ts';
import { isText } from './conflict-lines.ts';
import { hasMarkers, withMarkers } from './text-versions.ts';
import { writtenValue } from './written-value.ts';

/** What a person edits, and how that is read back. */
export type MergedDraft = {
  readonly text: string;
  /** The value to send, or what is wrong with it. */
  readonly read: (edited: string) => MergedRead;
};

export type MergedRead =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly problem: string };

/** Starts from the three versions: of a text with conflict markers, else git's value with the others in comments. */
export async function draftOf(
  conflict: Conflict,
  fields: readonly Field[],
  env: NodeJS.ProcessEnv,
): Promise<MergedDraft> {
  const { field, base, git, jira } = conflict;
  if (git === null || jira === null) throw usageError(`one side has nothing for ${field}: take git or jira`);
  if (isText(conflict) || field.includes(':')) return textDraft(conflict, env);
  const listed = (value: unknown) => writtenValue(value, field, fields);
  const lines = [
    listed(git),
    '',
    `# What shall both sides say for ${field}? Lines that begin with # are left out.`,
    `# agreed: ${listed(base)}`,
    `# git:    ${listed(git)}`,
    `# Jira:   ${listed(jira)}`,
  ];
  return { text: `${lines.join('\n')}\n`, read: (edited) => readGiven(conflict, withoutComments(edited)) };
}

async function textDraft(conflict: Conflict, env: NodeJS.ProcessEnv): Promise<MergedDraft> {
  const { field, base, git, jira } = conflict;
  if (typeof git !== 'string' || typeof jira !== 'string') return entryDraft(conflict);
  const text = await withMarkers({ base: String(base ?? ''), git, jira }, env);
  return {
    text,
    read: (edited) => {
      if (hasMarkers(edited)) return { kind: 'problem', problem: 'conflict markers are left in the text' };
      return { kind: 'value', value: field.startsWith('worklog:') ? { comment: edited } : edited };
    },
  };
}

/** A time entry, as a line of its file says it. */
function entryDraft(conflict: Conflict): MergedDraft {
  const { field, git, jira } = conflict;
  const lines = [
    entryText(git),
    '',
    `# What shall both sides say for ${field}? Lines that begin with # are left out.`,
    `# git:  ${entryText(git)}`,
    `# Jira: ${entryText(jira)}`,
  ];
  return { text: `${lines.join('\n')}\n`, read: (edited) => readGiven(conflict, withoutComments(edited)) };
}

/** A value as it is typed: JSON for a time entry, and for a list. */
export function readGiven({ field, git, jira }: Conflict, typed: string): MergedRead {
  const isEntry = field.startsWith('worklog:');
  const isList = typed.startsWith('[') && (Array.isArray(git) || Array.isArray(jira));
  if (!isEntry && !isList) return { kind: 'value', value: typed };
  try {
    return { kind: 'value', value: JSON.parse(typed) as unknown };
  } catch {
    const example = isEntry
      ? `a time entry is given as JSON, such as '{"time":"2h"}'`
      : `this is no list such as '["a","b"]'`;
    return { kind: 'problem', problem: example };
  }
}

function entryText(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return String(entry);
  const { seconds, started, comment } = entry as Readonly<Record<string, unknown>>;
  const text = typeof comment === 'string' ? { comment } : {};
  return JSON.stringify({ time: renderDuration(Number(seconds)), started, ...text });
}

function withoutComments(edited: string): string {
  const lines = edited.split('\n').filter((line) => !line.startsWith('#'));
  return lines.join('\n').trim();
}
