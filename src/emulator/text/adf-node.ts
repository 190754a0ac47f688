export interface AdfMark {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
}

export interface AdfNode {
  readonly type: string;
  readonly version?: number;
  readonly text?: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly marks?: readonly AdfMark[];
  readonly content?: readonly AdfNode[];
}

/** A document node whose whole tree has the shape of ADF. */
export function isAdfDocument(value: unknown): value is AdfNode {
  return isNode(value) && value.type === 'doc' && value.version === 1 && Array.isArray(value.content);
}

function isNode(value: unknown): value is AdfNode {
  if (typeof value !== 'object' || value === null) return false;
  const node = value as Record<string, unknown>;
  if (typeof node.type !== 'string') return false;
  if (node.type === 'text' && (typeof node.text !== 'string' || node.text === '')) return false;
  return node.content === undefined || (Array.isArray(node.content) && node.content.every(isNode));
}

/** All text of a tree, in reading order. */
export function plainText(node: AdfNode): string {
  if (node.text !== undefined) return node.text;
  return (node.content ?? []).map(plainText).join(node.type === 'doc' ? '\n' : '');
}
