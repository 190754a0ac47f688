import { canonical, sameValue } from '../../model/canonical.ts';
import type { RecordedValue } from '../../model/conflict-record.ts';
import type { Field } from '../../model/field.ts';
import type { TextOutcome } from '../../model/text/text-outcome.ts';
import type { HoldOrigins } from '../../snapshot/base.ts';
import { fileOf } from '../observation.ts';
import type { Finding } from '../plan.ts';
import type { Project } from '../project.ts';
import type { Looked } from '../records/attribute-holds.ts';
import { recordedValue } from '../records/record-of.ts';
import { compareValues } from '../three-way.ts';
import type { Work } from '../work.ts';
import type { ReasonVerdict, States } from './reason.ts';

/** Jira's version of a text in Markdown, by reference, where a finding has it in Jira's own notation. */
export type JiraTexts = ReadonlyMap<string, string>;

/** A ticket that was compared. */
type Compared = Looked & Pick<Work, 'outcomes'>;

type Told = Pick<Finding, 'base' | 'git' | 'jira' | 'desired' | 'rule'> & { readonly verdict: ReasonVerdict };

/**
 * What the three states say of every part of a ticket, in the order of the file: fields, comments, time entries, and what
 * else is held. Pure: what was found decides, and what nothing was found of is the same everywhere.
 */
export function statesOf(work: Compared, project: Pick<Project, 'fields'>, texts: JiraTexts): readonly States[] {
  const { plan, matches } = work;
  const seesJira = work.observation.jira.kind === 'present';
  const of = (field: string, told: Told, own: HoldOrigins | null = null) =>
    stated(field, found(work, field) ?? told, work, project, texts, own);
  const fields = project
    .fields()
    .filter(({ place, kind }) => kind === 'text' || place === 'front-matter')
    .map((field) => of(field.name, quietField(field, work)));
  const comments = matches.comments.map((match) => {
    const body = match.git?.comment.body ?? match.base?.text.markdown ?? null;
    const agreed = match.base?.text.markdown ?? null;
    return of(match.ref, (seesJira ? same : unjudged)(agreed, body), said(match.jira));
  });
  const worklogs = matches.worklogs.map((match) => {
    const entry = match.git?.worklog ?? match.base;
    const who = match.jira && { author: match.jira.author, at: match.jira.started };
    return of(match.ref, (seesJira ? same : unjudged)(match.base, entry), said(who));
  });
  const parts = [...fields, ...comments, ...worklogs];
  const known = new Set(parts.map(({ field }) => field));
  const rest = [...plan.findings.map(({ ref }) => ref), ...plan.holds.map(({ field }) => field)];
  return [...parts, ...[...new Set(rest)].filter((ref) => !known.has(ref)).map((ref) => of(ref, same(null, null)))];
}

/** True for what differs, waits, or changed since both sides last agreed: the rest has nothing new to tell. */
export function standsOut({ verdict, hold, base, git }: States): boolean {
  if (hold !== null) return true;
  if (verdict === 'unjudged') return !isSameInGit({ base, git });
  return verdict !== 'same' && verdict !== 'lags';
}

/** True where git says what was agreed; nothing in a file and nothing on record are the same. */
export function isSameInGit({ base, git }: Pick<States, 'base' | 'git'>): boolean {
  return canonical(base ?? '') === canonical(git ?? '');
}

function found(work: Compared, ref: string): Finding | null {
  return work.plan.findings.find((finding) => finding.ref === ref) ?? null;
}

function stated(
  field: string,
  told: Told,
  work: Compared,
  project: Pick<Project, 'fields'>,
  texts: JiraTexts,
  own: HoldOrigins | null,
): States {
  const value = (raw: unknown): RecordedValue => recordedValue(field, raw, project);
  const hold = work.plan.holds.find((each) => each.field === field) ?? null;
  const judged = hold === null ? told.verdict : 'held';
  return {
    field,
    verdict: judged,
    rule: told.rule,
    base: value(told.base),
    git: value(told.git),
    jira: texts.get(field) ?? value(told.jira),
    desired: hold === null ? value(told.desired) : null,
    hold,
    own,
  };
}

/** A field of which a plan found nothing: the same everywhere, or one that is only written along with others. */
function quietField(field: Field, work: Compared): Told {
  const { base, jira } = work.observation;
  const doc = fileOf(work.observation)?.doc ?? null;
  const ticket = jira.kind === 'present' ? jira.ticket : null;
  if (field.kind === 'text') {
    const agreed = base?.texts[field.name]?.markdown ?? null;
    const git = doc?.texts[field.name] ?? null;
    if (ticket === null || doc === null) return unjudged(agreed, git, ticket?.texts[field.name] ?? null);
    return same(agreed, git, work.outcomes.get(field.name));
  }
  const agreed = base?.values[field.name];
  const git = doc?.values[field.name] ?? null;
  const theirs = ticket?.values[field.name] ?? null;
  if (field.passive && !sameValue(git, ticket === null ? agreed : theirs)) {
    return { verdict: 'lags', rule: PASSIVE, base: agreed, git, jira: theirs, desired: theirs };
  }
  if (ticket === null || doc === null) return unjudged(agreed, git, theirs);
  const verdict = compareValues(agreed, git, theirs) === 'converged' && agreed !== undefined ? 'converged' : 'same';
  return { verdict, rule: RULES[verdict], base: agreed, git, jira: theirs, desired: theirs };
}

/** What a text or entry comes to of which nothing was found: both sides say the same words. */
function same(base: unknown, value: unknown, outcome?: TextOutcome): Told {
  const isConverged = outcome?.kind === 'agreed' && outcome.verdict === 'converged' && base !== null;
  const verdict = isConverged ? 'converged' : 'same';
  return { verdict, rule: RULES[verdict], base, git: value, jira: value, desired: value };
}

function unjudged(base: unknown, git: unknown, jira: unknown = null): Told {
  return { verdict: 'unjudged', rule: ONE_SIDE, base, git, jira, desired: null };
}

function said(entry: { readonly author: string; readonly at: string } | null): HoldOrigins | null {
  return entry === null ? null : { git: null, jira: { by: entry.author, at: entry.at, change: null } };
}

const RULES = {
  same: 'both sides agree',
  converged: 'both sides were changed to the same',
} as const;
const PASSIVE = 'written when anything else of the file is';
const ONE_SIDE = 'only one side has the ticket now';
