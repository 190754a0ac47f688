import { type FieldDefinition, isCustom } from '../fields/field-definition.ts';
import { kindOf } from '../fields/kind-of.ts';
import type { Issue } from '../world/issue.ts';
import { renderChangelog } from './changelog.ts';
import type { FieldChoice } from './field-choice.ts';
import { derivedFields } from './issue-fields.ts';
import { selfLink, type View } from './view.ts';

const expandable = 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations';

export interface IssueParts {
  readonly fields: FieldChoice;
  readonly expand: readonly string[];
  /** Property keys to include, or `*all`. */
  readonly properties: readonly string[];
}

export function renderIssue(issue: Issue, parts: IssueParts, view: View): Record<string, unknown> {
  const definitions = fieldsOf(issue, view).filter((field) => parts.fields(field));
  const names = Object.fromEntries(definitions.map((field) => [field.id, field.name]));
  const schema = Object.fromEntries(definitions.map((field) => [field.id, field.schema]));
  const fields = Object.fromEntries(definitions.map((field) => [field.id, renderField(issue, field, view)]));
  const expands = (name: string) => parts.expand.includes(name);
  return {
    expand: expandable,
    id: issue.id,
    self: selfLink(view, `issue/${issue.id}`),
    key: issue.key,
    ...(expands('renderedFields') ? { renderedFields: renderedFields(issue, definitions, view) } : {}),
    ...(expands('names') ? { names } : {}),
    ...(expands('schema') ? { schema } : {}),
    ...(parts.properties.length > 0 ? { properties: chosenProperties(issue, parts.properties) } : {}),
    ...(expands('changelog') ? { changelog: renderChangelog(issue, view) } : {}),
    ...(definitions.length > 0 ? { fields } : {}),
  };
}

export function renderField(issue: Issue, field: FieldDefinition, view: View): unknown {
  const derived = derivedFields[field.id];
  if (derived) return derived(issue, view);
  const value = issue.values[field.id];
  const kind = kindOf(field);
  return value === undefined || value === null ? (kind.empty ?? null) : kind.render(value, view, field);
}

const TIME_TRACKING: ReadonlySet<string> = new Set(['timetracking', 'worklog']);

/**
 * Fields an issue has: a parent only when it is set, a custom field only for the types it is configured for, and none
 * that the field configuration hides or that time tracking brings, where it is off.
 */
function fieldsOf(issue: Issue, view: View): readonly FieldDefinition[] {
  const { hiddenFields, timeTracking } = view.world.settings;
  return [...view.world.fields.values()].filter((field) => {
    if (hiddenFields.includes(field.id) || (!timeTracking && TIME_TRACKING.has(field.id))) return false;
    if (field.id === 'parent') return issue.values.parent !== undefined;
    return !isCustom(field) || field.typeIds === null || field.typeIds.includes(issue.typeId);
  });
}

function renderedFields(issue: Issue, definitions: readonly FieldDefinition[], view: View): Record<string, unknown> {
  const wiki: View = { ...view, api: '2' };
  const texts = definitions.filter((field) => field.kind === 'text');
  return Object.fromEntries(
    texts.map((field) => [field.id, html(kindOf(field).render(issue.values[field.id] ?? '', wiki, field))]),
  );
}

function html(wiki: unknown): string {
  if (typeof wiki !== 'string') return '';
  const escaped = wiki.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<p>${escaped.replaceAll(/\r?\n/g, '<br/>\n')}</p>`;
}

function chosenProperties(issue: Issue, keys: readonly string[]): Record<string, unknown> {
  if (keys.includes('*all')) return { ...issue.properties };
  return Object.fromEntries(Object.entries(issue.properties).filter(([key]) => keys.includes(key)));
}

/** Everything, as webhooks and a plain `GET /issue` show it. */
export const wholeIssue: IssueParts = { fields: () => true, expand: [], properties: [] };
