import { describeChanges } from '../fields/describe-change.ts';
import { isRecord, referenceIn } from '../fields/field-kind.ts';
import { fieldRefusal } from '../jira-error.ts';
import type { IssueType, User } from '../world/entities.ts';
import { findProject, named, recordOf } from '../world/find.ts';
import type { ChangeItem, FieldValues, Issue } from '../world/issue.ts';
import { mayBrowseProject } from '../world/permissions.ts';
import type { Project } from '../world/project.ts';
import { allowed, isCloud, type World } from '../world/world.ts';
import { announce } from '../world/world-event.ts';
import { applyExtras } from './apply-extras.ts';
import { storeIssue, updatedAt } from './commit-update.ts';
import { readChanges, type WireChanges } from './read-changes.ts';
import { readProperties } from './read-properties.ts';

export interface CreateRequest extends WireChanges {
  readonly properties?: unknown;
}

/** Makes an issue in the first status of the project's workflow. There is no idempotency key: twice makes two. */
export function createIssue(
  world: World,
  actor: User,
  request: CreateRequest,
  api: '2' | '3',
  anyScreen = false,
): Issue {
  const fields = isRecord(request.fields) ? request.fields : {};
  const project = readProject(world, actor, fields.project);
  if (!allowed(actor, 'create-issues')) {
    throw fieldRefusal({ project: 'You do not have permission to create issues in this project.' });
  }
  const type = readType(world, project, fields.issuetype);
  const scope = {
    world,
    actor,
    api,
    projectId: project.id,
    typeId: type.id,
    before: {},
    isOnScreen: (field: { readonly screens: readonly string[] }) => anyScreen || field.screens.includes('create'),
  };
  const { values, extras } = readChanges(request, scope, ['project', 'issuetype']);
  requireFields(world, type, values);
  const properties = readProperties(request.properties);
  const issue = newIssue(world, actor, project, type, { reporter: actor.key, ...defaults(world), ...values });
  const withProperties: Issue = { ...issue, properties };
  world.projects.set(project.id, { ...project, nextNumber: project.nextNumber + 1 });
  storeIssue(world, withProperties);
  announce(world.listeners, {
    kind: 'issue-created',
    actor,
    issue: withProperties,
    items: creationItems(world, withProperties),
  });
  return applyExtras(world, actor, withProperties, extras, api);
}

function newIssue(world: World, actor: User, project: Project, type: IssueType, values: FieldValues): Issue {
  const nowMs = world.now();
  return {
    id: world.nextId('issue'),
    key: `${project.key}-${project.nextNumber}`,
    projectId: project.id,
    typeId: type.id,
    statusId: project.workflow.initialStatusId,
    creatorKey: actor.key,
    createdMs: nowMs,
    updatedMs: updatedAt(world, nowMs),
    resolvedMs: null,
    statusChangedMs: nowMs,
    values,
    timeSpentSeconds: null,
    comments: [],
    worklogs: [],
    history: [],
    properties: {},
    attachments: [],
    archived: false,
    visibleTo: null,
  };
}

function defaults(world: World): FieldValues {
  const priority = named(world.priorities.values(), 'Medium') ?? [...world.priorities.values()][0];
  return priority ? { priority: priority.id } : {};
}

function readProject(world: World, actor: User, wire: unknown): Project {
  const reference = referenceIn(wire, ['id', 'key']);
  const project = reference && findProject(world, reference.value);
  if (project && mayBrowseProject(actor, project)) return project;
  throw fieldRefusal({ project: isCloud(world) ? 'Specify a valid project ID or key' : 'valid project is required' });
}

/** The type with this id or name among those of the project. */
export function readType(world: World, project: Project, wire: unknown): IssueType {
  const reference = referenceIn(wire, ['id', 'name']);
  const types = project.typeIds.map((id) => recordOf(world.issueTypes, id, 'issue type'));
  const found =
    reference?.member === 'id'
      ? types.find((each) => each.id === reference.value)
      : named(types, reference?.value ?? '');
  if (found) return found;
  throw fieldRefusal({ issuetype: isCloud(world) ? 'Specify a valid issue type' : 'valid issue type is required' });
}

function requireFields(world: World, type: IssueType, values: FieldValues): void {
  const errors: Record<string, string> = {};
  if (values.summary === undefined) errors.summary = 'You must specify a summary of the issue.';
  for (const field of world.fields.values()) {
    const applies = field.typeIds === null || field.typeIds.includes(type.id);
    if (field.required && applies && values[field.id] === undefined) errors[field.id] ??= `${field.name} is required.`;
  }
  if (type.subtask && values.parent === undefined) {
    errors.parent = 'Issue type is a sub-task but parent issue key or id not specified.';
  }
  if (Object.keys(errors).length > 0) throw fieldRefusal(errors);
}

/** What the webhook of a creation lists; the changelog of the issue stays empty. */
function creationItems(world: World, issue: Issue): readonly ChangeItem[] {
  const status = recordOf(world.statuses, issue.statusId, 'status');
  const item = {
    field: 'Status',
    fieldtype: 'jira',
    fieldId: 'status',
    from: null,
    fromText: null,
    to: status.id,
    toText: status.name,
  } as const;
  return [...describeChanges(world, issue.projectId, {}, issue.values), item];
}
