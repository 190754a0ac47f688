import { renderComponents } from '../../model/components-file.ts';
import { InternalError } from '../../model/internal-error.ts';
import { type ProjectConfig, parseProjectConfig, renderProjectConfig } from '../../model/project-config.ts';
import { UNION_ATTRIBUTES } from '../git/union-attributes.ts';
import { generatedDocuments } from './generated-documents.ts';
import type { ProjectDescription } from './project-description.ts';
import type { MappedField } from './propose-fields.ts';

export type ProjectFilesOptions = {
  /** Map every custom field, rather than propose those that are not built in. */
  readonly allFields: boolean;
  /** Where the command line finds the sync service. */
  readonly server: string | null;
};

export const CONFIG_PATH = '.tract/config.yaml';
export const USERS_PATH = '.tract/users.yaml';

/** The files that a new ticket repository begins with, by path. */
export function projectFiles(
  description: ProjectDescription,
  users: string,
  options: ProjectFilesOptions,
): ReadonlyMap<string, string> {
  const mapped = description.fields.filter(({ kind }) => options.allFields || kind === null);
  const proposed = description.fields.filter((field) => !mapped.includes(field));
  const config = configOf(description, mapped, options.server);
  const components = description.components.map((name) => ({ name, directories: [] }));
  return new Map([
    [CONFIG_PATH, renderProjectConfig(config) + proposal(proposed)],
    ['.tract/components.yaml', renderComponents(components)],
    [USERS_PATH, users],
    ...generatedDocuments(config),
    ['.gitignore', '.DS_Store\n*~\n*.swp\n'],
    ['.gitattributes', `${UNION_ATTRIBUTES.join('\n')}\n`],
  ]);
}

/** The configuration of a project, with a default for all that Jira does not decide. */
function configOf(
  description: ProjectDescription,
  mapped: readonly MappedField[],
  server: string | null,
): ProjectConfig {
  const { key, name, url, types, statuses, priorities, resolutions, hoursPerDay, daysPerWeek } = description;
  const least = parseProjectConfig(`version: 1\nproject: {key: ${key}, url: ${JSON.stringify(url)}}\n`);
  if (least.kind === 'invalid')
    throw new InternalError(`the least configuration is invalid: ${least.problems.join('; ')}`);
  const { config } = least;
  const fields = mapped.map((field) => [field.name, { id: field.id, kind: field.kind, policy: null }] as const);
  const resolution = resolutions.find((each) => ['Done', 'Fixed', 'Resolved'].includes(each)) ?? null;
  return {
    ...config,
    project: { key, name, url },
    types,
    statuses,
    priorities,
    resolutions,
    timeTracking: { hoursPerDay, daysPerWeek },
    fields: Object.fromEntries(fields),
    workflow: { ...config.workflow, defaults: { ...config.workflow.defaults, resolution } },
    newTicket: {
      ...config.newTicket,
      type:
        description.standardTypes.find((each) => each === 'Task') ??
        description.standardTypes[0] ??
        config.newTicket.type,
    },
    sync: { ...config.sync, server },
  };
}

function proposal(fields: readonly MappedField[]): string {
  if (fields.length === 0) return '';
  const lines = fields.map(
    ({ name, id, kind, jiraName, found }) =>
      `#   ${name}: {id: ${id}, kind: ${kind}}  # ${jiraName.replace(/\s+/g, ' ')}${found === '' ? '' : `; ${found}`}\n`,
  );
  return `\n# Custom fields of the project that are not synced. To sync one, put its line under "fields" above.\n${lines.join('')}`;
}
