import type { AdfMark, AdfNode } from './adf-node.ts';

const withLocalId = new Set([
  'paragraph',
  'heading',
  'bulletList',
  'orderedList',
  'table',
  'panel',
  'taskList',
  'taskItem',
]);

/**
 * What Jira makes of a document on its way in: neighbouring texts with the same marks become one, empty `marks` and
 * `attrs` go, and blocks may receive a `localId`.
 */
export function normaliseAdf(node: AdfNode, mintLocalId: (() => string) | null): AdfNode {
  const content = node.content && joinTexts(node.content.map((child) => normaliseAdf(child, mintLocalId)));
  const attrs = attributes(node, mintLocalId);
  const marks = node.marks?.map(withoutEmptyAttrs) ?? [];
  return {
    type: node.type,
    ...(node.version === undefined ? {} : { version: node.version }),
    ...(node.text === undefined ? {} : { text: node.text }),
    ...(Object.keys(attrs).length === 0 ? {} : { attrs }),
    ...(marks.length === 0 ? {} : { marks }),
    ...(content === undefined ? {} : { content }),
  };
}

function attributes(node: AdfNode, mintLocalId: (() => string) | null): Readonly<Record<string, unknown>> {
  const attrs = node.attrs ?? {};
  if (!mintLocalId || !withLocalId.has(node.type) || attrs.localId !== undefined) return attrs;
  return { ...attrs, localId: mintLocalId() };
}

function withoutEmptyAttrs(mark: AdfMark): AdfMark {
  return mark.attrs && Object.keys(mark.attrs).length > 0 ? mark : { type: mark.type };
}

function joinTexts(nodes: readonly AdfNode[]): readonly AdfNode[] {
  const joined: AdfNode[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (last?.text !== undefined && node.text !== undefined && sameMarks(last, node)) {
      joined[joined.length - 1] = { ...last, text: last.text + node.text };
    } else joined.push(node);
  }
  return joined;
}

function sameMarks(a: AdfNode, b: AdfNode): boolean {
  return JSON.stringify(a.marks ?? []) === JSON.stringify(b.marks ?? []);
}
