import type { Queue, Queued, QueueEntry } from '../../model/queue-entry.ts';
import { withoutQueueLines } from '../../model/queue-file.ts';
import type { GitWorklog } from '../../model/worklog.ts';
import type { TicketBase } from '../../snapshot/base.ts';
import type { Oid, TreeEdit } from '../../snapshot/object-store.ts';
import type { Parts } from '../parts.ts';
import type { Work } from '../work.ts';

/** An entry that is over: Jira has what it was about (`worklog` is the line of it), or somebody took that back. */
export type Settled =
  | { readonly kind: 'synced'; readonly entry: QueueEntry; readonly worklog: GitWorklog | null }
  | { readonly kind: 'taken-back'; readonly entry: QueueEntry };

export type QueueSettling = { readonly edits: readonly TreeEdit[]; readonly settled: readonly Settled[] };

/**
 * Takes those entries out of the queue that are over once `works` are on record with `edits`. Values decide: a create
 * is over when its file is no more, a time entry when both sides have it, or when its line is no more.
 */
export async function settleQueue(
  parts: Parts,
  works: readonly Work[],
  edits: readonly TreeEdit[],
  tip: Oid | null,
): Promise<QueueSettling> {
  const queue = tip === null ? null : await parts.git.readQueue(tip);
  if (tip === null || queue === null || queue.queued.length === 0) return { edits, settled: [] };
  const creates = await settledCreates(parts, queue, edits, tip);
  const worklogs = await settledWorklogs(parts, queue, works, tip);
  const over = new Map([...creates, ...worklogs]);
  const settled = queue.queued.flatMap((queued) => over.get(queued) ?? []);
  return { edits: await withoutEntries(parts, [...over.keys()], edits, tip), settled };
}

type Found = readonly (readonly [Queued, Settled])[];

async function settledCreates(parts: Parts, queue: Queue, edits: readonly TreeEdit[], tip: Oid): Promise<Found> {
  const paths = queue.queued.flatMap(({ entry }) => (entry.kind === 'create' ? [entry.path] : []));
  const there = paths.length === 0 ? new Map() : await parts.store.lookUp(tip, paths);
  const moved = new Set(edits.flatMap((edit) => (edit.kind === 'remove' ? [edit.path] : [])));
  return queue.queued.flatMap((queued): Found => {
    const { entry } = queued;
    if (entry.kind !== 'create' || (there.has(entry.path) && !moved.has(entry.path))) return [];
    if (moved.has(entry.path)) return [[queued, { kind: 'synced', entry, worklog: null }]];
    return [[queued, { kind: 'taken-back', entry }]];
  });
}

async function settledWorklogs(parts: Parts, queue: Queue, works: readonly Work[], tip: Oid): Promise<Found> {
  const ids = new Set(queue.queued.flatMap(({ entry }) => (entry.kind === 'worklog' ? [entry.id] : [])));
  if (ids.size === 0) return [];
  const format = parts.project.format();
  const all = await parts.git.readAllWorklogs(tip, format);
  const lines = new Map(
    all.flatMap(({ worklog }) => (ids.has(worklog.id ?? '') ? [[worklog.id, worklog] as const] : [])),
  );
  const agreed = await agreedLines(parts, works, new Set([...lines.values()].map(({ issue }) => issue)));
  // A line that cannot be read may be the one that seems to be gone.
  const issues = queue.queued.flatMap(({ entry }) => (entry.kind === 'worklog' ? [entry.issue] : []));
  const readings = await parts.git.readWorklogs(tip, issues, format);
  return queue.queued.flatMap((queued): Found => {
    const { entry } = queued;
    if (entry.kind !== 'worklog') return [];
    const worklog = lines.get(entry.id);
    if (worklog !== undefined && agreed.has(entry.id)) return [[queued, { kind: 'synced', entry, worklog }]];
    const isUnsure = (readings.get(entry.issue)?.problems.length ?? 0) > 0;
    return worklog === undefined && !isUnsure ? [[queued, { kind: 'taken-back', entry }]] : [];
  });
}

/** The ids of the lines that both sides have: by the plans that are about to be recorded, else by the snapshot. */
async function agreedLines(
  parts: Parts,
  works: readonly Work[],
  issues: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const planned = new Map(
    works.flatMap(({ plan, failure }): readonly (readonly [string, TicketBase])[] =>
      failure === null && plan.base !== null ? [[plan.base.key, plan.base]] : [],
    ),
  );
  const stored = await parts.snapshot.bases([...issues].filter((issue) => !planned.has(issue)));
  const bases = [...planned.values(), ...stored.values()];
  return new Set(bases.flatMap(({ worklogs }) => worklogs.flatMap(({ line }) => line ?? [])));
}

/**
 * An entry that is a file goes with it; a file of many stays, empty if need be: git merges lines that somebody appended
 * meanwhile into it by itself, but not into a file that was removed.
 */
async function withoutEntries(
  parts: Parts,
  over: readonly Queued[],
  edits: readonly TreeEdit[],
  tip: Oid,
): Promise<readonly TreeEdit[]> {
  const lines = new Map<string, Set<number>>();
  const files = new Set<string>();
  for (const { file, line } of over.flatMap(({ places }) => places)) {
    if (line === null) files.add(file);
    else lines.set(file, new Set([...(lines.get(file) ?? []), line]));
  }
  const cut = await Promise.all(
    [...lines].map(async ([path, gone]): Promise<TreeEdit> => {
      const content = withoutQueueLines(await contentOf(parts, path, edits, tip), gone);
      return { kind: 'put', path, content: content.trim() === '' ? '' : content };
    }),
  );
  const touched = new Set([...files, ...lines.keys()]);
  const removed = [...files].map((path): TreeEdit => ({ kind: 'remove', path }));
  return [...edits.filter(({ path }) => !touched.has(path)), ...cut, ...removed];
}

async function contentOf({ store }: Parts, path: string, edits: readonly TreeEdit[], tip: Oid): Promise<string> {
  const edit = edits.find((candidate) => candidate.path === path);
  if (edit?.kind === 'put' && typeof edit.content === 'string') return edit.content;
  const oid = (await store.lookUp(tip, [path])).get(path)?.oid;
  const [bytes] = oid === undefined ? [] : await store.readBlobs([oid]);
  return bytes ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) : '';
}
