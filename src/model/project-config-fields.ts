import type { Field } from './field.ts';
import { BUILT_IN_FIELDS } from './field-table.ts';
import type { ProjectConfig } from './project-config-schema.ts';
import type { TicketFormat } from './ticket.ts';

const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/**
 * The table of fields of this project, in front-matter order: the built-in ones that its Jira has, with the policies of the
 * config, then the custom ones in the order of the config.
 */
export function fieldsOf(config: ProjectConfig): readonly Field[] {
  const builtIn = BUILT_IN_FIELDS.map((field) => ({
    ...field,
    jira: field.jira ?? mapped(config, field.name)?.id ?? null,
  }));
  const known = new Set(builtIn.map(({ name }) => name));
  const custom = Object.entries(config.fields)
    .filter(([name]) => !known.has(name))
    .map(([name, { id, kind }]): Field => {
      const base = {
        name,
        kind: kind ?? 'string',
        jira: id,
        via: 'edit',
        place: 'front-matter',
        passive: false,
      } as const;
      return { ...base, policy: kind === 'text' ? 'hold' : 'jira', custom: true };
    });
  return [...builtIn, ...custom]
    .filter((field) => field.jira !== null)
    .map((field) => ({ ...field, policy: policyOf(config, field) }));
}

/** What the project's ticket files look like. */
export function ticketFormatOf(config: ProjectConfig): TicketFormat {
  const { hoursPerDay, daysPerWeek } = config.timeTracking;
  return {
    fields: fieldsOf(config),
    secondsPerDay: Math.round(hoursPerDay * 3600),
    secondsPerWeek: Math.round(hoursPerDay * daysPerWeek * 3600),
  };
}

/** What the schema cannot see: names that mean nothing, or two things. */
export function configFieldProblems(config: ProjectConfig): readonly string[] {
  const names = new Set([...BUILT_IN_FIELDS.map(({ name }) => name), ...Object.keys(config.fields)]);
  const unknown = (path: string, record: Readonly<Record<string, unknown>>): readonly string[] =>
    Object.keys(record)
      .filter((name) => !names.has(name))
      .map((name) => `${path}.${name}: there is no field of that name; map it under "fields" first`);
  return [
    ...Object.keys(config.fields).flatMap((name) => fieldProblem(config, name)),
    ...sharedIds(config),
    ...unknown('policies', config.policies),
    ...unknown('workflow.defaults.fields', config.workflow.defaults.fields),
    ...(config.deletedInGit === 'close' && config.workflow.closeStatus === null
      ? ['deletedInGit: close needs a status such as Closed in workflow.closeStatus']
      : []),
  ];
}

function fieldProblem(config: ProjectConfig, name: string): readonly string[] {
  const builtIn = BUILT_IN_FIELDS.find((field) => field.name === name);
  const kind = mapped(config, name)?.kind ?? null;
  const path = `fields.${name}`;
  if (builtIn && builtIn.jira !== null)
    return [`${path}: "${name}" is built in and needs no mapping; choose another name`];
  if (builtIn)
    return kind === null || kind === builtIn.kind
      ? []
      : [`${path}.kind: "${name}" is a ${builtIn.kind}; leave kind out`];
  if (!FIELD_NAME.test(name) || name in Object.prototype) {
    return [`${path}: a field name is a letter, then letters, digits, - and _, such as storyPoints`];
  }
  return kind === null ? [`${path}.kind: is missing; write one such as string, number or option`] : [];
}

function sharedIds(config: ProjectConfig): readonly string[] {
  const owners = new Map(BUILT_IN_FIELDS.flatMap(({ name, jira }) => (jira === null ? [] : [[jira, name]])));
  return Object.entries(config.fields).flatMap(([name, { id }]) => {
    // On Cloud an epic is the parent of what belongs to it; the issue says which of the two a parent is.
    if (name === 'epic' && id === 'parent') return [];
    const owner = owners.get(id);
    owners.set(id, name);
    return owner === undefined ? [] : [`fields.${name}.id: ${id} is already the field "${owner}"`];
  });
}

function policyOf(config: ProjectConfig, field: Field): Field['policy'] {
  const policies = new Map(Object.entries(config.policies));
  return policies.get(field.name) ?? mapped(config, field.name)?.policy ?? field.policy;
}

function mapped(config: ProjectConfig, name: string): ProjectConfig['fields'][string] | undefined {
  return Object.hasOwn(config.fields, name) ? config.fields[name] : undefined;
}
