import type { TicketFormat } from '../../model/ticket.ts';
import { readTicketFile } from '../../model/ticket-file.ts';
import type { ObjectStore, Oid, TreeEntry } from '../../snapshot/object-store.ts';
import type { GitState } from '../observation.ts';
import { isPlainFile } from './diff-branch.ts';

/** The ticket files of a commit at these paths; what cannot be read is `broken` with the reason, never an error. */
export async function readTicketFiles(
  store: ObjectStore,
  commit: Oid | null,
  paths: readonly string[],
  format: TicketFormat,
): Promise<ReadonlyMap<string, GitState>> {
  const entries = commit === null ? new Map<string, TreeEntry>() : await store.lookUp(commit, paths);
  const files = paths.flatMap((path) => {
    const entry = entries.get(path);
    return entry !== undefined && isPlainFile(entry.mode) ? [entry] : [];
  });
  const contents = await store.readBlobs(files.map((entry) => entry.oid));
  const bytesByOid = new Map(files.map((entry, index) => [entry.oid, contents[index] ?? null]));
  return new Map(paths.map((path) => [path, stateOf(entries.get(path), bytesByOid, format)]));
}

/** Reads one content; the blob names it in later comparisons. */
export function parseTicketBlob(blob: Oid, bytes: Uint8Array, format: TicketFormat): GitState {
  const reading = readTicketFile(bytes, format);
  if (reading.kind === 'broken') return { kind: 'broken', blob, line: reading.line, reason: reading.reason };
  return {
    kind: 'ticket',
    blob,
    source: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
    doc: reading.doc,
  };
}

function stateOf(
  entry: TreeEntry | undefined,
  contents: ReadonlyMap<Oid, Uint8Array | null>,
  format: TicketFormat,
): GitState {
  if (entry === undefined) return { kind: 'absent' };
  const { oid: blob, mode } = entry;
  if (!isPlainFile(mode)) return { kind: 'broken', blob, line: 1, reason: 'not a plain file: links are not followed' };
  const bytes = contents.get(blob) ?? null;
  if (bytes === null) return { kind: 'broken', blob, line: 1, reason: 'too large for a ticket (the limit is 1 MiB)' };
  return parseTicketBlob(blob, bytes, format);
}
