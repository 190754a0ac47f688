import { timeOfMs } from '../../model/timestamp.ts';
import { COMMENT_CREATED } from '../../server/schemas/comment.ts';
import { CliError } from '../cli-error.ts';
import { readPlainFile } from '../clone-reader/read-plain-file.ts';
import { readHead } from '../clone-reader/read-ticket-heads.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { appendComment } from '../offline/append-comment.ts';
import { cannotQueue, queueing } from '../offline/cannot-queue.ts';
import { commitEdits } from '../offline/commit-edits.ts';
import { makeOrQueue, type QueueReason } from '../offline/make-or-queue.ts';
import { newId } from '../offline/new-id.ts';
import { queuedLines } from '../offline/queued-lines.ts';
import { expectInClone, type TicketMeant, ticketMeant } from '../offline/ticket-meant.ts';
import { openWorkingPlace, type WorkingPlace } from '../offline/working-place.ts';
import { givenId, timeoutMsOf, type WriteOptions } from '../offline/write-options.ts';
import { writingAuthor } from '../offline/writing-author.ts';
import { plain } from '../render/plain.ts';
import { withCommentText } from './comment-text.ts';

export type CommentOptions = WriteOptions & { readonly edit?: boolean };

type Said = { readonly ticket: TicketMeant; readonly author: string; readonly body: string; readonly id: string };

/** Comments on a ticket: in Jira through the service, or in its file until that can be pushed. */
export async function runComment(
  context: Context,
  key: string,
  words: readonly string[],
  options: CommentOptions,
): Promise<ExitCode> {
  const { io } = context;
  const place = await openWorkingPlace(io);
  const ticket = ticketMeant(place.clone, key);
  const author = await writingAuthor(io, place.people, options.author);
  const id = givenId(options) ?? newId(Date.now());
  const source = { words, edit: options.edit === true, title: titleOf(place, ticket) };
  return withCommentText(io, source, (body) => say(context, place, { ticket, author, body, id }, options));
}

async function say(context: Context, place: WorkingPlace, said: Said, options: CommentOptions): Promise<ExitCode> {
  const { io, colors } = context;
  const { ticket, author, body, id } = said;
  const path = `/comment/${ticket.ref}`;
  const making = { path, body: { author, body }, id, timeoutMs: timeoutMsOf(options), answer: COMMENT_CREATED };
  const end = await makeOrQueue(making, {
    env: io.env,
    clone: place.found,
    offline: options.offline === true,
    notInJira: ticket.inJira ? null : ticket.ref,
    hint: ticket.hint,
  });
  if (end.kind === 'queue') return queueComment(context, place, said, end.why);
  const { issue, commentId, path: file, url, commit } = end.answer;
  writeResult(context, { queued: false, issue, id, commentId, path: file, url, commit, reason: null }, () => [
    `${colors.green('✓')} Commented on ${plain(issue)} (synced to Jira)`,
    ...(place.clone === null ? [] : [colors.dim('  `git pull` brings it into this clone.')]),
  ]);
  return EXIT.done;
}

async function queueComment(
  context: Context,
  { clone, format }: WorkingPlace,
  { ticket, author, body, id }: Said,
  why: QueueReason,
): Promise<ExitCode> {
  const { io, colors } = context;
  // A comment has no id in git by which the service would know that it is the one that was asked for.
  if (why.perhapsMade) throw lostAnswer(ticket.ref, id, why);
  const { path, commit } = await queueing(why, id, async () => {
    if (clone === null) throw cannotQueue('this is no clone of a ticket repository');
    const file = expectInClone(ticket);
    const at = timeOfMs(Date.now());
    const edits = [appendComment(file.path, { author, at, body }, format)];
    const subject = `[tract] Comment on ${plain(file.key)}`;
    return { path: file.path, commit: await commitEdits({ folder: clone.folder, env: io.env }, { subject, edits }) };
  });
  const reason = why.detail ?? why.headline;
  const document = { queued: true, issue: ticket.ref, id, commentId: null, path, url: null, commit, reason };
  writeResult(context, document, () => queuedLines('comment', why, { path, commit, colors }));
  return EXIT.done;
}

function lostAnswer(ref: string, id: string, { detail }: QueueReason): CliError {
  return new CliError(EXIT.unreachable, [
    `${plain(detail ?? 'no answer')}: the comment may be in Jira or not, and was not queued, so that it does not come twice`,
    `send it again with \`tract comment ${ref} --id ${id} …\`: whatever happened, it is made once`,
  ]);
}

/** What the editor shows: the key, and the title where the clone has it. */
function titleOf({ clone }: WorkingPlace, { ref, file }: TicketMeant): string {
  const content = clone === null || file === null ? null : readPlainFile(clone.folder, file.path);
  if (clone === null || file === null || content?.kind !== 'bytes') return plain(ref);
  const title = readHead(file, content.bytes, clone.format).head?.values.title ?? '';
  return plain(`${ref} ${String(title)}`).trim();
}
