import { getIssue } from '../acts/get-issue.ts';
import type { FieldDefinition } from '../fields/field-definition.ts';
import { renderFieldMeta } from '../fields/field-meta.ts';
import { type Call, listIn, numberIn, ok, type Reply, viewOf } from '../http/call.ts';
import { apiRoute, type Route } from '../http/route.ts';
import { JiraError, refusal } from '../jira-error.ts';
import { renderIssueType } from '../render/catalogue.ts';
import { renderProject } from '../render/project.ts';
import type { IssueType } from '../world/entities.ts';
import { recordOf } from '../world/find.ts';
import { maySet } from '../world/may-set.ts';
import { mayBrowseProject } from '../world/permissions.ts';
import type { Project } from '../world/project.ts';
import { allowed, isCloud, type World } from '../world/world.ts';
import { projectOf } from './projects.ts';

export const fieldMetadataRoutes: readonly Route[] = [
  apiRoute('GET', 'issue/createmeta', oldCreateMeta),
  apiRoute('GET', 'issue/createmeta/:project/issuetypes', createTypes),
  apiRoute('GET', 'issue/createmeta/:project/issuetypes/:type', createFields),
  apiRoute('GET', 'issue/:issue/editmeta', editMeta),
];

/** One page of types; Cloud says `issueTypes`, Data Center `values` with `isLast`. */
function createTypes(call: Call): Reply {
  requireForm(call, 'new');
  const types = typesOf(call.world, projectOf(call)).map((type) => renderIssueType(type, viewOf(call)));
  return page(call, types, 'issueTypes');
}

function createFields(call: Call): Reply {
  requireForm(call, 'new');
  const project = projectOf(call);
  const type = typesOf(call.world, project).find((each) => each.id === call.params.type);
  if (!type) throw refusal(404, 'The issue type does not exist in this project.');
  return page(call, createFieldsOf(call, project, type), 'fields');
}

function page(call: Call, all: readonly unknown[], cloudName: string): Reply {
  const startAt = numberIn(call, 'startAt', 0);
  const maxResults = Math.min(numberIn(call, 'maxResults', 50), 200);
  const shown = all.slice(startAt, startAt + maxResults);
  const total = all.length;
  if (isCloud(call.world)) return ok({ maxResults, startAt, total, [cloudName]: shown });
  return ok({ maxResults, startAt, total, isLast: startAt + shown.length >= total, values: shown });
}

/** `?projectKeys=&expand=projects.issuetypes.fields`, gone in Data Center 9. */
function oldCreateMeta(call: Call): Reply {
  requireForm(call, 'old');
  const keys = [...listIn(call, 'projectKeys'), ...listIn(call, 'projectIds')];
  const projects = [...call.world.projects.values()].filter(
    (project) =>
      mayBrowseProject(call.caller, project) &&
      (keys.length === 0 || keys.includes(project.key) || keys.includes(project.id)),
  );
  const withFields = listIn(call, 'expand').includes('projects.issuetypes.fields');
  const shown = projects.map((project) => ({
    expand: 'issuetypes',
    ...shortProject(call, project),
    issuetypes: typesOf(call.world, project).map((type) => oldType(call, project, type, withFields)),
  }));
  return ok({ expand: 'projects', projects: shown });
}

function shortProject(call: Call, project: Project): Record<string, unknown> {
  const { self, id, key, name, avatarUrls } = renderProject(project, viewOf(call));
  return { self, id, key, name, avatarUrls };
}

function oldType(call: Call, project: Project, type: IssueType, withFields: boolean): Record<string, unknown> {
  const rendered = renderIssueType(type, viewOf(call));
  if (!withFields) return rendered;
  const fields = createFieldsOf(call, project, type).map(({ fieldId, ...field }) => [
    String(field.key ?? fieldId),
    field,
  ]);
  return { ...rendered, expand: 'fields', fields: Object.fromEntries(fields) };
}

function requireForm(call: Call, form: 'old' | 'new'): void {
  const { createMeta } = call.world.settings;
  if (createMeta === form || createMeta === 'both') return;
  throw new JiraError(404, { errorMessages: ['Issue Does Not Exist'], errors: {} });
}

function typesOf(world: World, project: Project): readonly IssueType[] {
  return project.typeIds.map((id) => recordOf(world.issueTypes, id, 'issue type'));
}

function createFieldsOf(call: Call, project: Project, type: IssueType): readonly Record<string, unknown>[] {
  const { world } = call;
  const view = viewOf(call);
  const base = { hasDefaultValue: false, operations: [] };
  const id = (name: string) => (isCloud(world) ? { key: name, fieldId: name } : { fieldId: name });
  const typeField = { required: true, schema: { type: 'issuetype', system: 'issuetype' }, name: 'Issue Type', ...base };
  const projectField = { required: true, schema: { type: 'project', system: 'project' }, name: 'Project', ...base };
  return [
    { ...typeField, ...id('issuetype'), allowedValues: [renderIssueType(type, view)] },
    { ...projectField, ...id('project'), operations: ['set'], allowedValues: [renderProject(project, view)] },
    ...fieldsOn(call, 'create', type.id).map((field) => ({
      ...renderFieldMeta(field, view, project.id, field.required || (field.id === 'parent' && type.subtask)),
      ...id(field.id),
    })),
  ];
}

/** Empty for somebody who may not edit. */
function editMeta(call: Call): Reply {
  const issue = getIssue(call.world, call.caller, call.params.issue ?? '');
  if (call.caller === null || issue.archived || !allowed(call.caller, 'edit-issues')) return ok({ fields: {} });
  const view = viewOf(call);
  const fields = fieldsOn(call, 'edit', issue.typeId).map(
    (field) => [field.id, renderFieldMeta(field, view, issue.projectId, field.required)] as const,
  );
  return ok({ fields: Object.fromEntries([...fields, ...extrasMeta(call)]) });
}

/** What an edit can add besides values. */
function extrasMeta(call: Call): readonly (readonly [string, unknown])[] {
  const meta = (id: string, name: string, schema: Readonly<Record<string, string>>, operations: readonly string[]) =>
    [
      id,
      {
        required: false,
        schema: { ...schema, system: id },
        name,
        ...idOf(call, id),
        hasDefaultValue: false,
        operations,
      },
    ] as const;
  return [
    meta('issuelinks', 'Linked Issues', { type: 'array', items: 'issuelinks' }, ['add']),
    meta('comment', 'Comment', { type: 'comments-page' }, ['add', 'edit', 'remove']),
  ];
}

function idOf(call: Call, fieldId: string): Record<string, string> {
  return isCloud(call.world) ? { key: fieldId } : { fieldId };
}

function fieldsOn(call: Call, screen: 'create' | 'edit', typeId: string): readonly FieldDefinition[] {
  return [...call.world.fields.values()].filter((field) => {
    if (!field.screens.includes(screen) || call.caller === null || !maySet(call.caller, field)) return false;
    return field.typeIds === null || field.typeIds.includes(typeId);
  });
}
