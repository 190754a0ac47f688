import { canonical, wellFormed } from '../../model/canonical.ts';
import type { ConflictRecord, RecordedConflict, RecordedValue } from '../../model/conflict-record.ts';
import { renderDuration } from '../../model/duration.ts';
import type { Hold } from '../../snapshot/base.ts';
import type { Finding } from '../plan.ts';
import type { Project } from '../project.ts';
import { describePolicy, policyOf } from './policy-of.ts';

/** Beyond this a file could not be read back: long texts are cut, and stand in full on their own sides. */
const MOST_CHARACTERS = 800_000;
const CUT_TO = 20_000;

/** What a person needs to know of each conflict of a ticket, in the words of its file. */
export function recordOf(
  issue: string,
  conflicts: readonly Hold[],
  findings: readonly Finding[],
  project: Pick<Project, 'config' | 'fields'>,
): ConflictRecord {
  const whole = conflicts.map((hold) => recordedConflict(hold, findings, project));
  const size = whole.reduce((sum, { base, git, jira }) => sum + canonical([base, git.value, jira.value]).length, 0);
  return { issue, conflicts: size > MOST_CHARACTERS ? whole.map(withCutTexts) : whole };
}

function recordedConflict(
  hold: Hold,
  findings: readonly Finding[],
  project: Pick<Project, 'config' | 'fields'>,
): RecordedConflict {
  const { field, since, reason, origins } = hold;
  const finding = findings.find(({ ref }) => ref === field);
  const said = (value: unknown) => recordedValue(field, value, project);
  const { git = null, jira = null } = origins ?? {};
  return {
    field,
    since,
    reason: wellFormed(reason),
    rule: describePolicy(policyOf(field, project)),
    base: said(finding?.base),
    git: { value: said(finding?.git), by: git?.by ?? null, at: git?.at ?? null, source: git?.commit ?? null },
    jira: { value: said(finding?.jira), by: jira?.by ?? null, at: jira?.at ?? null, source: jira?.change ?? null },
    seen: { git: hold.git, jira: hold.jira },
    decision: null,
  };
}

/** A value of a finding as a file would say it. */
export function recordedValue(field: string, value: unknown, project: Pick<Project, 'fields'>): RecordedValue {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((each) => wellFormed(String(each)));
  if (typeof value === 'object') return membersOf(value as Readonly<Record<string, unknown>>);
  const isDuration = project.fields().some(({ name, kind }) => name === field && kind === 'duration');
  return wellFormed(isDuration && typeof value === 'number' ? renderDuration(value) : String(value));
}

/** A time entry, or a text in Jira's own notation. */
function membersOf(value: Readonly<Record<string, unknown>>): RecordedValue {
  if (value.kind === 'wiki' || value.kind === 'adf') return textOf(value);
  const { author, seconds, started } = value;
  const comment = value.comment ? textOf(value.comment) : '';
  return {
    ...(typeof author === 'string' ? { author } : {}),
    ...(typeof started === 'string' ? { started } : {}),
    ...(typeof seconds === 'number' ? { time: renderDuration(seconds) } : {}),
    ...(comment === '' ? {} : { comment }),
  };
}

function textOf(text: unknown): string {
  if (typeof text === 'string') return wellFormed(text);
  const { wiki, markdown, doc } = text as Readonly<Record<string, unknown>>;
  return wellFormed(String(markdown ?? wiki ?? canonical(doc)));
}

function withCutTexts(conflict: RecordedConflict): RecordedConflict {
  const { base, git, jira } = conflict;
  return {
    ...conflict,
    base: cut(base),
    git: { ...git, value: cut(git.value) },
    jira: { ...jira, value: cut(jira.value) },
  };
}

function cut(value: RecordedValue): RecordedValue {
  if (typeof value !== 'string' || value.length <= CUT_TO) return value;
  return `${wellFormed(value.slice(0, CUT_TO))}\n… and ${value.length - CUT_TO} characters more`;
}
