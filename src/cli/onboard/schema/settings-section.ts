import { z } from 'zod';
import { renderComponents } from '../../../model/components-file.ts';
import { InternalError } from '../../../model/internal-error.ts';
import { editUsersFile } from '../../../model/people-file.ts';
import { type ProjectConfig, parseProjectConfig } from '../../../model/project-config.ts';
import { projectConfigSchema } from '../../../model/project-config-schema.ts';
import { markdownTable } from './markdown-table.ts';

/** The settings of `.tract/config.yaml` as their schema describes them, and the files beside it. */
export function settingsSection(): string {
  return `## Settings: \`.tract/config.yaml\`

Everyone who pushes may change them; the sync service takes them over at once, and says what is wrong with them.

${markdownTable(['setting', 'what it is', 'default'], settingsOf(z.toJSONSchema(projectConfigSchema, { io: 'input' }), [], leastSettings()))}

A custom field is mapped once and then written like any other, such as \`severity: High\`:

\`\`\`yaml
${EXAMPLE_SETTINGS.trimEnd()}
\`\`\`

### Who is who: \`.tract/users.yaml\`

A handle, and whom Jira knows by it: \`name\` is a username (Server, Data Center), \`accountId\` an account of Cloud; without
either the handle is the username. People whom Jira names are added at the end. Never write an e-mail address here.

\`\`\`yaml
${EXAMPLE_USERS.trimEnd()}
\`\`\`

### Components: \`.tract/components.yaml\`

\`\`\`yaml
${EXAMPLE_COMPONENTS.trimEnd()}
\`\`\`
`;
}

export const EXAMPLE_SETTINGS = `fields:
  severity: {id: customfield_10106, kind: option, policy: hold}
policies:
  priority: newest
`;

export const EXAMPLE_USERS = editUsersFile('', [
  { handle: 'john.doe', jiraName: 'jdoe', flavor: 'server', displayName: 'John Doe' },
  { handle: 'anna', jiraName: '5b10ac8d82e05b22cc7d4ef5', flavor: 'cloud', displayName: 'Anna Lund' },
]);

export const EXAMPLE_COMPONENTS = renderComponents([{ name: 'Auth', directories: ['src/auth', 'test/auth'] }]);

type Described = {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
};

/** A row for each setting; a mapping of settings is walked, one that people fill is a setting. */
function settingsOf(schema: unknown, above: readonly string[], defaults: unknown): readonly (readonly string[])[] {
  const { properties = {}, required = [] } = schema as Described;
  return Object.entries(properties).flatMap(([name, member]) => {
    const { description = '', properties: below } = member as Described;
    const value = (defaults as Readonly<Record<string, unknown>>)[name];
    const path = [...above, name];
    if (below !== undefined) return settingsOf(member, path, value);
    return [[`\`${path.join('.')}\``, description, required.includes(name) ? 'needed' : defaultWords(value)]];
  });
}

function defaultWords(value: unknown): string {
  return value === null ? '' : `\`${JSON.stringify(value)}\``;
}

/** What a file has that names a project and nothing else. */
function leastSettings(): ProjectConfig {
  const reading = parseProjectConfig('version: 1\nproject: {key: APP, url: https://jira.example.com}\n');
  if (reading.kind === 'config') return reading.config;
  throw new InternalError(`the least configuration is invalid: ${reading.problems.join('; ')}`);
}
