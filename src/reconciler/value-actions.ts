import { type Field, isSetKind } from '../model/field.ts';
import type { JiraText } from '../model/text/jira-text.ts';
import type { Value } from '../model/value.ts';
import type { JiraAction, SetPatch } from './jira-action.ts';
import type { JiraTicket } from './jira-ticket.ts';
import { patchSet } from './plan-values.ts';

/**
 * Puts the desired values of one issue into actions, in the order Jira wants them: one edit with all plain fields,
 * then the workflow, then the links. A resolution travels with a status change, else it is an edit of its own.
 */
export function valueActions(
  ticket: JiraTicket,
  wanted: ReadonlyMap<Field, Value>,
  texts: Readonly<Record<string, JiraText | null>>,
): readonly JiraAction[] {
  const on = { id: ticket.id, key: ticket.key };
  const values: Record<string, Value> = {};
  const sets: Record<string, SetPatch> = {};
  const onScreen: Record<string, Value> = {};
  const links: JiraAction[] = [];
  const moves = [...wanted.keys()].some((field) => field.name === 'status');
  for (const [field, desired] of wanted) {
    const jira = ticket.values[field.name] ?? null;
    if (field.via === 'links') links.push(...linkActions(ticket, patchSet(jira, desired)));
    else if (field.via === 'transition' && moves) onScreen[field.name] = desired;
    else if (isSetKind(field.kind)) sets[field.name] = patchSet(jira, desired);
    else values[field.name] = desired;
  }
  const { status, ...screen } = onScreen;
  const edits = Object.keys(values).length + Object.keys(sets).length + Object.keys(texts).length > 0;
  const update: JiraAction = { ...on, kind: 'update-issue', values, sets, texts, reason: 'edited in git' };
  const from = String(ticket.values.status ?? '');
  const move: JiraAction = {
    ...on,
    kind: 'transition',
    from,
    to: String(status),
    values: screen,
    reason: 'moved in git',
  };
  return [...(edits ? [update] : []), ...(moves ? [move] : []), ...links];
}

function linkActions(ticket: JiraTicket, patch: SetPatch): readonly JiraAction[] {
  const on = { id: ticket.id, key: ticket.key };
  const added = patch.add.map((link): JiraAction => ({ ...on, kind: 'add-link', link, reason: 'linked in git' }));
  const removed = patch.remove.flatMap((link): JiraAction[] => {
    const linkId = ticket.linkIds[link];
    return linkId === undefined ? [] : [{ ...on, kind: 'remove-link', link, linkId, reason: 'unlinked in git' }];
  });
  return [...added, ...removed];
}
