import type { AdfNode } from '../jira-text.ts';
import type { JoinPart } from '../reconcile/jira-dialect.ts';
import { adfAttr, adfContent, isAdfNode } from './canonical-adf.ts';

/** Two tasks of the same words would have one id: the later one gets another. What Jira holds keeps its own. */
export function withUniqueIds(parts: readonly JoinPart[]): readonly AdfNode[] {
  const used = new Map<string, number>();
  for (const { original, kept } of parts) if (kept && isAdfNode(original)) collectIds(original, used);
  return parts.flatMap(({ original, kept }) => {
    if (!isAdfNode(original)) return [];
    return kept ? [original] : [withOwnIds(original, used)];
  });
}

function collectIds(node: AdfNode, used: Map<string, number>): void {
  const id = adfAttr(node, 'localId');
  if (typeof id === 'string') used.set(id, 1);
  for (const child of adfContent(node)) collectIds(child, used);
}

function withOwnIds(node: AdfNode, used: Map<string, number>): AdfNode {
  const id = adfAttr(node, 'localId');
  const own = typeof id === 'string' && id !== '' ? freeId(id, used) : id;
  const content = Array.isArray(node.content) ? adfContent(node).map((child) => withOwnIds(child, used)) : null;
  const same = content === null || adfContent(node).every((child, at) => child === content[at]);
  if (same && own === id) return node;
  const attrs = own === id ? {} : { attrs: { ...(typeof node.attrs === 'object' ? node.attrs : {}), localId: own } };
  return { ...node, ...attrs, ...(content === null ? {} : { content }) };
}

/** How often an id was asked for is remembered, so that many tasks of the same words are counted once. */
function freeId(id: string, used: Map<string, number>): string {
  const before = used.get(id);
  if (before === undefined) {
    used.set(id, 1);
    return id;
  }
  let nth = before + 1;
  while (used.has(`${id}-${nth}`)) nth += 1;
  used.set(id, nth);
  used.set(`${id}-${nth}`, 1);
  return `${id}-${nth}`;
}
