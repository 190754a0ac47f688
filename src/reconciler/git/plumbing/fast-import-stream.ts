import type { CommitSpec, TreeEdit } from '../../../snapshot/object-store.ts';
import type { BulkFolder } from './bulk-folder.ts';
import { identityLine } from './identity-line.ts';
import { checkNewPath, checkOid, checkPath } from './names.ts';

/** Exists only inside fast-import: `reset` forgets it before refs are written, so no ref of the repository is touched. */
export const UNWRITTEN_REF = 'refs/tract/pending';

/**
 * The input of `git fast-import` that writes one commit and prints its object name.
 * The edits of a bulk folder are blobs only: its tree is there already.
 */
export function* fastImportStream(
  spec: CommitSpec,
  bulkFolders: readonly BulkFolder[] = [],
): Generator<string | Uint8Array> {
  const bulk = new Set(bulkFolders.flatMap(({ edits }) => edits));
  const [first, ...others] = spec.parents.map(checkOid);
  yield 'feature done\n';
  for (const edit of bulk) if (edit.kind === 'put') yield* blob(edit.content);
  yield `commit ${UNWRITTEN_REF}\nmark :1\n`;
  yield `author ${identityLine(spec.author, spec.atMs)}\ncommitter ${identityLine(spec.committer, spec.atMs)}\n`;
  yield* data(cleanMessage(spec.message));
  if (first !== undefined) yield `from ${first}\n`;
  for (const parent of others) yield `merge ${parent}\n`;
  for (const { folder, tree } of bulkFolders) yield `M 040000 ${tree} ${quotePath(folder)}\n`;
  for (const edit of spec.edits) if (!bulk.has(edit)) yield* editLines(edit);
  yield `get-mark :1\nreset ${UNWRITTEN_REF}\n\ndone\n`;
}

/** Git cuts a message at a NUL. */
export function cleanMessage(message: string): string {
  return message.replaceAll('\0', ' ');
}

function* editLines(edit: TreeEdit): Generator<string | Uint8Array> {
  if (edit.kind === 'remove') {
    yield `D ${quotePath(checkPath(edit.path))}\n`;
    return;
  }
  yield `M 100644 inline ${quotePath(checkNewPath(edit.path))}\n`;
  yield* data(edit.content);
}

function* blob(content: string | Uint8Array): Generator<string | Uint8Array> {
  yield 'blob\n';
  yield* data(content);
}

function* data(content: string | Uint8Array): Generator<string | Uint8Array> {
  yield `data ${Buffer.byteLength(content)}\n`;
  if (content.length > 0) yield content;
  yield '\n';
}

/** A path in the C style that fast-import reads. */
function quotePath(path: string): string {
  const escaped = path
    .replace(/["\\]/g, (sign) => `\\${sign}`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the quoting is for
    .replace(/[\u0001-\u001f\u007f]/g, (sign) => `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return `"${escaped}"`;
}
