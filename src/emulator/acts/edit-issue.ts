import { changeItem, describeChanges } from '../fields/describe-change.ts';
import type { FieldDefinition } from '../fields/field-definition.ts';
import { isRecord } from '../fields/field-kind.ts';
import { JiraError, refusal } from '../jira-error.ts';
import type { User } from '../world/entities.ts';
import { recordOf } from '../world/find.ts';
import type { ChangeItem, Issue } from '../world/issue.ts';
import { allowed, type World } from '../world/world.ts';
import { applyExtras } from './apply-extras.ts';
import { commitUpdate, storeIssue } from './commit-update.ts';
import { readType } from './create-issue.ts';
import { readChanges, type WireChanges } from './read-changes.ts';
import { readProperties } from './read-properties.ts';

export interface EditRequest extends WireChanges {
  readonly properties?: unknown;
}

/** Changes fields: all of them, or none when one is refused. An edit that changes nothing leaves `updated` alone. */
export function editIssue(
  world: World,
  actor: User,
  issue: Issue,
  request: EditRequest,
  api: '2' | '3',
  anyScreen = false,
): Issue {
  if (!allowed(actor, 'edit-issues')) throw refusal(403, 'You do not have permission to edit issues in this project.');
  if (isEmpty(request))
    throw new JiraError(400, { errorMessages: ["one of 'fields' or 'update' required"], errors: {} });
  const enforced = world.settings.enforceEditScreen && !anyScreen;
  const isOnScreen = (field: FieldDefinition) =>
    enforced ? field.screens.includes('edit') : field.kind !== 'readonly';
  const typeId = readNewType(world, issue, request);
  const scope = { world, actor, api, projectId: issue.projectId, typeId, before: issue.values, isOnScreen };
  const { values, extras } = readChanges(request, scope, ['issuetype']);
  const properties = { ...issue.properties, ...readProperties(request.properties) };
  const items = [
    ...describeChanges(world, issue.projectId, issue.values, values),
    ...typeItems(world, issue.typeId, typeId),
  ];
  const after: Issue = { ...issue, values, typeId, properties };
  const cause = items.length === 1 && items[0]?.fieldId === 'assignee' ? 'assigned' : 'edited';
  const committed =
    items.length > 0 ? commitUpdate(world, { actor, before: issue, after, items, cause }) : keepQuietly(world, after);
  return applyExtras(world, actor, committed, extras, api);
}

function isEmpty(request: EditRequest): boolean {
  const parts = [request.fields, request.update, request.properties];
  return parts.every((part) => part === undefined || part === null || Object.keys(part).length === 0);
}

function readNewType(world: World, issue: Issue, request: EditRequest): string {
  const fields = isRecord(request.fields) ? request.fields : {};
  if (fields.issuetype === undefined) return issue.typeId;
  return readType(world, recordOf(world.projects, issue.projectId, 'project'), fields.issuetype).id;
}

function typeItems(world: World, before: string, after: string): readonly ChangeItem[] {
  if (before === after) return [];
  const side = (id: string) => ({ id, text: recordOf(world.issueTypes, id, 'issue type').name });
  return [changeItem(world, recordOf(world.fields, 'issuetype', 'field'), side(before), side(after))];
}

function keepQuietly(world: World, issue: Issue): Issue {
  storeIssue(world, issue);
  return issue;
}
