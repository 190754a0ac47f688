import { Failure } from '../../model/failure.ts';
import { InternalError } from '../../model/internal-error.ts';
import type { TicketEdit, TicketFormat } from '../../model/ticket.ts';
import { editTicketFile, renderTicketFile } from '../../model/ticket-file.ts';
import { ticketName } from '../../model/ticket-key.ts';
import { isOfflineKey } from '../../model/ticket-ref.ts';
import { editWorklogFile } from '../../model/worklog-file.ts';
import { worklogMonth } from '../../model/worklog-line.ts';
import type { ObjectStore, Oid, TreeEdit } from '../../snapshot/object-store.ts';
import type { GitAction } from '../git-action.ts';
import type { Staged } from '../git-side.ts';

type Write = Extract<GitAction, { kind: 'write-ticket' }>;
type WorklogAction = Extract<GitAction, { kind: 'add-worklog' | 'replace-worklog' | 'remove-worklog' }>;

/** Actions into edits of the commit's tree. Worklog lines of one month become one edit of its file. */
export async function stageActions(
  store: ObjectStore,
  commit: Oid | null,
  actions: readonly GitAction[],
  format: TicketFormat,
): Promise<Staged> {
  const writes = actions.filter((action) => action.kind === 'write-ticket');
  const removals = actions.filter((action) => action.kind === 'remove-ticket');
  const worklogs = actions.filter((action): action is WorklogAction => action.kind.endsWith('-worklog'));
  const leaving = new Set([...removals, ...writes.filter(({ path, to }) => path !== to)].map(({ path }) => path));
  const there = await inTheWay(store, commit, writes, leaving);
  const written = await stageWrites(store, there, writes, format);
  const edits = [
    ...removals.map((action): TreeEdit => ({ kind: 'remove', path: action.path })),
    ...written.edits,
    ...actions.flatMap(stageRecord),
    ...(await stageWorklogs(store, commit, worklogs, format)),
  ];
  return { edits, refused: written.refused };
}

/** One ticket that cannot be written, because it is too large or a mistake of ours, leaves the others alone. */
async function stageWrites(
  store: ObjectStore,
  there: ReadonlySet<Write>,
  writes: readonly Write[],
  format: TicketFormat,
): Promise<Staged> {
  const edited = writes.flatMap((write) => (write.from === null ? [] : [write.from]));
  const contents = await store.readBlobs(edited);
  const sources = new Map(edited.map((blob, index) => [blob, contents[index] ?? null]));
  const refused = new Map<string, Failure>();
  const edits = writes.flatMap((write): readonly TreeEdit[] => {
    try {
      if (there.has(write)) throw new Failure('stale', `${write.to} is there already, and is read first`);
      return stageWrite(write, sources, format);
    } catch (error) {
      refused.set(write.path, refusalOf(write, error));
      return [];
    }
  });
  return { edits, refused };
}

function refusalOf({ to }: Write, error: unknown): Failure {
  if (error instanceof Failure && error.kind === 'stale') return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new Failure('rejected', `${to} cannot be written: ${reason}`, { cause: error });
}

/**
 * Writes to a file that the plan knows nothing of: what it says would be lost. One with a temporary key may take the
 * place of its ticket's own file, since both were compared; and so may any the place of a file that leaves it.
 */
async function inTheWay(
  store: ObjectStore,
  commit: Oid | null,
  writes: readonly Write[],
  leaving: ReadonlySet<string>,
): Promise<ReadonlySet<Write>> {
  const blind = writes.filter(
    ({ from, path, to, over }) =>
      over !== true && (from === null || (path !== to && !isOfflineKey(ticketName(path) ?? ''))),
  );
  if (commit === null || blind.length === 0) return new Set();
  const entries = await store.lookUp(
    commit,
    blind.map(({ to }) => to),
  );
  return new Set(blind.filter(({ to }) => entries.has(to) && !leaving.has(to)));
}

function stageWrite(
  write: Write,
  sources: ReadonlyMap<Oid, Uint8Array | null>,
  format: TicketFormat,
): readonly TreeEdit[] {
  const moved: readonly TreeEdit[] = write.path === write.to ? [] : [{ kind: 'remove', path: write.path }];
  return [...moved, { kind: 'put', path: write.to, content: contentOf(write, sources, format) }];
}

function contentOf(write: Write, sources: ReadonlyMap<Oid, Uint8Array | null>, format: TicketFormat): string {
  if (write.from === null) return renderTicketFile(docOf(write.edit), format);
  const source = sources.get(write.from);
  if (!source) throw new InternalError(`the file ${write.path} was planned from a content that cannot be read`);
  return editTicketFile(new TextDecoder('utf-8', { ignoreBOM: true }).decode(source), write.edit, format);
}

function stageRecord(action: GitAction): readonly TreeEdit[] {
  if (action.kind === 'write-record') return [{ kind: 'put', path: action.path, content: action.content }];
  return action.kind === 'remove-record' ? [{ kind: 'remove', path: action.path }] : [];
}

function docOf(edit: TicketEdit) {
  return { values: edit.values, texts: edit.texts, comments: (edit.comments ?? []).map((slot) => slot.comment) };
}

async function stageWorklogs(
  store: ObjectStore,
  commit: Oid | null,
  actions: readonly WorklogAction[],
  format: TicketFormat,
): Promise<readonly TreeEdit[]> {
  const byMonth = new Map<string, WorklogAction[]>();
  for (const action of actions) {
    const month = action.kind === 'add-worklog' ? worklogMonth(action.worklog.started) : action.month;
    byMonth.set(month, [...(byMonth.get(month) ?? []), action]);
  }
  const paths = [...byMonth.keys()].map((month) => `worklogs/${month}.jsonl`);
  const entries = commit === null || paths.length === 0 ? new Map() : await store.lookUp(commit, paths);
  return Promise.all(
    [...byMonth].map(async ([month, monthActions]): Promise<TreeEdit> => {
      const path = `worklogs/${month}.jsonl`;
      const oid: Oid | undefined = entries.get(path)?.oid;
      const [bytes] = oid === undefined ? [] : await store.readBlobs([oid]);
      const text = bytes ? new TextDecoder().decode(bytes) : '';
      return { kind: 'put', path, content: editMonth(text, monthActions, format) };
    }),
  );
}

function editMonth(text: string, actions: readonly WorklogAction[], format: TicketFormat): string {
  const add = actions.flatMap((action) => (action.kind === 'add-worklog' ? [action.worklog] : []));
  const remove = actions.flatMap((action) => (action.kind === 'remove-worklog' ? [action.line] : []));
  const replace = actions.flatMap((action) =>
    action.kind === 'replace-worklog' ? [{ line: action.line, worklog: action.worklog }] : [],
  );
  return editWorklogFile(text, { add, replace, remove }, format);
}
