import type { Intent } from '../snapshot/intent.ts';
import type { RequestEntry } from '../snapshot/request-entry.ts';
import { requestPath } from '../snapshot/request-file.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ReportItem } from './cycle-report.ts';
import { describeJiraAction } from './describe-action.ts';
import { elementOf } from './intent-subject.ts';
import type { CreateAction } from './jira-action.ts';
import { actionOf, keyOf } from './requests/ledger.ts';
import { twinPath } from './requests/twin.ts';

/**
 * What Jira was asked to make and has not answered: requests, and what a push brought. Each is looked for in the cycles
 * to come, and until then nobody may take the two sides for equal.
 */
export function awaitedItems(snapshot: Snapshot): readonly ReportItem[] {
  const requests = [...snapshot.requests().values()].filter(({ state }) => state === 'sent');
  const intents = snapshot.intents().filter(({ result }) => result === null);
  return [
    ...requests.map((entry) => awaitedItem(snapshot, entry)),
    ...intents.map((intent) => itemOf(placeOfIntent(snapshot, intent), intent.action as CreateAction)),
  ];
}

/** The same of one request: what is to be said of its ticket or file instead of a plan that does not hold yet. */
export function awaitedItem(snapshot: Snapshot, entry: RequestEntry): ReportItem {
  const action = actionOf(entry);
  const key = keyOf(snapshot, entry);
  const path = entry.key === null ? null : twinPath(snapshot.meta.project, entry.key);
  const ref = action.kind === 'create-issue' ? (path ?? requestPath(entry.id)) : (key ?? action.key);
  return itemOf({ ref, key }, action);
}

type Place = Pick<ReportItem, 'ref' | 'key'>;

function placeOfIntent(snapshot: Snapshot, { subject }: Intent): Place {
  const element = elementOf(subject);
  const key = element === null ? null : (snapshot.entryById(element.issue)?.key ?? null);
  return { ref: key ?? subject, key };
}

function itemOf(place: Place, action: CreateAction): ReportItem {
  const what = action.kind === 'create-issue' ? `create "${action.values.title}"` : describeJiraAction(action);
  const reason = `not known yet whether Jira did this: ${what}; it is looked for there, and not sent twice`;
  const nothing = { findings: [], jira: [], git: [], holds: [], approximated: [] };
  return { ...place, situation: 'awaited', ...nothing, failure: { reason, retries: true } };
}
