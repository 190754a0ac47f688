import { bodyOf, type Call, expandedProperties, numberIn, ok, type Reply, signedIn, viewOf } from '../http/call.ts';
import { apiRoute, type Route } from '../http/route.ts';
import { refusal } from '../jira-error.ts';
import { isVisible } from '../render/comment.ts';
import { selfLink } from '../render/view.ts';
import { mayBrowse } from '../world/permissions.ts';
import { type FeedEntry, isCloud } from '../world/world.ts';
import { showWorklog } from './worklogs.ts';

const pageSize = 1000;

export const worklogFeedRoutes: readonly Route[] = [
  apiRoute('GET', 'worklog/updated', (call) => feed(call, 'updated')),
  apiRoute('GET', 'worklog/deleted', (call) => feed(call, 'deleted')),
  apiRoute('POST', 'worklog/list', list),
];

/**
 * Of the whole site, oldest first, a thousand a page; what is younger than a minute is withheld. Entries of the same
 * instant are never parted, because the next page starts at the instant where this one ends.
 */
function feed(call: Call, name: 'updated' | 'deleted'): Reply {
  const { world } = call;
  signedIn(call);
  const since = numberIn(call, 'since', 0);
  const untilMs = world.now() - world.settings.worklogFeedDelayMs;
  const due = [...world.worklogFeed[name].values()].filter((entry) => entry.atMs >= since && entry.atMs <= untilMs);
  due.sort((a, b) => a.atMs - b.atMs || Number(a.worklogId) - Number(b.worklogId));
  const page = due.filter((entry, index) => index < pageSize || entry.atMs === due[pageSize - 1]?.atMs);
  const last = page.length === due.length;
  const until = page.at(-1)?.atMs ?? Math.max(since, untilMs);
  const self = (from: number) => selfLink(viewOf(call), `worklog/${name}?since=${from}`);
  return ok({
    values: page.map((entry) => renderEntry(entry, call)),
    since,
    until,
    self: self(since),
    ...(last ? {} : { nextPage: self(until) }),
    [world.settings.lastPageSpelling]: last,
  });
}

function renderEntry(entry: FeedEntry, call: Call): Record<string, unknown> {
  const issue = call.world.issues.byId(call.world.issueOfWorklog.get(entry.worklogId) ?? '');
  const worklog = issue?.worklogs.find((each) => each.id === entry.worklogId);
  const properties = isCloud(call.world)
    ? { properties: [], ...expandedProperties(call, worklog?.properties ?? {}) }
    : {};
  return { worklogId: Number(entry.worklogId), updatedTime: entry.atMs, ...properties };
}

/** At most a thousand by id; those that cannot be seen are left out without a word. */
function list(call: Call): Reply {
  const ids = bodyOf(call).ids;
  if (!Array.isArray(ids)) throw refusal(400, 'Worklog ids are required.');
  if (ids.length > pageSize) throw refusal(400, 'Too many worklog ids: at most 1000 are allowed.');
  const view = viewOf(call);
  return ok(
    ids.map(String).flatMap((id) => {
      const issue = call.world.issues.byId(call.world.issueOfWorklog.get(id) ?? '');
      const worklog = issue?.worklogs.find((each) => each.id === id);
      if (!issue || !worklog || !mayBrowse(call.world, call.caller, issue) || !isVisible(worklog.visibility, view))
        return [];
      return [showWorklog(call, worklog)];
    }),
  );
}
