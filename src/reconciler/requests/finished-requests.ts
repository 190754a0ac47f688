import type { Intent } from '../../snapshot/intent.ts';
import type { Oid } from '../../snapshot/object-store.ts';
import type { RequestEntry } from '../../snapshot/request-entry.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { CreateAction } from '../jira-action.ts';
import type { Work } from '../work.ts';
import { actionOf, issueOf, requestId } from './ledger.ts';
import { keyOfTwin } from './twin.ts';

/**
 * What the ledger learns when a cycle is put on record with `commit`: what was asked for and is in git now, and the
 * offline tickets that the cycle created, so that whoever asks for one of them once more gets the same.
 */
export function finishedRequests(
  snapshot: Snapshot,
  works: readonly Work[],
  commit: Oid | null,
  atMs: number,
): readonly RequestEntry[] {
  const settled = works.filter((work) => work.failure === null);
  const made = madeRequests(snapshot);
  const pulled = settled.flatMap((work) =>
    pulledRequests(made, work).map((entry): RequestEntry => {
      return { ...entry, state: 'done', commit: work.plan.git.length > 0 ? commit : null };
    }),
  );
  return [...pulled, ...settled.flatMap((work) => createdOffline(snapshot, work, commit, atMs))];
}

/** The requests that Jira carried out and that git may not have yet: few, whatever the length of the ledger. */
export function madeRequests(snapshot: Snapshot): readonly RequestEntry[] {
  return [...snapshot.requests().values()].filter(({ state }) => state === 'made');
}

/** Those of them that are about this ticket and that its cycle brings into git. */
export function pulledRequests(made: readonly RequestEntry[], work: Work): readonly RequestEntry[] {
  const { base } = work.plan;
  return base === null ? [] : made.filter((entry) => issueOf(entry) === base.id && isAgreed(work, entry));
}

/** Who asked for a comment or a time entry. */
export function authorOfRequest(entry: RequestEntry): readonly string[] {
  const action = actionOf(entry);
  return action.kind === 'create-issue' ? [] : [action.author];
}

/** Both sides have it, or Jira has it no more. */
function isAgreed({ plan, observation }: Work, entry: RequestEntry): boolean {
  const { kind } = actionOf(entry);
  if (kind === 'create-issue') return true;
  const part = kind === 'add-worklog' ? 'worklogs' : 'comments';
  const has = (elements: readonly { readonly id: string }[]) => elements.some(({ id }) => id === entry.result?.id);
  const isGone = observation.jira.kind === 'present' && !has(observation.jira.ticket[part]);
  return isGone || has(plan.base?.[part] ?? []);
}

function createdOffline(snapshot: Snapshot, { plan }: Work, commit: Oid | null, atMs: number): readonly RequestEntry[] {
  const intent = offlineBirth(snapshot, plan);
  const key = intent === null ? null : keyOfTwin(intent.subject);
  if (key === null || intent === null || plan.base === null) return [];
  const { id, key: issue, texts: agreed } = plan.base;
  const texts = Object.fromEntries(Object.entries(agreed).map(([name, { markdown }]) => [name, markdown]));
  const sent = Object.fromEntries(Object.entries(agreed).map(([name, { jira }]) => [name, jira]));
  const action = { ...(intent.action as CreateAction), texts: sent };
  const made = { id: requestId(key), key, digest: '', action, texts, line: null, known: [], atMs };
  return [{ ...made, state: 'done', result: { id, key: issue }, commit }];
}

/**
 * The create of the offline file that became this ticket, while it is not on record as carried out; null where there is
 * none. The file may be gone, or have its ticket's name, by the time that Jira's answer is known.
 */
export function offlineBirth(snapshot: Snapshot, { path, base }: Work['plan']): Intent | null {
  if (base === null) return null;
  const births = snapshot.intents().filter(({ subject }) => keyOfTwin(subject) !== null);
  return births.find(({ subject, result }) => subject === path || result?.id === base.id) ?? null;
}
