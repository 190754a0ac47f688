import { renderScalar } from './front-matter-scalar.ts';
import type { ProjectConfig } from './project-config-schema.ts';

/** A new `.tract/config.yaml`, with a word on each setting. */
export function renderProjectConfig(config: ProjectConfig): string {
  const { project, timeTracking, workflow, newTicket, sync, queue } = config;
  return `# Settings of this ticket repository. Everyone who pushes may change them; the sync service takes them over at once
# and says what is wrong with them. What is left out has its default.
version: 1

project:
${line('  key', project.key)}${line('  name', project.name)}${line('  url', project.url)}
# What the project has in Jira, for people and tools that write tickets.
${list('types', config.types)}${statuses(config)}${list('priorities', config.priorities)}${list('resolutions', config.resolutions)}
# How long 1d and 1w are. This must be what Jira says.
timeTracking:
${line('  hoursPerDay', timeTracking.hoursPerDay)}${line('  daysPerWeek', timeTracking.daysPerWeek)}
# Fields of Jira by their name in ticket files: epic, sprint and points, and any custom field with its kind.
${fields(config)}
# Who wins when both sides changed one field to different values: jira, git, newest or hold (wait for a person).
${block('policies', Object.entries(config.policies))}
# Whether a comment in Jira tells of each conflict that waits for a person.
conflicts:
${line('  comment', String(config.conflicts.comment))}
# A ticket file that was deleted: restore it, ignore that, close the ticket in Jira (close needs workflow.closeStatus), or
# delete-in-jira, which nobody can take back.
${line('deletedInGit', config.deletedInGit)}
# The file of an issue that Jira does not show any more: remove it, or hold it for a person.
${line('deletedInJira', config.deletedInJira)}
# Whether a new time in "updated" alone is a reason for a commit.
${line('refreshUpdated', String(config.refreshUpdated))}
# What a transition's screen asks for where a ticket does not say it.
workflow:
${line('  closeStatus', workflow.closeStatus, 'Closed')}  defaults:
${line('    resolution', workflow.defaults.resolution, 'Done')}${defaultFields(config)}
# What a ticket file that only has a title becomes.
newTicket:
${line('  type', newTicket.type)}${line('  priority', newTicket.priority, 'Medium')}
# Where the command line finds the sync service; TRACT_SYNC_SERVER goes before it.
sync:
${line('  enabled', String(sync.enabled))}${line('  server', sync.server, 'http://tract-server:3100')}
# Queued time entries go to Jira in batches, with a pause between two.
queue:
${line('  batch', queue.batch)}${line('  pauseMs', queue.pauseMs)}`;
}

/** Without a value, the line is a comment with an example; without an example, there is none. */
function line(key: string, value: string | number | null, example: string | null = null): string {
  if (value !== null) return `${key}: ${typeof value === 'number' ? value : renderWord(value)}\n`;
  const [indent = ''] = /^ */.exec(key) ?? [];
  return example === null ? '' : `${indent}# ${key.trim()}: ${example}\n`;
}

/** `true` and `false` stay bare: here they are meant as such. */
function renderWord(value: string): string {
  return value === 'true' || value === 'false' ? value : renderScalar(value, 'value');
}

function list(key: string, members: readonly string[]): string {
  return `${key}: [${members.map((member) => renderScalar(member, 'flow')).join(', ')}]\n`;
}

function statuses({ statuses }: ProjectConfig): string {
  if (statuses.length === 0) return 'statuses: []\n';
  const rows = statuses.map(
    ({ name, category }) => `  - {name: ${renderScalar(name, 'flow')}, category: ${category}}\n`,
  );
  return `statuses:\n${rows.join('')}`;
}

function fields({ fields }: ProjectConfig): string {
  const entries = Object.entries(fields).map(([name, { id, kind, policy }]) => {
    const members = [`id: ${id}`, ...(kind ? [`kind: ${kind}`] : []), ...(policy ? [`policy: ${policy}`] : [])];
    return `  ${name}: {${members.join(', ')}}\n`;
  });
  return entries.length === 0 ? 'fields: {}\n' : `fields:\n${entries.join('')}`;
}

function defaultFields({ workflow }: ProjectConfig): string {
  const entries = Object.entries(workflow.defaults.fields);
  if (entries.length === 0) return '    fields: {}\n';
  const rows = entries.map(([name, value]) =>
    typeof value === 'string' ? line(`      ${name}`, value) : list(`      ${name}`, value),
  );
  return `    fields:\n${rows.join('')}`;
}

function block(key: string, entries: readonly (readonly [string, string])[]): string {
  if (entries.length === 0) return `${key}: {}\n`;
  return `${key}:\n${entries.map(([name, value]) => `  ${name}: ${value}\n`).join('')}`;
}
