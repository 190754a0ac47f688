import { renderValue } from '../../model/render-value.ts';
import { renderTicketFile } from '../../model/ticket-file.ts';
import { isTicketKey } from '../../model/ticket-key.ts';
import { isOfflineKey } from '../../model/ticket-ref.ts';
import { timeOfMs } from '../../model/timestamp.ts';
import { TICKET_CREATED } from '../../server/schemas/create.ts';
import { canAsk } from '../ask.ts';
import { failedError, usageError } from '../cli-error.ts';
import { type Context, writeResult } from '../context.ts';
import { readSource } from '../convert/read-source.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { editText, withEditedText } from '../input/edit-text.ts';
import { readTextArgument } from '../input/read-text-argument.ts';
import { cannotQueue, queueing } from '../offline/cannot-queue.ts';
import { commitEdits } from '../offline/commit-edits.ts';
import { makeOrQueue, type QueueReason } from '../offline/make-or-queue.ts';
import { newId } from '../offline/new-id.ts';
import { newFile, queueCreate } from '../offline/queue-entries.ts';
import { queuedLines } from '../offline/queued-lines.ts';
import { openWorkingPlace, type WorkingPlace } from '../offline/working-place.ts';
import { givenId, timeoutMsOf, type WriteOptions } from '../offline/write-options.ts';
import { writingAuthor } from '../offline/writing-author.ts';
import { plain } from '../render/plain.ts';
import { suggestion } from '../render/suggestion.ts';
import { type CheckedDraft, checkDraft } from './check-draft.ts';
import { type Draft, type DraftOptions, draftOfOptions, draftOfText, mergeDrafts } from './draft.ts';
import { draftTemplate } from './draft-template.ts';

export type CreateOptions = WriteOptions &
  DraftOptions & {
    /** A text, `-`, or `@` and a file. */
    readonly description?: string;
    readonly edit?: boolean;
    /** A file in the form of a ticket, `-` for standard input. */
    readonly from?: string;
  };

type Ticket = Extract<CheckedDraft, { readonly kind: 'good' }>;

/** Creates a ticket: in Jira through the service, or in the clone until it can be pushed. */
export async function runCreate(context: Context, project: string, options: CreateOptions): Promise<ExitCode> {
  const { io } = context;
  const place = await openWorkingPlace(io);
  const key = projectNamed(project, place);
  const given = await draftGiven(context, options);
  const create = (draft: Draft) => createFrom(context, place, { key, draft, options });
  const edit = options.edit === true || (!given.raw.has('title') && options.from === undefined && canAsk(io));
  if (!edit) return create(given);
  const template = draftTemplate(given, key, place);
  const edited = await editText(template, `${key}.md`, io);
  const draft = draftOfText(edited.text, edited.file);
  if (!draft.raw.has('title') && draft.problems.length === 0 && edited.text === template) {
    edited.drop();
    throw failedError('no title was given: nothing was created');
  }
  return withEditedText(edited, () => create(draft));
}

function projectNamed(typed: string, { clone }: WorkingPlace): string {
  const key = typed.trim().toUpperCase();
  const own = clone?.config.project.key ?? key;
  if (!isTicketKey(`${key}-1`)) throw usageError(`"${plain(typed)}" is no key of a project, such as ${plain(own)}`);
  if (key !== own) throw usageError(`this clone is of the project ${own}, not of ${key}${suggestion(key, [own])}`);
  return key;
}

async function draftGiven({ io }: Context, options: CreateOptions): Promise<Draft> {
  const { description, from } = options;
  if (description === '-' && from === '-') throw usageError('standard input is read once: by --description or --from');
  const text = description === undefined ? '' : await readTextArgument(description, io.cwd);
  const own = draftOfOptions(options, text);
  if (from === undefined) return own;
  const source = await readSource(io.cwd, from, process.stdin);
  return mergeDrafts(draftOfText(source.text, source.name), own);
}

type Asked = { readonly key: string; readonly draft: Draft; readonly options: CreateOptions };

async function createFrom(context: Context, place: WorkingPlace, { key, draft, options }: Asked): Promise<ExitCode> {
  const { io, colors } = context;
  const nowMs = Date.now();
  const checked = await checkDraft(draft, place, () => writingAuthor(io, place.people, options.author));
  const untitled = draft.raw.has('title') ? [] : ['a ticket needs a title: give --title'];
  if (checked.kind === 'bad') throw usageError(...checked.problems, ...untitled);
  if (checked.values.title === undefined) throw usageError('a ticket needs a title: give --title');
  const id = givenId(options) ?? newId(nowMs);
  const making = { path: `/create/${key}`, body: bodyOf(checked, place), id, timeoutMs: timeoutMsOf(options) };
  const end = await makeOrQueue(
    { ...making, answer: TICKET_CREATED },
    {
      env: io.env,
      clone: place.found,
      offline: options.offline === true,
      notInJira: offlineParent(checked),
      hint: '',
    },
  );
  if (end.kind === 'queue')
    return queueTicket(context, place, { key, id, ticket: checked, why: end.why, options, nowMs });
  const { issueKey, url, path, commit } = end.answer;
  writeResult(context, { queued: false, issueKey, id, url, path, commit, reason: null }, () => [
    `✅ Created ${plain(issueKey)}`,
    `   ${plain(url)}`,
    colors.dim(`   ${plain(path)}${place.clone === null ? '' : ': `git pull` brings it into this clone'}`),
  ]);
  return EXIT.done;
}

/** What the file would say, by field. */
function bodyOf({ values, texts }: Ticket, { format }: WorkingPlace): Readonly<Record<string, unknown>> {
  const entries = Object.entries(values).map(([name, value]) => {
    const field = format.fields.find((each) => each.name === name);
    return [name, field === undefined || value === null ? value : renderValue(field, value)] as const;
  });
  return { ...Object.fromEntries(entries), ...texts };
}

/** The server takes a ticket below another that only this clone has when both are pushed. */
function offlineParent({ values }: Ticket): string | null {
  return (
    Object.values(values)
      .find((value) => typeof value === 'string' && isOfflineKey(value))
      ?.toString() ?? null
  );
}

type Queued = {
  readonly key: string;
  readonly id: string;
  readonly ticket: Ticket;
  readonly why: QueueReason;
  readonly options: CreateOptions;
  readonly nowMs: number;
};

async function queueTicket(
  context: Context,
  { clone, format, people }: WorkingPlace,
  { key, id, ticket, why, options, nowMs }: Queued,
): Promise<ExitCode> {
  const { io, colors } = context;
  const issueKey = `${key}-OFFLINE-${id}`;
  const path = `issues/${issueKey}.md`;
  const commit = await queueing(why, id, async () => {
    if (clone === null) throw cannotQueue('this is no clone of a ticket repository');
    const author = await writingAuthor(io, people, options.author);
    const entry = { id, path, at: timeOfMs(nowMs) ?? '', author };
    const text = renderTicketFile({ values: ticket.values, texts: ticket.texts, comments: [] }, format);
    const subject = `[tract] Create ${issueKey}: ${String(ticket.values.title)}`;
    const place = { folder: clone.folder, env: io.env };
    return commitEdits(place, { subject, edits: [newFile(path, text), queueCreate(entry)] });
  });
  const reason = why.detail ?? why.headline;
  writeResult(context, { queued: true, issueKey, id, url: null, path, commit, reason }, () => [
    ...queuedLines('ticket', why, { path, commit, colors }),
    `   ${issueKey} is its key until then.`,
  ]);
  return EXIT.done;
}
