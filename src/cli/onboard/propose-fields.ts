import { BUILT_IN_FIELDS } from '../../model/field-table.ts';
import type { CUSTOM_KINDS } from '../../model/project-config-schema.ts';

export type CustomKind = (typeof CUSTOM_KINDS)[number];

/** A custom field as `GET /field` lists it. `projectId` is set where it belongs to one project only. */
export type JiraField = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly items: string | null;
  readonly custom: string;
  readonly projectId: string | null;
  /** Where the project has it: `to create and edit, in 3 of 20 issues`; empty where that is not known. */
  readonly found: string;
};

/** A line for `fields` of the configuration; `kind` is null for `epic`, `sprint` and `points`, whose kind is known. */
export type MappedField = {
  readonly name: string;
  readonly id: string;
  readonly kind: CustomKind | null;
  readonly jiraName: string;
  readonly found: string;
};

/** A custom field of a type that Tract does not know. */
export type UnknownField = { readonly name: string; readonly id: string; readonly type: string };

const SPRINT = 'com.pyxis.greenhopper.jira:gh-sprint';
const EPIC_LINK = 'com.pyxis.greenhopper.jira:gh-epic-link';
const POINTS = 'com.pyxis.greenhopper.jira:jsw-story-points';
const POINT_NAMES = ['story points', 'story point estimate'];

/**
 * Finds epic, sprint and points among the custom fields by what Jira says they are, and a name and a kind for every
 * other that Tract can sync. On Cloud an epic is the parent, so its old field is left alone.
 */
export function proposeFields(all: readonly JiraField[], flavor: 'cloud' | 'server'): readonly MappedField[] {
  const special = [
    builtIn('epic', flavor === 'server' ? all.find(({ custom }) => custom === EPIC_LINK) : undefined),
    builtIn(
      'sprint',
      all.find(({ custom }) => custom === SPRINT),
    ),
    builtIn('points', pointsOf(all)),
  ].flat();
  const taken = new Set(BUILT_IN_FIELDS.map(({ name }) => name));
  const others = all.flatMap((field) => {
    const kind = kindOf(field);
    if (kind === null || special.some(({ id }) => id === field.id)) return [];
    const name = freeName(field, taken);
    taken.add(name);
    return [{ name, id: field.id, kind, jiraName: field.name, found: field.found }];
  });
  return [...special, ...others];
}

/** What of them cannot be synced, but for what agile boards keep for themselves. */
export function unknownFields(all: readonly JiraField[], flavor: 'cloud' | 'server'): readonly UnknownField[] {
  const known = new Set(proposeFields(all, flavor).map(({ id }) => id));
  const unknown = all.filter(({ id, custom }) => !known.has(id) && !custom.startsWith('com.pyxis.greenhopper.jira:'));
  return unknown.map(({ id, name, custom }) => ({ name, id, type: custom.slice(custom.lastIndexOf(':') + 1) }));
}

/** The project's own field goes before the site's: a team-managed project has one of its own. */
function pointsOf(all: readonly JiraField[]): JiraField | undefined {
  const numbers = all.filter(({ type }) => type === 'number');
  const byName = numbers.filter(({ name }) => POINT_NAMES.includes(name.toLowerCase()));
  return (
    byName.find(({ projectId }) => projectId !== null) ?? numbers.find(({ custom }) => custom === POINTS) ?? byName[0]
  );
}

function builtIn(name: string, field: JiraField | undefined): readonly MappedField[] {
  return field === undefined ? [] : [{ name, id: field.id, kind: null, jiraName: field.name, found: field.found }];
}

function kindOf({ type, items, custom }: JiraField): CustomKind | null {
  if (type === 'array') return ARRAY_KINDS[items ?? ''] ?? null;
  // What agile boards keep for themselves (rank, epic colour) is nothing to edit in a file.
  if (custom.startsWith('com.pyxis.greenhopper.jira:') && !custom.endsWith(':gh-epic-label')) return null;
  if (type === 'string') return custom.endsWith(':textarea') ? 'text' : 'string';
  return SINGLE_KINDS[type] ?? null;
}

const ARRAY_KINDS: Readonly<Record<string, CustomKind>> = {
  option: 'multi-option',
  user: 'multi-user',
  string: 'labels',
};
const SINGLE_KINDS: Readonly<Record<string, CustomKind>> = {
  number: 'number',
  date: 'date',
  datetime: 'datetime',
  option: 'option',
  user: 'user',
  'option-with-child': 'cascading',
};

/** `Acceptance Criteria` → `acceptanceCriteria`; the id where the name has no letters, or is taken. */
function freeName({ name, id }: JiraField, taken: ReadonlySet<string>): string {
  const words = name.normalize('NFKD').match(/[A-Za-z0-9]+/g) ?? [];
  const [first = '', ...rest] = words.map((word) => word.toLowerCase());
  const camel = first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const usable = /^[a-z][A-Za-z0-9]{0,63}$/.test(camel) && !taken.has(camel) && !(camel in Object.prototype);
  return usable ? camel : id;
}
