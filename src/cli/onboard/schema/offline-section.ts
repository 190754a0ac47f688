import { type ProjectConfig, ticketFormatOf } from '../../../model/project-config.ts';
import { ticketPath } from '../../../model/ticket-key.ts';
import type { FileEdit } from '../../offline/commit-edits.ts';
import { CREATE_QUEUE, queueCreate, queueWorklog } from '../../offline/queue-entries.ts';
import { markdownTable } from './markdown-table.ts';
import { exampleEntry } from './worklog-section.ts';

/** What the command line leaves in a clone when nobody answers. */
export function offlineSection(config: ProjectConfig): string {
  const { key } = config.project;
  const files = offlineFiles(config);
  return `## Offline

Everything can be edited and committed without a server; \`git push\` carries it to Jira. \`tract create\`, \`tract log\` and
\`tract comment\` do the same by themselves when the sync service or Jira cannot be reached: they write the file or line,
an entry of the queue, and one commit.

- A ticket that Jira does not have yet is \`${ticketPath(`${key}-OFFLINE-…`)}\`. It can be edited, commented, linked and logged
  on. Once it is created, the file has its key, and so has all that mentions the temporary one.
- An entry of the queue only says that something is awaited, and since when: the oldest goes first, and what failed is
  shown until it is mended. The ticket file or the line is what counts; an entry is removed by itself when it is over.

${markdownTable(
  ['file', 'what it holds'],
  [
    [`\`${CREATE_QUEUE}\``, 'a line for each new ticket: `id`, `path` of its file, `at`, `author`'],
    ['`.tract/queue/worklogs/*.json`', 'a time entry each: the members of its line, and `at`'],
  ],
)}

${files.map(({ path, text }) => `\`${path}\`:\n\n\`\`\`json\n${text.trimEnd()}\n\`\`\``).join('\n\n')}
`;
}

/** What the command line itself would write for a new ticket and a time entry. */
function offlineFiles(config: ProjectConfig): readonly { readonly path: string; readonly text: string }[] {
  const at = '2026-02-14T11:05:00Z';
  const { key } = config.project;
  const id = '1k8w3bq7n5e0s4v2yjgp';
  const create = queueCreate({ id, path: ticketPath(`${key}-OFFLINE-${id}`), at, author: 'john.doe' });
  const worklog = queueWorklog(exampleEntry(key), { at, queued: [], working: ticketFormatOf(config) });
  const edits: readonly FileEdit[] = [create, ...worklog.filter(({ path }) => path.startsWith('.tract/'))];
  return edits.map(({ path, edit }) => ({ path, text: new TextDecoder().decode(edit(null) ?? new Uint8Array()) }));
}
