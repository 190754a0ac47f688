import type { TreeChange, TreeEntry } from '../../src/snapshot/object-store.ts';

export type MemoryFile = { readonly mode: string; readonly oid: string };

/** A folder. Never changed once a commit holds it: an edit copies the folders on its way and shares the others. */
export type MemoryTree = ReadonlyMap<string, MemoryFile | MemoryTree>;

export const EMPTY_TREE: MemoryTree = new Map();

/** The tree with `file` at `path`, or without anything there; folders that become empty go. */
export function withFile(tree: MemoryTree, path: string, file: MemoryFile | null): MemoryTree {
  const slash = path.indexOf('/');
  const name = slash < 0 ? path : path.slice(0, slash);
  const old = tree.get(name);
  const node = slash < 0 ? file : withFile(old instanceof Map ? old : EMPTY_TREE, path.slice(slash + 1), file);
  if (node === null && old === undefined) return tree;
  const copy = new Map(tree);
  // Removing below a file removes nothing; removing the last file of a folder removes the folder.
  if (node instanceof Map && node.size === 0 && file === null) {
    if (old instanceof Map) copy.delete(name);
  } else if (node === null) copy.delete(name);
  else copy.set(name, node);
  return copy;
}

export function entryAt(tree: MemoryTree, path: string): MemoryFile | MemoryTree | null {
  let node: MemoryFile | MemoryTree | undefined = tree;
  for (const part of path === '' ? [] : path.split('/')) {
    node = node instanceof Map ? node.get(part) : undefined;
  }
  return node ?? null;
}

export function isTree(node: MemoryFile | MemoryTree | null | undefined): node is MemoryTree {
  return node instanceof Map;
}

/** All files below, sorted by path. */
export function filesBelow(node: MemoryFile | MemoryTree | null, prefix: string): TreeEntry[] {
  const files: TreeEntry[] = [];
  if (isTree(node)) collect(node, prefix === '' ? '' : `${prefix}/`, files);
  return files.sort(byPath);
}

/** What differs below two nodes that stand at the same path; shared folders are not entered. */
export function changesBelow(
  before: MemoryFile | MemoryTree | null,
  after: MemoryFile | MemoryTree | null,
  path: string,
): TreeChange[] {
  const changes: TreeChange[] = [];
  compare(before, after, path, changes);
  return changes.sort(byPath);
}

function compare(
  before: MemoryFile | MemoryTree | null,
  after: MemoryFile | MemoryTree | null,
  path: string,
  into: TreeChange[],
): void {
  if (before === after) return;
  const [oldFile, newFile] = [asFile(before), asFile(after)];
  if (oldFile?.oid !== newFile?.oid || oldFile?.mode !== newFile?.mode) {
    into.push({ path, before: oldFile, after: newFile });
  }
  const [oldTree, newTree] = [isTree(before) ? before : EMPTY_TREE, isTree(after) ? after : EMPTY_TREE];
  for (const name of new Set([...oldTree.keys(), ...newTree.keys()])) {
    const below = path === '' ? name : `${path}/${name}`;
    compare(oldTree.get(name) ?? null, newTree.get(name) ?? null, below, into);
  }
}

function asFile(node: MemoryFile | MemoryTree | null): MemoryFile | null {
  return node === null || isTree(node) ? null : node;
}

function collect(tree: MemoryTree, prefix: string, into: TreeEntry[]): void {
  for (const [name, node] of tree) {
    if (isTree(node)) collect(node, `${prefix}${name}/`, into);
    else into.push({ path: prefix + name, mode: node.mode, oid: node.oid });
  }
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
