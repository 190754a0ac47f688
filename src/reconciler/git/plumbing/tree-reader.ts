import { Failure } from '../../../model/failure.ts';
import type { Oid, TreeEntry } from '../../../snapshot/object-store.ts';
import type { CatFile } from './cat-file.ts';
import { parseTree, type TreeItem } from './tree-object.ts';

/** Bytes of a tree object. */
type Tree = Buffer;

/** The entries of a commit's tree at `paths`, in their order: files, links and submodules, no folders. */
export async function lookUpPaths(
  cat: CatFile,
  commit: Oid,
  paths: readonly string[],
): Promise<Map<string, TreeEntry>> {
  const found = new Map<string, TreeEntry>();
  let level: readonly Search[] = [{ prefix: '', oid: `${commit}^{tree}`, paths: [...new Set(paths)] }];
  while (level.some((search) => search.paths.length > 0)) {
    const trees = await readTrees(
      cat,
      level.map(({ oid }) => oid),
    );
    level = level.flatMap((search) => searchTree(trees.get(search.oid) ?? Buffer.alloc(0), search, found));
  }
  const inOrder = paths.map((path) => found.get(path)).filter((entry) => entry !== undefined);
  return new Map(inOrder.map((entry) => [entry.path, entry]));
}

/** All entries below `folder`, recursively, in git's order. One question per level of folders, not per folder. */
export async function listFiles(cat: CatFile, commit: Oid, folder: string): Promise<TreeEntry[]> {
  const start = await readFolder(cat, commit, folder === '' ? [] : folder.split('/'));
  const trees = new Map<Oid, readonly TreeItem[]>();
  for (let level = folderOids(start); level.length > 0; ) {
    const read = [...(await readTrees(cat, level))].map(([oid, tree]) => [oid, parseTree(tree)] as const);
    for (const [oid, items] of read) trees.set(oid, items);
    level = read.flatMap(([, items]) => folderOids(items)).filter((oid) => !trees.has(oid));
  }
  const files: TreeEntry[] = [];
  collectFiles(start, folder === '' ? '' : `${folder}/`, trees, files);
  return files;
}

/** What is right inside a folder of a commit; nothing where there is no such folder. */
export async function readFolder(cat: CatFile, commit: Oid, parts: readonly string[]): Promise<readonly TreeItem[]> {
  let oid = `${commit}^{tree}`;
  for (const part of parts) {
    const tree = (await readTrees(cat, [oid])).get(oid) ?? Buffer.alloc(0);
    const [item] = parseTree(tree, new Set([part]));
    if (item === undefined || !item.isTree) return [];
    oid = item.oid;
  }
  return parseTree((await readTrees(cat, [oid])).get(oid) ?? Buffer.alloc(0));
}

/** Paths that are looked for below one folder; `prefix` is its path with a slash at the end. */
type Search = { readonly prefix: string; readonly oid: string; readonly paths: readonly string[] };

/** Notes the files of this folder in `found`; answers the searches that go on below. */
function searchTree(tree: Tree, { prefix, paths }: Search, found: Map<string, TreeEntry>): Search[] {
  const pathsByName = new Map<string, string[]>();
  for (const path of paths) {
    const slash = path.indexOf('/', prefix.length);
    const name = path.slice(prefix.length, slash < 0 ? undefined : slash);
    const same = pathsByName.get(name);
    if (same === undefined) pathsByName.set(name, [path]);
    else same.push(path);
  }
  const deeper: Search[] = [];
  for (const { name, mode, oid, isTree } of parseTree(tree, new Set(pathsByName.keys()))) {
    const path = prefix + name;
    const below = (pathsByName.get(name) ?? []).filter((one) => one !== path);
    if (isTree && below.length > 0) deeper.push({ prefix: `${path}/`, oid, paths: below });
    else if (!isTree && pathsByName.get(name)?.includes(path)) found.set(path, { path, mode, oid });
  }
  return deeper;
}

function collectFiles(
  items: readonly TreeItem[],
  prefix: string,
  trees: ReadonlyMap<Oid, readonly TreeItem[]>,
  into: TreeEntry[],
): void {
  for (const { name, mode, oid, isTree } of items) {
    if (isTree) collectFiles(trees.get(oid) ?? [], `${prefix}${name}/`, trees, into);
    else into.push({ path: prefix + name, mode, oid });
  }
}

/** The bytes of each tree by the name it was asked for with. */
async function readTrees(cat: CatFile, names: readonly string[]): Promise<Map<string, Tree>> {
  const wanted = [...new Set(names)];
  const objects = await cat.contents(wanted);
  return new Map(
    wanted.map((name, index) => {
      const object = objects[index] ?? null;
      if (object !== null) return [name, object.content];
      throw new Failure(
        'fatal',
        `${name.slice(0, 40)} is not in the repository, or is no commit or folder: run git fsck`,
      );
    }),
  );
}

function folderOids(items: readonly TreeItem[]): Oid[] {
  return items.filter((item) => item.isTree).map((item) => item.oid);
}
