import { Failure } from '../../../model/failure.ts';
import type { Oid, TreeEntry } from '../../../snapshot/object-store.ts';
import type { CatFile } from './cat-file.ts';
import { parseTree, type TreeItem } from './tree-object.ts';

/** The entries of a commit's tree at `paths`: files, links and submodules, no folders. */
export async function lookUpPaths(
  cat: CatFile,
  commit: Oid,
  paths: readonly string[],
): Promise<Map<string, TreeEntry>> {
  const found = new Map<string, TreeEntry>();
  if (paths.length > 0) await descend(cat, await readRoot(cat, commit), '', [...new Set(paths)], found);
  return found;
}

/** All entries below `folder`, recursively, in git's order. One question per level of folders, not per folder. */
export async function listFiles(cat: CatFile, commit: Oid, folder: string): Promise<TreeEntry[]> {
  const root = await readRoot(cat, commit);
  const start = folder === '' ? root : await readFolder(cat, root, folder.split('/'));
  if (start === null) return [];
  const trees = new Map<Oid, readonly TreeItem[]>();
  for (let level = folderOids(start); level.length > 0; ) {
    const read = await readTrees(cat, level);
    for (const [oid, items] of read) trees.set(oid, items);
    level = [...read.values()].flatMap(folderOids).filter((oid) => !trees.has(oid));
  }
  const files: TreeEntry[] = [];
  collect(start, folder === '' ? '' : `${folder}/`, trees, files);
  return files;
}

async function descend(
  cat: CatFile,
  items: readonly TreeItem[],
  prefix: string,
  paths: readonly string[],
  found: Map<string, TreeEntry>,
): Promise<void> {
  const byName = new Map(items.map((item) => [item.name, item]));
  const below = new Map<string, string[]>();
  for (const path of paths) {
    const slash = path.indexOf('/', prefix.length);
    const item = byName.get(path.slice(prefix.length, slash < 0 ? undefined : slash));
    if (item === undefined) continue;
    if (slash < 0 && !item.isTree) found.set(path, { path, mode: item.mode, oid: item.oid });
    if (slash < 0 || !item.isTree) continue;
    const deeper = below.get(item.name);
    if (deeper === undefined) below.set(item.name, [path]);
    else deeper.push(path);
  }
  const oids = [...below.keys()].map((name) => byName.get(name)?.oid ?? '');
  const trees = await readTrees(cat, oids);
  for (const [name, deeper] of below) {
    const tree = trees.get(byName.get(name)?.oid ?? '') ?? [];
    await descend(cat, tree, `${prefix}${name}/`, deeper, found);
  }
}

function collect(
  items: readonly TreeItem[],
  prefix: string,
  trees: ReadonlyMap<Oid, readonly TreeItem[]>,
  into: TreeEntry[],
): void {
  for (const { name, mode, oid, isTree } of items) {
    if (isTree) collect(trees.get(oid) ?? [], `${prefix}${name}/`, trees, into);
    else into.push({ path: prefix + name, mode, oid });
  }
}

async function readFolder(
  cat: CatFile,
  root: readonly TreeItem[],
  parts: readonly string[],
): Promise<readonly TreeItem[] | null> {
  let items = root;
  for (const part of parts) {
    const item = items.find((one) => one.name === part && one.isTree);
    if (item === undefined) return null;
    items = (await readTrees(cat, [item.oid])).get(item.oid) ?? [];
  }
  return items;
}

async function readRoot(cat: CatFile, commit: Oid): Promise<readonly TreeItem[]> {
  const [tree] = await cat.contents([`${commit}^{tree}`]);
  if (tree === undefined || tree === null) throw missing('commit', commit);
  return parseTree(tree.content);
}

async function readTrees(cat: CatFile, oids: readonly Oid[]): Promise<Map<Oid, readonly TreeItem[]>> {
  const wanted = [...new Set(oids)];
  const trees = new Map<Oid, readonly TreeItem[]>();
  (await cat.contents(wanted)).forEach((object, index) => {
    const oid = wanted[index] ?? '';
    if (object === null) throw missing('folder', oid);
    trees.set(oid, parseTree(object.content));
  });
  return trees;
}

function folderOids(items: readonly TreeItem[]): Oid[] {
  return items.filter((item) => item.isTree).map((item) => item.oid);
}

function missing(what: string, oid: Oid): Failure {
  return new Failure('fatal', `the ${what} ${oid} is not in the repository: run git fsck there`);
}
