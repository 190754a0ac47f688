import { type Field, isSetKind } from '../../../model/field.ts';
import { fieldsOf, type ProjectConfig, ticketFormatOf } from '../../../model/project-config.ts';
import { renderTicketFile } from '../../../model/ticket-file.ts';
import { parseTime } from '../../../model/timestamp.ts';
import { markdownTable } from './markdown-table.ts';
import { POLICY_WORDS } from './policy-words.ts';

/** What a ticket file says, field by field, with a file to copy. */
export function ticketSection(config: ProjectConfig): string {
  const { key } = config.project;
  return `## Ticket: \`issues/${key}-123.md\`

YAML front matter, the description in Markdown, then \`## Comments\`. Only \`title\` is needed. Empty fields are absent.

\`\`\`markdown
${exampleTicket(config).trimEnd()}
\`\`\`

${markdownTable(['field', 'value', 'in Jira', 'both sides changed it'], fieldsOf(config).filter(isShown).map(row))}

- People are the handles of \`.tract/users.yaml\`. Days are \`2026-02-10\`. Times are UTC, \`${parseTime(WRITTEN_TIMES[0]) ?? ''}\`, and may
  be written ${WRITTEN_TIMES.map((time) => `\`${time}\``).join(', ')}.
- A set may be written \`[one, two]\` or as a YAML list. Its members merge one by one.
- Keys that are not in the table, comments in the front matter, quoting and order stay as they were written.
- **New ticket**: any file name that is no ticket key, such as \`issues/login-timeout.md\`. It is created in Jira and
  renamed. What it does not say is taken from \`newTicket\` in \`.tract/config.yaml\`.
- **Removed file**: \`deletedInGit\` in \`.tract/config.yaml\` says what happens (now: \`${config.deletedInGit}\`).

${known(config)}`;
}

/** Ways to write one and the same time. */
export const WRITTEN_TIMES = ['2026-02-10T15:30:00+01:00', '2026-02-10 14:30:00', '2026-02-10 14:30'] as const;

function isShown({ place, kind }: Field): boolean {
  return place === 'front-matter' || kind === 'text';
}

function row(field: Field): readonly string[] {
  const where = field.via === 'nothing' ? `\`${field.jira}\`, kept by Jira` : `\`${field.jira}\``;
  return [`\`${field.name}\``, VALUE_WORDS[field.kind], where, conflictWords(field)];
}

function conflictWords(field: Field): string {
  if (field.via === 'nothing') return 'an edit in git is put back';
  if (field.kind === 'text') return 'merged by line, else it waits for a person';
  return isSetKind(field.kind) ? 'merged by member' : POLICY_WORDS[field.policy];
}

const VALUE_WORDS: Readonly<Record<Field['kind'], string>> = {
  string: 'text on one line',
  number: 'number',
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
  comments: 'comments',
  worklogs: 'time entries',
};

/** What the project has in Jira, as far as the configuration says. */
function known({ types, statuses, priorities, resolutions }: ProjectConfig): string {
  const lists = [
    ['Types', types],
    ['Statuses', statuses.map(({ name }) => name)],
    ['Priorities', priorities],
    ['Resolutions', resolutions],
  ] as const;
  return lists
    .filter(([, names]) => names.length > 0)
    .map(([title, names]) => `**${title}** of this project: ${names.map((name) => `\`${name}\``).join(', ')}.\n`)
    .join('\n');
}

/** A ticket as Tract itself would write it. */
function exampleTicket(config: ProjectConfig): string {
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
  return renderTicketFile({ values, texts, comments: [comment] }, ticketFormatOf(config));
}
