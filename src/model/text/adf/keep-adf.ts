import type { AdfNode } from '../jira-text.ts';
import { type Essences, isUnsaid, isUsual, makeEssences } from './adf-essence.ts';
import { adfAttr, adfContent, isAdfNode } from './canonical-adf.ts';
import { keepEmojis } from './keep-emojis.ts';

/**
 * Rendered nodes with the parts of `old`, whose place they take, that did not change: mentions, tasks, cells and
 * whatever else means the same are exactly the old nodes, with their ids; what changed keeps its own id.
 */
export function keepUnchanged(rendered: readonly AdfNode[], old: AdfNode): readonly AdfNode[] {
  const nodes = keepEmojis(rendered, old);
  const keeper = makeKeeper(old);
  const [pair] = nodes.filter((node) => node.type === old.type);
  return nodes.map((node) => keep(node, node === pair ? old : null, keeper));
}

type Keeper = {
  readonly essences: Essences;
  /** The first old node that means the same and of which nothing was taken yet. */
  take(node: AdfNode): AdfNode | null;
  /** What the old link to this address is called within Jira. */
  linkLike(mark: AdfNode): AdfNode;
};

function makeKeeper(old: AdfNode): Keeper {
  const essences = makeEssences();
  const parents = new Map<AdfNode, AdfNode>();
  /** In reverse order, so that the first is the next to be taken. */
  const byEssence = new Map<number, AdfNode[]>();
  const links = new Map<string, AdfNode>();
  const pending = [old];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const essence = essences.of(node);
    const alike = byEssence.get(essence);
    if (alike === undefined) byEssence.set(essence, [node]);
    else alike.push(node);
    for (const mark of linksOf(node)) links.set(linkKey(mark), mark);
    const children = adfContent(node);
    for (const child of children) parents.set(child, node);
    pending.push(...children);
  }
  const taken = new Set<AdfNode>();
  const take = (node: AdfNode): AdfNode | null => {
    const alike = byEssence.get(essences.of(node)) ?? [];
    while (alike.length > 0) {
      const found = alike.pop();
      if (found === undefined || taken.has(found)) continue;
      markTaken(found, parents, taken);
      return found;
    }
    return null;
  };
  return { essences, take, linkLike: (mark) => links.get(linkKey(mark)) ?? mark };
}

function linksOf(node: AdfNode): readonly AdfNode[] {
  return Array.isArray(node.marks) ? node.marks.filter(isAdfNode).filter((mark) => mark.type === 'link') : [];
}

function linkKey({ attrs }: AdfNode): string {
  const { href, title } = { href: '', title: '', ...(typeof attrs === 'object' ? attrs : {}) };
  return JSON.stringify([href, title]);
}

/** Neither the node nor anything within or around it can be taken again as a whole. */
function markTaken(node: AdfNode, parents: ReadonlyMap<AdfNode, AdfNode>, taken: Set<AdfNode>): void {
  const pending = [node];
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    taken.add(each);
    pending.push(...adfContent(each));
  }
  for (let parent = parents.get(node); parent !== undefined && !taken.has(parent); parent = parents.get(parent)) {
    taken.add(parent);
  }
}

function keep(node: AdfNode, pair: AdfNode | null, keeper: Keeper): AdfNode {
  const same = keeper.take(node);
  if (same !== null) return same;
  if (node.type === 'text') return withOldLink(node, keeper);
  const attrs = pair === null ? node.attrs : withOldIds(node, pair);
  const own = attrs === undefined ? node : { ...node, attrs };
  if (node.content === undefined) return own;
  const children = adfContent(node);
  const pairs = pairChildren(children, pair === null ? [] : adfContent(pair), keeper.essences);
  return { ...own, content: children.map((child, at) => keep(child, pairs[at] ?? null, keeper)) };
}

function withOldLink(node: AdfNode, keeper: Keeper): AdfNode {
  if (linksOf(node).length === 0 || !Array.isArray(node.marks)) return node;
  return {
    ...node,
    marks: node.marks.map((mark) => (isAdfNode(mark) && mark.type === 'link' ? keeper.linkLike(mark) : mark)),
  };
}

/** The own attributes, with what the tree does not say of them as it was. */
function withOldIds(node: AdfNode, pair: AdfNode): Readonly<Record<string, unknown>> | undefined {
  const { type } = node;
  const kept = attrsOf(pair).filter(([name, value]) => {
    return isUnsaid(type, name) || (isUsual(type, name, value) && isUsual(type, name, adfAttr(node, name)));
  });
  const own = attrsOf(node);
  return node.attrs === undefined && kept.length === 0 ? undefined : Object.fromEntries([...own, ...kept]);
}

function attrsOf({ attrs }: AdfNode): readonly (readonly [string, unknown])[] {
  return typeof attrs === 'object' && attrs !== null ? Object.entries(attrs) : [];
}

/** What changed among the children takes the place of what is gone from there, in order. */
function pairChildren(
  children: readonly AdfNode[],
  before: readonly AdfNode[],
  essences: Essences,
): readonly (AdfNode | null)[] {
  const now = new Set(children.map(essences.of));
  const then = new Set(before.map(essences.of));
  const gone = new Map<string, AdfNode[]>();
  for (const node of before.filter((each) => !now.has(essences.of(each)))) {
    const alike = gone.get(node.type);
    if (alike === undefined) gone.set(node.type, [node]);
    else alike.push(node);
  }
  const used = new Map<string, number>();
  return children.map((child) => {
    if (then.has(essences.of(child)) || IDENTITIES.includes(child.type)) return null;
    const at = used.get(child.type) ?? 0;
    used.set(child.type, at + 1);
    return gone.get(child.type)?.[at] ?? null;
  });
}

/** Another person is no changed mention. */
const IDENTITIES: readonly string[] = [
  'mention',
  'emoji',
  'media',
  'mediaInline',
  'inlineCard',
  'blockCard',
  'embedCard',
];
