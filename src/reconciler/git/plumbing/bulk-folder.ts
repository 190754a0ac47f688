import { blobOid } from '../../../snapshot/blob-oid.ts';
import type { CommitSpec, Oid, TreeEdit } from '../../../snapshot/object-store.ts';
import type { CatFile } from './cat-file.ts';
import { gitFailure } from './git-failure.ts';
import { type GitPlace, runGit } from './git-process.ts';
import { checkNewPath, checkPath } from './names.ts';
import type { TreeItem } from './tree-object.ts';
import { readFolder } from './tree-reader.ts';

/** A folder whose new tree is written already; the blobs of `edits` are not. */
export type BulkFolder = { readonly folder: string; readonly tree: Oid; readonly edits: readonly TreeEdit[] };

/** fast-import walks a folder from its start for every edit: from about here on, one `mktree` is cheaper. */
const BULK_EDITS = 500;
const UNDECODED = '\ufffd';

/** Writes the trees of folders in which very many files change at once. Their edits then need no further walk. */
export async function writeBulkFolders(place: GitPlace, cat: CatFile, spec: CommitSpec): Promise<BulkFolder[]> {
  const done: BulkFolder[] = [];
  for (const [folder, edits] of bulkCandidates(spec.edits)) {
    const [parent] = spec.parents;
    const items = parent === undefined ? [] : await readFolder(cat, parent, folder.split('/'));
    // A name that is no UTF-8 could not be written back as it was.
    if (items.some(({ name }) => name.includes(UNDECODED))) continue;
    const lines = treeLines(items, folder, edits);
    if (lines.length > 0) done.push({ folder, tree: await makeTree(place, lines), edits });
  }
  return done;
}

/** Folders with many edits, all of them right inside, and no edit of a folder around them. */
function bulkCandidates(edits: readonly TreeEdit[]): Map<string, TreeEdit[]> {
  const byFolder = new Map<string, TreeEdit[]>();
  for (const edit of edits) {
    const folder = edit.path.slice(0, Math.max(0, edit.path.lastIndexOf('/')));
    const same = byFolder.get(folder);
    if (same === undefined) byFolder.set(folder, [edit]);
    else same.push(edit);
  }
  const paths = new Set(edits.map(({ path }) => path));
  const large = [...byFolder].filter(([folder, same]) => folder !== '' && same.length >= BULK_EDITS);
  return new Map(
    large.filter(([folder]) => {
      const isMixed = [...byFolder.keys()].some((other) => other.startsWith(`${folder}/`));
      return !isMixed && !ancestors(folder).some((above) => paths.has(above));
    }),
  );
}

/** `a/b` → `a`, `a/b` */
function ancestors(folder: string): string[] {
  const parts = folder.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function treeLines(items: readonly TreeItem[], folder: string, edits: readonly TreeEdit[]): string[] {
  const lines = new Map(items.map((item) => [item.name, line(item.mode, item.oid, item.name)]));
  for (const edit of edits) {
    const path = edit.kind === 'remove' ? checkPath(edit.path) : checkNewPath(edit.path);
    const name = path.slice(folder.length + 1);
    if (edit.kind === 'remove') lines.delete(name);
    else lines.set(name, line('100644', blobOid(edit.content), name));
  }
  return [...lines.values()];
}

function line(mode: string, oid: Oid, name: string): string {
  const type = mode === '040000' ? 'tree' : mode === '160000' ? 'commit' : 'blob';
  return `${mode} ${type} ${oid}\t${name}\0`;
}

/** `--missing`: the blobs come afterwards, with the commit. */
async function makeTree(place: GitPlace, lines: readonly string[]): Promise<Oid> {
  const { code, stdout, stderr } = await runGit(place, ['mktree', '-z', '--missing'], lines);
  if (code !== 0) throw gitFailure(place.path, stderr);
  return stdout.trim();
}
