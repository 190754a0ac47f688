import { renameTemporaryKeys, temporaryKeys } from '../../model/temporary-key.ts';
import { isTicketKey, ticketName } from '../../model/ticket-key.ts';
import type { Oid, TreeEdit } from '../../snapshot/object-store.ts';
import type { Parts } from '../parts.ts';

/** `edits` with every reference renamed, and what has to be looked at again: keys, and paths of files without one. */
export type Renamed = { readonly edits: readonly TreeEdit[]; readonly refs: readonly string[] };

/** Entries of creates name their own file, by which they are found to be over. */
const FOLDERS = ['issues', 'worklogs', '.tract/queue/worklogs'] as const;
const READ_TOGETHER = 500;
const ISSUE_MEMBER = /"issue"\s*:\s*"([^"]{1,120})"/;
const OFFLINE = Buffer.from('-OFFLINE-');

/**
 * Temporary keys become the keys that Jira gave: in all tickets, worklogs and queue entries of the branch as it is after
 * `edits`. Bytes that are no such key stay. `paths` narrows the search to these files; null is everywhere.
 */
export async function renameReferences(
  parts: Parts,
  tip: Oid,
  edits: readonly TreeEdit[],
  names: ReadonlyMap<string, string>,
  paths: readonly string[] | null = null,
): Promise<Renamed> {
  if (names.size === 0) return { edits, refs: [] };
  const refs = new Set<string>();
  const rename = (path: string, text: string): string => {
    const renamed = renameTemporaryKeys(text, names);
    if (renamed !== text) for (const ref of refsOf(path, text, renamed)) refs.add(ref);
    return renamed;
  };
  const inEdits = edits.map((edit): TreeEdit => {
    if (edit.kind === 'remove' || typeof edit.content !== 'string' || !isSearched(edit.path)) return edit;
    return { ...edit, content: rename(edit.path, edit.content) };
  });
  const edited = new Set(edits.map(({ path }) => path));
  const others: TreeEdit[] = [];
  for await (const [path, text] of mentioning(parts, tip, paths)) {
    if (edited.has(path)) continue;
    const content = rename(path, text);
    if (content !== text) others.push({ kind: 'put', path, content });
  }
  return { edits: [...inEdits, ...others], refs: [...refs] };
}

function isSearched(path: string): boolean {
  return FOLDERS.some((folder) => path.startsWith(`${folder}/`));
}

/** The files that mention a temporary key at all, a few at a time: a branch may have a hundred thousand. */
async function* mentioning(
  { store }: Parts,
  tip: Oid,
  paths: readonly string[] | null,
): AsyncIterable<readonly [string, string]> {
  const listed =
    paths === null
      ? (await Promise.all(FOLDERS.map((folder) => store.listTree(tip, folder)))).flat()
      : [...(await store.lookUp(tip, paths.filter(isSearched))).values()];
  const plain = listed.filter(({ mode }) => mode.startsWith('100'));
  for (let from = 0; from < plain.length; from += READ_TOGETHER) {
    const some = plain.slice(from, from + READ_TOGETHER);
    const contents = await store.readBlobs(some.map(({ oid }) => oid));
    for (const [index, { path }] of some.entries()) {
      const bytes = contents[index];
      if (bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(OFFLINE)) {
        yield [path, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)];
      }
    }
  }
}

/** Whose file it is; of a worklog, the tickets of the lines that changed. */
function refsOf(path: string, before: string, after: string): readonly string[] {
  const name = ticketName(path);
  if (name !== null) return [isTicketKey(name) ? name : path];
  if (!path.startsWith('worklogs/')) return [];
  const old = before.split('\n');
  return after
    .split('\n')
    .filter((line, index) => line !== old[index])
    .flatMap((line) => ISSUE_MEMBER.exec(line)?.[1] ?? [])
    .filter(isTicketKey);
}

/** The temporary keys that a file of the branch mentions. */
export async function mentionedIn(parts: Parts, tip: Oid, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  for await (const [, text] of mentioning(parts, tip, paths)) for (const key of temporaryKeys(text)) keys.add(key);
  return keys;
}
