import type { Intent } from '../snapshot/intent.ts';
import { elementOf, subjectOf } from './intent-subject.ts';
import type { CreateAction } from './jira-action.ts';
import type { TicketPlan } from './plan.ts';
import type { Work } from './work.ts';

/** The intent that stands for a planned create: found by what in git it belongs to, whatever uid was minted now. */
export function intentFor(intents: readonly Intent[], plan: TicketPlan, action: CreateAction): Intent | null {
  const subject = subjectOf(plan.path, action);
  return intents.find((intent) => intent.subject === subject) ?? null;
}

/** New intents for the creates of these plans that have none yet. */
export function newIntents(works: readonly Work[], standing: readonly Intent[], atMs: number): readonly Intent[] {
  return works.flatMap((work) =>
    work.plan.jira.flatMap((action): readonly Intent[] => {
      if (!('uid' in action) || intentFor(standing, work.plan, action) !== null) return [];
      const subject = subjectOf(work.plan.path, action);
      const known = knownIds(work, action);
      return [{ uid: action.uid, action, subject, atMs, known, ...sourceOf(work, action), result: null }];
    }),
  );
}

/** Intents of a ticket that its plan no longer asks for: what they were for was changed or taken back meanwhile. */
export function orphanedIntents(intents: readonly Intent[], plan: TicketPlan): readonly Intent[] {
  // Intents of new files belong to no issue yet, and neither does a ticket on which nothing is agreed.
  const owner = plan.base?.id ?? null;
  const wanted = new Set(plan.jira.flatMap((action) => ('uid' in action ? [subjectOf(plan.path, action)] : [])));
  if (saysNothing(plan)) return [];
  return intents.filter(({ subject, result }) => {
    const element = elementOf(subject);
    // A file that was created has its ticket's name by now, whatever the intent says.
    const isBirth = element === null && result !== null && result.id === owner;
    const isElement = owner !== null && element?.issue === owner;
    return (subject === plan.path || isElement || isBirth) && !wanted.has(subject);
  });
}

/** A plan that could not look at one of the sides: what was begun may be there all the same, and shows up with it. */
function saysNothing({ situation, forget, holds }: TicketPlan): boolean {
  // A file that waits is still to become what its create made.
  if (situation === 'new-in-git' && holds.some(({ kind }) => kind === 'conflict')) return true;
  if (situation === 'missing-in-jira' || situation === 'broken-in-git') return true;
  return (situation === 'gone-from-jira' || situation === 'unknown-to-jira') && holds.length > 0 && !forget;
}

/** The file may be edited before Jira's answer is on record: what was sent is what it said then. */
function sourceOf({ observation: { git } }: Work, { kind }: CreateAction): Pick<Intent, 'blob'> {
  return kind === 'create-issue' && git.kind === 'ticket' ? { blob: git.blob } : {};
}

/** What is there already cannot be what this create is about to make. */
function knownIds({ observation }: Work, action: CreateAction): readonly string[] {
  if (observation.jira.kind !== 'present' || action.kind === 'create-issue') return [];
  const { comments, worklogs } = observation.jira.ticket;
  return (action.kind === 'add-comment' ? comments : worklogs).map(({ id }) => id);
}
