import { userOf } from '../world/find.ts';
import type { ChangeItem, History, Issue } from '../world/issue.ts';
import { isCloud } from '../world/world.ts';
import { renderTime } from './time.ts';
import { renderUser } from './user.ts';
import type { View } from './view.ts';

const cloudPage = 100;

/** `expand=changelog`: on Cloud the newest hundred, newest first; on Server the whole history, oldest first. */
export function renderChangelog(issue: Issue, view: View): Record<string, unknown> {
  const total = issue.history.length;
  const shown = isCloud(view.world) ? [...issue.history].reverse().slice(0, cloudPage) : issue.history;
  return { startAt: 0, maxResults: shown.length, total, histories: shown.map((each) => renderHistory(each, view)) };
}

export function renderHistory(history: History, view: View): Record<string, unknown> {
  return {
    id: history.id,
    author: renderUser(userOf(view.world, history.authorKey), view),
    created: renderTime(history.createdMs, view),
    items: history.items.map((item) => renderChangeItem(item, view)),
  };
}

/** Only Cloud names the field's id. */
export function renderChangeItem(item: ChangeItem, view: View): Record<string, unknown> {
  return {
    field: item.field,
    fieldtype: item.fieldtype,
    ...(item.fieldId !== null && isCloud(view.world) ? { fieldId: item.fieldId } : {}),
    from: item.from,
    fromString: item.fromText,
    to: item.to,
    toString: item.toText,
  };
}
