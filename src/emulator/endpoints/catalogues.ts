import { isCustom } from '../fields/field-definition.ts';
import { type Call, ok, type Reply, viewOf } from '../http/call.ts';
import { apiRoute, type Route } from '../http/route.ts';
import { refusal } from '../jira-error.ts';
import {
  categoryKeys,
  renderCategory,
  renderIssueType,
  renderLinkType,
  renderPriority,
  renderResolution,
  renderStatus,
} from '../render/catalogue.ts';
import type { View } from '../render/view.ts';
import { isCloud } from '../world/world.ts';

export const catalogueRoutes: readonly Route[] = [
  apiRoute('GET', 'field', fields),
  apiRoute('GET', 'statuscategory', (call) => ok(categoryKeys.map((key) => renderCategory(key, viewOf(call))))),
  apiRoute('GET', 'status', (call) => all(call, call.world.statuses, renderStatus)),
  apiRoute('GET', 'status/:id', (call) => one(call, call.world.statuses, renderStatus, 'status')),
  apiRoute('GET', 'priority', (call) => all(call, call.world.priorities, renderFullPriority)),
  apiRoute('GET', 'priority/:id', (call) => one(call, call.world.priorities, renderFullPriority, 'priority')),
  apiRoute('GET', 'resolution', (call) => all(call, call.world.resolutions, renderResolution)),
  apiRoute('GET', 'resolution/:id', (call) => one(call, call.world.resolutions, renderResolution, 'resolution')),
  apiRoute('GET', 'issuetype', (call) => all(call, call.world.issueTypes, renderIssueType)),
  apiRoute('GET', 'issuetype/:id', (call) => one(call, call.world.issueTypes, renderIssueType, 'issue type')),
  apiRoute('GET', 'issueLinkType', linkTypes),
  apiRoute('GET', 'issueLinkType/:id', (call) => one(call, call.world.linkTypes, renderLinkType, 'issue link type')),
];

function all<T>(call: Call, records: ReadonlyMap<string, T>, render: (record: T, view: View) => unknown): Reply {
  const view = viewOf(call);
  return ok([...records.values()].map((record) => render(record, view)));
}

function one<T extends { readonly id: string; readonly name: string }>(
  call: Call,
  records: ReadonlyMap<string, T>,
  render: (record: T, view: View) => unknown,
  noun: string,
): Reply {
  const wanted = call.params.id ?? '';
  const record = records.get(wanted) ?? [...records.values()].find((each) => each.name === wanted);
  if (record) return ok(render(record, viewOf(call)));
  throw refusal(404, `The ${noun} with id '${wanted}' does not exist`);
}

function renderFullPriority(priority: Parameters<typeof renderPriority>[0], view: View): Record<string, unknown> {
  const { statusColor, description } = priority;
  return { ...renderPriority(priority, view), statusColor, description };
}

function linkTypes(call: Call): Reply {
  const view = viewOf(call);
  return ok({ issueLinkTypes: [...call.world.linkTypes.values()].map((type) => renderLinkType(type, view)) });
}

function fields(call: Call): Reply {
  return ok(
    [...call.world.fields.values()].map((field) => ({
      id: field.id,
      ...(isCloud(call.world) ? { key: field.id } : {}),
      name: field.name,
      custom: isCustom(field),
      orderable: field.orderable,
      navigable: field.navigable,
      searchable: field.searchable,
      clauseNames: field.clauseNames,
      ...(field.schema ? { schema: field.schema } : {}),
    })),
  );
}
