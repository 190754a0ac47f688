import { canonicalSet } from '../../src/model/canonical.ts';
import { BUILT_IN_FIELDS } from '../../src/model/field-table.ts';
import type { Value, Values } from '../../src/model/value.ts';
import type { CreateAction, JiraAction } from '../../src/reconciler/jira-action.ts';
import type { Receipt } from '../../src/reconciler/jira-side.ts';
import type { JiraTicket } from '../../src/reconciler/jira-ticket.ts';
import { members } from '../../src/reconciler/policy.ts';

type OnIssue = Exclude<JiraAction, { kind: 'create-issue' }>;
type Applied = { readonly ticket: JiraTicket; readonly receipt: Receipt };

/** When Jira takes whatever it is sent: all in the same second. */
const THEN = '2026-02-20T12:00:00Z';

/** A Jira of one issue as a plain value: what an action makes of it, and what Jira answers. A workflow adds its own. */
export function applyJiraAction(ticket: JiraTicket | null, action: JiraAction): Applied {
  if (action.kind === 'create-issue') return createIssue(action);
  if (ticket === null) throw new Error(`there is no issue for ${action.kind}`);
  const id = 'uid' in action ? action.uid : null;
  const values = { ...ticket.values, updated: THEN };
  const touched = { ...ticket, updated: THEN.replace('Z', '.000+0000'), values };
  return { ticket: applyToIssue(touched, action), receipt: { id, key: null } };
}

/** Ids come from the uid, so that they do not depend on the order of creates. */
function createIssue(action: Extract<CreateAction, { kind: 'create-issue' }>): Applied {
  const empty = Object.fromEntries(BUILT_IN_FIELDS.map(({ name }) => [name, null]));
  const born = { status: 'To Do', priority: 'Medium', reporter: 'svc', created: THEN, updated: THEN };
  const ticket: JiraTicket = {
    id: '10001',
    key: 'APP-1',
    updated: THEN.replace('Z', '.000+0000'),
    values: { ...empty, ...born, ...action.values },
    texts: { description: null, ...action.texts },
    comments: [],
    worklogs: [],
    hides: [],
    linkIds: {},
    changedBy: null,
  };
  return { ticket, receipt: { id: ticket.id, key: ticket.key } };
}

function applyToIssue(ticket: JiraTicket, action: OnIssue): JiraTicket {
  switch (action.kind) {
    case 'update-issue':
      return update(ticket, action);
    case 'delete-issue':
      return ticket;
    case 'transition':
      return { ...ticket, values: { ...ticket.values, ...workflow(ticket.values, action), status: action.to } };
    case 'add-link':
      return {
        ...ticket,
        values: { ...ticket.values, links: patched(ticket.values.links ?? null, [action.link], []) },
        linkIds: { ...ticket.linkIds, [action.link]: `link of ${action.link}` },
      };
    case 'remove-link':
      return {
        ...ticket,
        values: { ...ticket.values, links: patched(ticket.values.links ?? null, [], [action.link]) },
      };
    case 'add-comment': {
      const comment = { id: action.uid, author: action.author, at: THEN, body: action.body };
      return { ...ticket, comments: [...ticket.comments, comment] };
    }
    case 'edit-comment':
      return { ...ticket, comments: edited(ticket.comments, action.comment, { body: action.body }) };
    case 'remove-comment':
      return { ...ticket, comments: without(ticket.comments, action.comment) };
    case 'add-worklog': {
      const { uid: id, author, seconds, started, comment } = action;
      return { ...ticket, worklogs: [...ticket.worklogs, { id, author, seconds, started, comment }] };
    }
    case 'edit-worklog': {
      const { seconds, started, comment } = action;
      return { ...ticket, worklogs: edited(ticket.worklogs, action.worklog, { seconds, started, comment }) };
    }
    case 'remove-worklog':
      return { ...ticket, worklogs: without(ticket.worklogs, action.worklog) };
  }
}

function update(ticket: JiraTicket, action: Extract<JiraAction, { kind: 'update-issue' }>): JiraTicket {
  const sets = Object.entries(action.sets).map(([name, patch]): [string, Value] => [
    name,
    patched(ticket.values[name] ?? null, patch.add, patch.remove),
  ]);
  const values = { ...ticket.values, ...action.values, ...Object.fromEntries(sets) };
  return { ...ticket, values, texts: { ...ticket.texts, ...action.texts } };
}

/** What is done has a resolution, and what is open has none. */
function workflow(values: Values, action: Extract<JiraAction, { kind: 'transition' }>): Values {
  if (action.to !== 'Done') return { resolution: null };
  return { resolution: action.values.resolution ?? values.resolution ?? 'Done' };
}

function patched(value: Value, add: readonly string[], remove: readonly string[]): Value {
  const left = [...members(value), ...add].filter((member) => !remove.includes(member));
  return left.length === 0 ? null : canonicalSet(left);
}

function edited<E extends { readonly id: string }>(elements: readonly E[], id: string, edit: Partial<E>): readonly E[] {
  if (!elements.some((element) => element.id === id)) throw new Error(`there is no ${id} to edit`);
  return elements.map((element) => (element.id === id ? { ...element, ...edit } : element));
}

function without<E extends { readonly id: string }>(elements: readonly E[], id: string): readonly E[] {
  if (!elements.some((element) => element.id === id)) throw new Error(`there is no ${id} to remove`);
  return elements.filter((element) => element.id !== id);
}
