import { z } from 'zod';
import { type ConflictRecord, RECORD_TAKES, type RecordedConflict, type RecordedSide } from './conflict-record.ts';
import { parsePlainYaml } from './project-config-yaml.ts';

export type ConflictRecordReading =
  | { readonly kind: 'record'; readonly record: ConflictRecord }
  | { readonly kind: 'broken'; readonly reason: string };

const text = z.string({ error: 'must be a text' });
const value = z.union([text, z.array(text), z.record(text, text)], { error: 'must be a text, a list or members' });
const side = (source: 'commit' | 'change') =>
  z
    .strictObject({ value: value.optional(), by: text.optional(), at: text.optional(), [source]: text.optional() })
    .optional();

const RECORD = z.strictObject({
  issue: text,
  conflicts: z.array(
    z.strictObject({
      field: text,
      take: z.enum(RECORD_TAKES, { error: `must be one of ${RECORD_TAKES.join(', ')}` }).optional(),
      value: value.optional(),
      since: text,
      reason: text,
      rule: text,
      base: value.optional(),
      git: side('commit'),
      jira: side('change'),
      seen: z.strictObject({ git: text, jira: text }),
    }),
  ),
});

type Raw = z.output<typeof RECORD>['conflicts'][number];

/** Reads a record as it is on the branch, with what a person decided in it. */
export function parseConflictRecord(source: string): ConflictRecordReading {
  const yaml = parsePlainYaml(source);
  if (yaml.kind === 'invalid') return broken(yaml.problems.join('; '));
  const parsed = RECORD.safeParse(yaml.value);
  if (!parsed.success) return broken(parsed.error.issues.slice(0, MOST_TOLD).flatMap(describeIssue).join('; '));
  const { issue, conflicts } = parsed.data;
  for (const { field, take, value: given } of conflicts) {
    if (given !== undefined && take !== 'merged')
      return broken(`${field}: \`value\` is given without \`take: merged\``);
    if (given === undefined && take === 'merged') return broken(`${field}: \`take: merged\` needs a \`value\``);
  }
  return { kind: 'record', record: { issue, conflicts: conflicts.map(conflictOf) } };
}

const MOST_TOLD = 5;

function conflictOf({ field, take, value, since, reason, rule, base, git, jira, seen }: Raw): RecordedConflict {
  const decision = take === undefined ? null : { take, value };
  const sides = { git: sideOf(git, 'commit'), jira: sideOf(jira, 'change') };
  return { field, since, reason, rule, base: base ?? null, ...sides, seen, decision };
}

function sideOf(raw: Raw['git'] | Raw['jira'], source: 'commit' | 'change'): RecordedSide {
  const { value, by, at, ...rest } = (raw ?? {}) as Readonly<Record<string, string | undefined>>;
  return {
    value: (value ?? null) as RecordedSide['value'],
    by: by ?? null,
    at: at ?? null,
    source: rest[source] ?? null,
  };
}

function describeIssue(issue: z.core.$ZodIssue): readonly string[] {
  const path = issue.path.map((part) => (typeof part === 'number' ? part + 1 : String(part))).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => `${path === '' ? '' : `${path}.`}${key} is not known; take it out or mend its name`);
  }
  return [`${path === '' ? 'the file' : path}: ${issue.message}`];
}

function broken(reason: string): ConflictRecordReading {
  return { kind: 'broken', reason };
}
