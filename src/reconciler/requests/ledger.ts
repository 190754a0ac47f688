import { fingerprint } from '../../model/fingerprint.ts';
import type { RequestEntry } from '../../snapshot/request-entry.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { CreateAction } from '../jira-action.ts';

/** The name of a request in the ledger. A key may hold anything; its fingerprint is a safe path. */
export function requestId(key: string): string {
  return fingerprint(['request', key]);
}

/** What the request asked Jira for. */
export function actionOf(entry: RequestEntry): CreateAction {
  return entry.action as CreateAction;
}

/** The id of the issue that an entry is about; null for a ticket that Jira is not known to have made. */
export function issueOf(entry: RequestEntry): string | null {
  const action = actionOf(entry);
  return action.kind === 'create-issue' ? (entry.result?.id ?? null) : action.id;
}

/** The key by which that issue is known now; null where there is none. */
export function keyOf(snapshot: Snapshot, entry: RequestEntry): string | null {
  const action = actionOf(entry);
  const first = action.kind === 'create-issue' ? (entry.result?.key ?? null) : action.key;
  return snapshot.entryById(issueOf(entry) ?? '')?.key ?? first;
}
