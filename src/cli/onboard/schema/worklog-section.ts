import { parseDuration, renderDuration, type WorkingTime } from '../../../model/duration.ts';
import { type ProjectConfig, ticketFormatOf } from '../../../model/project-config.ts';
import { renderWorklogLine, worklogMonth } from '../../../model/worklog-line.ts';
import { markdownTable } from './markdown-table.ts';

/** What a line of time is, with durations as the parser reads them. */
export function worklogSection(config: ProjectConfig): string {
  const entry = exampleEntry(config.project.key);
  return `## Time entry: a line of \`worklogs/${worklogMonth(entry.started)}.jsonl\`

\`\`\`json
${renderWorklogLine({ ...entry, id: null })}
${renderWorklogLine(entry)}
\`\`\`

- \`issue\`, \`author\`, \`time\` and \`started\` are needed, \`comment\` (Markdown) is not. The line stands in the file of the month
  in which the work started, as it is written there.
- \`id\` names the entry on both sides. A line written by hand needs none and is not rewritten to carry one; of two lines
  that shall be different entries with the same author, ticket, start and time, each needs an \`id\` of its own.
- **Add** a line, **edit** its members, **remove** it: the same happens in Jira, and the other way round.
- The same line twice, as a merge of two branches may leave it, is one entry.

${markdownTable(
  ['time', 'seconds', 'as Tract writes it'],
  EXAMPLE_TIMES.map((time) => timeRow(time, ticketFormatOf(config))),
)}

A day is ${config.timeTracking.hoursPerDay} hours and a week ${config.timeTracking.daysPerWeek} days in this project. A duration is never rounded.
`;
}

export const EXAMPLE_TIMES: readonly string[] = [
  '30m',
  '2h',
  '1.5h',
  '1h 30m',
  '100m',
  '1d',
  '1w',
  '1m 30s',
  '90',
  '0m',
];

function timeRow(time: string, working: WorkingTime): readonly string[] {
  const reading = parseDuration(time, working);
  if (reading.kind === 'invalid') return [`\`${time}\``, '', `refused: ${reading.reason}`];
  return [`\`${time}\``, String(reading.seconds), `\`${renderDuration(reading.seconds)}\``];
}

/** Two hours of somebody on a ticket of the project. */
export function exampleEntry(project: string) {
  return {
    id: '1k8w3c5zr0f6m2q9tdhx',
    issue: `${project}-123`,
    author: 'john.doe',
    seconds: 7200,
    started: '2026-02-14T09:00:00Z',
    comment: 'Fixed bug',
  } as const;
}
