import { renderChangeItem } from '../render/changelog.ts';
import { renderComment } from '../render/comment.ts';
import { chooseFields } from '../render/field-choice.ts';
import { type IssueParts, renderIssue, wholeIssue } from '../render/issue.ts';
import { renderUser } from '../render/user.ts';
import type { View } from '../render/view.ts';
import { renderWorklog } from '../render/worklog.ts';
import { recordOf } from '../world/find.ts';
import type { ChangeItem, History, Issue } from '../world/issue.ts';
import { isCloud } from '../world/world.ts';
import type { WorldEvent } from '../world/world-event.ts';
import { eventTypeName } from './event-type-name.ts';

export interface WebhookBody {
  readonly webhookEvent: string;
  /** The rest of the document; the timestamp is added when it is sent. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** The documents one event sends, in the minimal shapes of the personality. Texts are wiki markup on both. */
export function bodiesOf(event: WorldEvent, view: View): readonly WebhookBody[] {
  switch (event.kind) {
    case 'issue-created':
      return [
        issueBody('jira:issue_created', event, view, { changelog: changelog(event.items, view, null) }, event.issue),
      ];
    case 'issue-updated':
      return updateBodies(event, view);
    case 'issue-deleted': {
      const members = { user: renderUser(event.actor, view), issue: wholeIssueBody(event.issue, view) };
      return [{ webhookEvent: 'jira:issue_deleted', members }];
    }
    case 'comment-created':
    case 'comment-updated':
    case 'comment-deleted':
      return [commentBody(event, view)];
    case 'worklog-created':
    case 'worklog-updated':
    case 'worklog-deleted':
      return [worklogBody(event, view)];
    case 'link-created':
    case 'link-deleted':
      return [linkBody(event, view)];
    case 'property-set':
    case 'property-deleted':
      return [propertyBody(event)];
  }
}

type UpdateEvent = Extract<WorldEvent, { kind: 'issue-updated' }>;

/**
 * On Server a comment also sends an `issue_updated`, in which `updated` is still the one before the comment; on Cloud
 * it does not. Logged work is `jira:worklog_updated` on Server.
 */
function updateBodies(event: UpdateEvent, view: View): readonly WebhookBody[] {
  const aboutComment = ['commented', 'comment-edited', 'comment-deleted'].includes(event.cause);
  const aboutWork = ['work-logged', 'worklog-updated', 'worklog-deleted'].includes(event.cause);
  if (aboutComment && isCloud(view.world)) return [];
  if (aboutComment) {
    const stale: Issue = { ...event.issue, updatedMs: event.before.updatedMs };
    const comment = event.comment ? { comment: renderComment(event.issue, event.comment, view) } : {};
    return [issueBody('jira:issue_updated', event, view, comment, stale)];
  }
  const name = aboutWork && !isCloud(view.world) ? 'jira:worklog_updated' : 'jira:issue_updated';
  const { history } = event;
  return [issueBody(name, event, view, { changelog: changelog(history?.items ?? [], view, history) }, event.issue)];
}

function issueBody(
  webhookEvent: string,
  event: Extract<WorldEvent, { kind: 'issue-created' | 'issue-updated' }>,
  view: View,
  extras: Readonly<Record<string, unknown>>,
  issue: Issue,
): WebhookBody {
  const members = {
    issue_event_type_name: eventTypeName(event, view.world),
    user: renderUser(event.actor, view),
    issue: livingIssueBody(issue, view),
    ...extras,
  };
  return { webhookEvent, members };
}

/** All fields, though without the list of expansions that the REST API begins an issue with. */
function wholeIssueBody(issue: Issue, view: View, parts: IssueParts = wholeIssue): Record<string, unknown> {
  const { expand: _expand, ...body } = renderIssue(issue, parts, view);
  return body;
}

/** Cloud leaves comments and worklogs out of what it says about living issues. */
function livingIssueBody(issue: Issue, view: View): Record<string, unknown> {
  const withoutPages = chooseFields(['*all', '-comment', '-worklog'], '*all');
  return wholeIssueBody(issue, view, isCloud(view.world) ? { ...wholeIssue, fields: withoutPages } : wholeIssue);
}

function changelog(items: readonly ChangeItem[], view: View, history: History | null): Record<string, unknown> {
  return { id: history?.id ?? view.world.nextId('history'), items: items.map((item) => renderChangeItem(item, view)) };
}

const sixFields = chooseFields(['summary', 'issuetype', 'project', 'assignee', 'priority', 'status'], '*all');

/** Cloud adds a short issue and never a user; Server names the user except for a new comment. */
function commentBody(
  event: Extract<WorldEvent, { comment: object; kind: `comment-${string}` }>,
  view: View,
): WebhookBody {
  const webhookEvent = event.kind.replace('-', '_');
  const comment = renderComment(event.issue, event.comment, view);
  if (!isCloud(view.world)) {
    const user = event.kind === 'comment-created' ? {} : { user: renderUser(event.actor, view) };
    return { webhookEvent, members: { ...user, comment } };
  }
  const { id, self, key, fields } = renderIssue(event.issue, { ...wholeIssue, fields: sixFields }, view);
  return { webhookEvent, members: { comment, issue: { id, self, key, fields } } };
}

/** Only the worklog: neither key nor user, just `issueId`. */
function worklogBody(event: Extract<WorldEvent, { worklog: object }>, view: View): WebhookBody {
  const limits =
    event.kind === 'worklog-updated' || !isCloud(view.world) ? {} : { isFromIssueLimitTransformation: false };
  return {
    webhookEvent: event.kind.replace('-', '_'),
    members: { worklog: renderWorklog(event.worklog, view), ...limits },
  };
}

function linkBody({ kind, link }: Extract<WorldEvent, { link: object }>, view: View): WebhookBody {
  const type = recordOf(view.world.linkTypes, link.typeId, 'link type');
  const issueLinkType = {
    id: Number(type.id),
    name: type.name,
    outwardName: type.outward,
    inwardName: type.inward,
    isSubTaskLinkType: false,
    isSystemLinkType: false,
  };
  const ends = { sourceIssueId: Number(link.inwardId), destinationIssueId: Number(link.outwardId) };
  return {
    webhookEvent: kind === 'link-created' ? 'issuelink_created' : 'issuelink_deleted',
    members: { issueLink: { id: Number(link.id), ...ends, issueLinkType, systemLink: false } },
  };
}

function propertyBody({ kind, issue, key }: Extract<WorldEvent, { key: string }>): WebhookBody {
  const value = kind === 'property-set' ? { value: issue.properties[key] } : {};
  return {
    webhookEvent: kind === 'property-set' ? 'issue_property_set' : 'issue_property_deleted',
    members: { issue: { id: issue.id, key: issue.key }, property: { key, ...value } },
  };
}
