import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { renderDuration } from '../../model/duration.ts';
import { timeOfMs } from '../../model/timestamp.ts';
import type { GitWorklog } from '../../model/worklog.ts';
import { WORKLOG_CREATED } from '../../server/schemas/worklog.ts';
import { usageError } from '../cli-error.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readTextArgument } from '../input/read-text-argument.ts';
import { cannotQueue, queueing } from '../offline/cannot-queue.ts';
import { commitEdits } from '../offline/commit-edits.ts';
import { makeOrQueue, type QueueReason } from '../offline/make-or-queue.ts';
import { msOfId, newId } from '../offline/new-id.ts';
import { queueWorklog, WORKLOG_QUEUE } from '../offline/queue-entries.ts';
import { queuedLines } from '../offline/queued-lines.ts';
import { expectOfProject, type TicketMeant, ticketMeant } from '../offline/ticket-meant.ts';
import { openWorkingPlace, type WorkingPlace } from '../offline/working-place.ts';
import { givenId, timeoutMsOf, type WriteOptions } from '../offline/write-options.ts';
import { writingAuthor } from '../offline/writing-author.ts';
import { plain } from '../render/plain.ts';
import { localTime, readStarted } from './read-started.ts';
import { readTimeWords } from './read-time-words.ts';

export type LogOptions = WriteOptions & { readonly started?: string; readonly yes?: boolean };

type Entry = GitWorklog & { readonly id: string };

/** Logs time: in Jira through the service, or in the clone until it can be pushed. */
export async function runLog(
  context: Context,
  key: string,
  words: readonly string[],
  options: LogOptions,
): Promise<ExitCode> {
  const { io } = context;
  const nowMs = Date.now();
  const place = await openWorkingPlace(io);
  const ticket = ticketMeant(place.clone, key);
  const sure = options.yes === true;
  const { time, seconds, comment } = readTimeWords(words, place.format, sure);
  const id = givenId(options) ?? newId(nowMs);
  // An attempt that is repeated says the same, so that the service knows it again.
  const now = timeOfMs(msOfId(id) ?? nowMs) ?? '';
  const started = options.started === undefined ? now : await readStarted(options.started, nowMs, sure);
  const author = await writingAuthor(io, place.people, options.author);
  const text = comment === '-' ? (await readTextArgument('-', io.cwd)).trim() : comment;
  const entry: Entry = { id, issue: ticket.ref, author, seconds, started, comment: text };
  // Outside of a clone only the server knows how long a day is.
  const body = { author, time: place.clone === null ? time : renderDuration(seconds), started, comment: text, id };
  const making = { path: `/worklog/${ticket.ref}`, body, id, timeoutMs: timeoutMsOf(options), answer: WORKLOG_CREATED };
  const end = await makeOrQueue(making, {
    env: io.env,
    clone: place.found,
    offline: options.offline === true,
    notInJira: ticket.inJira ? null : ticket.ref,
    hint: ticket.hint,
  });
  if (end.kind === 'queue') return queueEntry(context, place, { entry, ticket, at: now, why: end.why, options });
  const { issue, worklogId, time: logged, timeSpentSeconds, commit } = end.answer;
  const document = {
    queued: false,
    issue,
    id,
    worklogId,
    time: logged,
    timeSpentSeconds,
    started,
    commit,
    reason: null,
  };
  writeResult(context, document, () => [
    `${context.colors.green('✓')} Logged ${plain(logged)} to ${plain(issue)} (synced to Jira)`,
    ...startedLine(context, options, started, '  '),
    ...(place.clone === null ? [] : [context.colors.dim('  `git pull` brings it into this clone.')]),
  ]);
  return EXIT.done;
}

type Queued = {
  readonly entry: Entry;
  readonly ticket: TicketMeant;
  readonly at: string;
  readonly why: QueueReason;
  readonly options: LogOptions;
};

async function queueEntry(
  context: Context,
  { clone, format }: WorkingPlace,
  { entry, ticket, at, why, options }: Queued,
): Promise<ExitCode> {
  const { io, colors } = context;
  const { id, seconds, started } = entry;
  const time = renderDuration(seconds);
  const commit = await queueing(why, id, async () => {
    if (clone === null) throw cannotQueue('this is no clone of a ticket repository');
    const key = expectOfProject(ticket, clone.config.project.key);
    if (!ticket.inJira && !key.includes('-OFFLINE-'))
      throw usageError(`${plain(key)} has no key yet that time could be logged on: \`git push\` it first`);
    const edits = queueWorklog(entry, { at, queued: queuedFiles(clone.folder), working: format });
    return commitEdits({ folder: clone.folder, env: io.env }, { subject: `[tract] Log ${time} to ${key}`, edits });
  });
  if (ticket.file === null)
    io.err(
      `tract: ${ticket.ref} is not in this clone: \`git pull\` may bring it, and the push tells if Jira has no such ticket\n`,
    );
  const path = `worklogs/${started.slice(0, 7)}.jsonl`;
  const document = {
    ...{ queued: true, issue: ticket.ref, id, worklogId: null, time, timeSpentSeconds: seconds, started, commit },
    reason: why.detail ?? why.headline,
  };
  writeResult(context, document, () => [
    ...queuedLines('worklog', why, { path, commit, colors }),
    ...startedLine(context, options, started, '   '),
  ]);
  return EXIT.done;
}

/** The names of what waits in the queue; none where there is no queue. */
function queuedFiles(folder: string): readonly string[] {
  try {
    return readdirSync(join(folder, WORKLOG_QUEUE));
  } catch {
    return [];
  }
}

/** What was made of words is shown, so that a misunderstanding is seen. */
function startedLine(
  { colors }: Context,
  { started: given }: LogOptions,
  started: string,
  indent: string,
): readonly string[] {
  return given === undefined ? [] : [colors.dim(`${indent}Started ${localTime(started)}`)];
}
