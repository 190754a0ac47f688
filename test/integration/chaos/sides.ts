import { readTicketFile } from '../../../src/model/ticket-file.ts';
import type { GitWorklog } from '../../../src/model/worklog.ts';
import { readWorklogFile } from '../../../src/model/worklog-file.ts';
import type { ChaosSite } from './chaos-site.ts';
import type { Developer } from './developer.ts';
import type { TicketInJira } from './manager.ts';

/** What a ticket says on either side, without order; comments and time without the line that names who wrote them. */
export type Facts = {
  readonly title: string;
  readonly labels: readonly string[];
  readonly comments: readonly string[];
  readonly time: readonly string[];
};

/** By the name that the ticket has on that side: a file that has no key yet is a difference too. */
export type Sides = Readonly<Record<'git' | 'jira', Readonly<Record<string, Facts>>>>;

/** Reads both sides as people see them: a clone, and Jira's REST. */
export async function readSides({ developer, manager }: ChaosSite): Promise<Sides> {
  const inJira = (await manager.tickets()).map((ticket) => [ticket.key, factsOfIssue(ticket)] as const);
  await developer.pull();
  const worklogs = await readWorklogs(developer);
  const worklogsOf = (key: string) => worklogs.filter(({ issue }) => issue === key);
  const files = await developer.names('issues');
  const inGit = files.map((file) => {
    const key = file.replace(/\.md$/, '');
    return [key, factsOfFile(developer, file, worklogsOf(key))] as const;
  });
  return { jira: Object.fromEntries(inJira), git: Object.fromEntries(inGit) };
}

/** All words of one side. */
export function wordsOf(side: Sides['git']): string {
  return JSON.stringify(side);
}

function factsOfIssue({ title, labels, comments, worklogs }: TicketInJira): Facts {
  return {
    title,
    labels: labels.toSorted(),
    comments: comments.map(lastLine).sort(),
    time: worklogs.map(({ seconds, comment }) => `${seconds} ${lastLine(comment)}`).sort(),
  };
}

function factsOfFile(developer: Developer, file: string, worklogs: readonly GitWorklog[]): Facts {
  const bytes = new TextEncoder().encode(developer.read(`issues/${file}`));
  const reading = readTicketFile(bytes, developer.format);
  if (reading.kind === 'broken') throw new Error(`${file}, line ${reading.line}: ${reading.reason}`);
  const { values, comments } = reading.doc;
  return {
    title: String(values.title),
    labels: ((values.labels ?? []) as readonly string[]).toSorted(),
    comments: comments.map(({ body }) => lastLine(body)).sort(),
    time: worklogs.map(({ seconds, comment }) => `${seconds} ${lastLine(comment)}`).sort(),
  };
}

async function readWorklogs(developer: Developer): Promise<readonly GitWorklog[]> {
  return (await developer.names('worklogs')).flatMap((file) => {
    const month = file.replace(/\.jsonl$/, '');
    const { lines, problems } = readWorklogFile(month, developer.read(`worklogs/${file}`), developer.format);
    if (problems.length > 0) throw new Error(`${file}: ${JSON.stringify(problems)}`);
    return lines.map(({ worklog }) => worklog);
  });
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}
