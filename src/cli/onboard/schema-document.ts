import { type Field, isSetKind } from '../../model/field.ts';
import { fieldsOf, type ProjectConfig, ticketFormatOf } from '../../model/project-config.ts';
import { renderTicketFile } from '../../model/ticket-file.ts';

/**
 * `.tract/SCHEMA.md`: the format of this repository's files, for people and language models. Tables and examples are made
 * from the same table of fields that reads and writes the files.
 */
export function schemaDocument(config: ProjectConfig): string {
  const { key } = config.project;
  return `# The ticket files of ${key}

This page is generated from the program's own tables. Tract keeps these files and the Jira project ${key} at
${config.project.url} in sync: whatever is edited on one side arrives on the other. To change a ticket, edit its file,
commit and push. Only what changed is sent.

## Ticket: \`issues/${key}-123.md\`

YAML front matter, the description in Markdown, then \`## Comments\`. Only \`title\` is needed. Empty fields are absent.

\`\`\`markdown
${exampleTicket(config).trimEnd()}
\`\`\`

| field | value | in Jira | both sides changed it |
|---|---|---|---|
${fieldsOf(config).filter(isShown).map(row).join('\n')}

- Times are UTC, \`2026-02-10T14:30:00Z\`; days are \`2026-02-10\`. People are the handles of \`.tract/users.yaml\`.
- A set may be written \`[one, two]\` or as a YAML list. Its members merge one by one.
- Keys that are not in the table, comments in the front matter, quoting and order stay as they were written.
- **New ticket**: any file name that is no ticket key, such as \`issues/login-timeout.md\`. It is created in Jira and
  renamed. What it does not say is taken from \`newTicket\` in \`.tract/config.yaml\`.
- **Comment**: append \`**me**\`, an empty line and the text after \`## Comments\`. Comments can be edited and removed.
- **Removed file**: \`deletedInGit\` in \`.tract/config.yaml\` says what happens (now: \`${config.deletedInGit}\`).
- A Markdown code block with the language \`jira\` or \`adf\` holds what Markdown cannot say. Leave it whole, or remove it.

${known('Types', config.types)}${known(
  'Statuses',
  config.statuses.map(({ name }) => name),
)}${known('Priorities', config.priorities)}${known('Resolutions', config.resolutions)}
## Time entry: a line of \`worklogs/YYYY-MM.jsonl\`

\`\`\`json
{"issue":"${key}-123","author":"john.doe","time":"2h","started":"2026-02-14T09:00:00Z","comment":"Fixed bug"}
\`\`\`

The line stands in the file of the month in which the work started. \`comment\` may be missing; \`id\` is added by whoever
syncs the line. \`time\` is \`30m\`, \`2h\`, \`1.5h\`, \`1h 30m\`, \`1d\` (${config.timeTracking.hoursPerDay} hours) or \`1w\` (${config.timeTracking.daysPerWeek} days). Lines can be edited and removed.

## When the two sides differ

\`tract status\` lists what waits and why; \`tract status ${key}-123\` shows one ticket field by field. A field that Jira
refuses, or that both sides changed, waits alone: the rest of its ticket, and all other tickets, go on.
`;
}

function isShown({ place, kind }: Field): boolean {
  return place === 'front-matter' || kind === 'text';
}

function row(field: Field): string {
  const value = VALUE_WORDS[field.kind] ?? field.kind;
  const where = field.via === 'nothing' ? `\`${field.jira}\`, kept by Jira` : `\`${field.jira}\``;
  return `| \`${field.name}\` | ${value} | ${where} | ${conflictWords(field)} |`;
}

function conflictWords(field: Field): string {
  if (field.via === 'nothing') return 'an edit in git is put back';
  if (field.kind === 'text') return 'merged by line, else it waits for a person';
  if (isSetKind(field.kind)) return 'merged by member';
  return { jira: 'Jira wins', git: 'git wins', newest: 'the later change wins', hold: 'it waits for a person' }[
    field.policy
  ];
}

const VALUE_WORDS: Readonly<Partial<Record<Field['kind'], string>>> = {
  string: 'text on one line',
  date: 'day',
  datetime: 'time',
  duration: 'duration such as `1h 30m`',
  option: 'one of the names in Jira',
  'multi-option': 'set of names in Jira',
  user: 'person',
  'multi-user': 'set of people',
  labels: 'set of words without spaces',
  cascading: 'list: the option, then the one below it',
  key: 'ticket',
  sprint: 'name of a sprint',
  links: 'set of `phrase KEY`, such as `blocks APP-7`',
  attachments: 'set of file names',
  text: 'Markdown',
};

function known(title: string, names: readonly string[]): string {
  return names.length === 0
    ? ''
    : `**${title}** of this project: ${names.map((name) => `\`${name}\``).join(', ')}.\n\n`;
}

/** A ticket as Tract itself would write it. */
function exampleTicket(config: ProjectConfig): string {
  const format = ticketFormatOf(config);
  const values = {
    title: 'Fix login timeout',
    type: config.newTicket.type,
    status: config.statuses[0]?.name ?? 'To Do',
    assignee: 'john.doe',
    labels: ['security', 'urgent'],
    estimate: 5400,
  };
  const texts = { description: 'Users are logged out after **5 minutes**. It should be 30.' };
  const comment = {
    author: 'john.doe',
    at: '2026-02-13T09:15:00Z',
    body: 'Increased the session time in the middleware.',
  };
  return renderTicketFile({ values, texts, comments: [comment] }, format);
}
