import { describeChanges } from '../fields/describe-change.ts';
import { partsOf } from '../fields/kinds/project-parts.ts';
import type { Component, User, Version } from '../world/entities.ts';
import { named, recordOf } from '../world/find.ts';
import type { ChangeItem, FieldValues, Issue } from '../world/issue.ts';
import { list } from '../world/issue-values.ts';
import type { Project } from '../world/project.ts';
import { statusesOf } from '../world/workflow.ts';
import type { World } from '../world/world.ts';
import { commitUpdate } from './commit-update.ts';

/**
 * Moves an issue to another project: same id, new key. Type and status change when the new project lacks them;
 * components and versions are kept where one of the same name exists there.
 */
export function moveIssue(world: World, actor: User, issue: Issue, project: Project): Issue {
  const from = recordOf(world.projects, issue.projectId, 'project');
  const typeId = project.typeIds.includes(issue.typeId) ? issue.typeId : (project.typeIds[0] ?? issue.typeId);
  const statuses = statusesOf(project.workflow);
  const statusId = statuses.includes(issue.statusId) ? issue.statusId : project.workflow.initialStatusId;
  const key = `${project.key}-${project.nextNumber}`;
  world.projects.set(project.id, { ...project, nextNumber: project.nextNumber + 1 });
  const values = carriedValues(world, issue, project.id);
  const name = (records: ReadonlyMap<string, { readonly name: string }>, id: string) =>
    recordOf(records, id, 'record').name;
  const items: ChangeItem[] = [
    ...changed('issuetype', issue.typeId, name(world.issueTypes, issue.typeId), typeId, name(world.issueTypes, typeId)),
    ...changed('project', from.id, from.name, project.id, project.name),
    ...changed(
      'status',
      issue.statusId,
      name(world.statuses, issue.statusId),
      statusId,
      name(world.statuses, statusId),
    ),
    ...changed('Workflow', from.id, from.workflow.name, project.id, project.workflow.name),
    { field: 'Key', fieldtype: 'jira', fieldId: null, from: null, fromText: issue.key, to: null, toText: key },
    ...describeChanges(world, project.id, issue.values, values),
  ];
  const after: Issue = { ...issue, key, projectId: project.id, typeId, statusId, values };
  return commitUpdate(world, { actor, before: issue, after, items, cause: 'moved' });
}

function changed(field: string, from: string, fromText: string, to: string, toText: string): readonly ChangeItem[] {
  if (from === to) return [];
  const fieldId = field === 'Workflow' ? null : field;
  return [{ field, fieldtype: 'jira', fieldId, from, fromText, to, toText }];
}

function carriedValues(world: World, issue: Issue, projectId: string): FieldValues {
  const values: Record<string, unknown> = { ...issue.values };
  for (const fieldId of ['components', 'fixVersions', 'versions']) {
    const parts = fieldId === 'components' ? world.components : world.versions;
    const kept = list(issue, fieldId).flatMap((id) => counterpart(parts, id, projectId));
    if (kept.length > 0) values[fieldId] = kept;
    else delete values[fieldId];
  }
  return values;
}

/** The part of the same name in another project. */
function counterpart(
  parts: ReadonlyMap<string, Component | Version>,
  id: string,
  projectId: string,
): readonly string[] {
  const found = named(partsOf(parts, projectId), recordOf(parts, id, 'part').name);
  return found ? [found.id] : [];
}
