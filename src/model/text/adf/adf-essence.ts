import type { AdfNode } from '../jira-text.ts';
import { adfContent, canonicalAdf, isAdfNode } from './canonical-adf.ts';
import { isUsualColor, LINK_MEMORY } from './read-adf-marks.ts';

/** Equal for two nodes that the tree has the same words for, whatever ids they have. */
export type Essences = { of(node: AdfNode): number };

/** Every node is looked at once; a node's essence is made of those of its children. */
export function makeEssences(): Essences {
  const numbers = new Map<string, number>();
  const known = new Map<AdfNode, number>();
  const of = (node: AdfNode): number => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const { type, attrs, marks, content: _content, ...others } = node;
    const said = saidAttrs(type, attrs);
    const around = Array.isArray(marks)
      ? marks
          .filter((mark) => !isAdfNode(mark) || !isUsualColor(mark))
          .map(markEssence)
          .sort()
      : [];
    const key = JSON.stringify([type, said, around, canonicalAdf(others), adfContent(node).map(of)]);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    known.set(node, number);
    return number;
  };
  return { of };
}

function markEssence(mark: unknown): string {
  return isAdfNode(mark) ? JSON.stringify([mark.type, saidAttrs(mark.type, mark.attrs)]) : canonicalAdf(mark);
}

/** Attributes beyond what the tree says: they are kept from the node before. */
const UNSAID: Readonly<Record<string, readonly string[]>> = {
  mention: ['text', 'accessLevel', 'userType'],
  emoji: ['text'],
  status: ['style'],
  codeBlock: ['uniqueId'],
  hardBreak: ['text'],
  link: LINK_MEMORY,
};

/** Values that say nothing, because they are what a node without the attribute has. */
const USUAL: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>> = {
  table: { layout: ['default', 'align-start'], displayMode: ['default'], isNumberColumnEnabled: [false] },
  tableCell: { colspan: [1], rowspan: [1] },
  tableHeader: { colspan: [1], rowspan: [1] },
  orderedList: { order: [1] },
  mediaSingle: { layout: ['center'] },
  embedCard: { layout: ['center'] },
  mediaInline: { type: ['file'] },
};

function saidAttrs(type: string, attrs: unknown): string {
  if (typeof attrs !== 'object' || attrs === null) return '{}';
  const said = Object.entries(attrs).filter(([name, value]) => {
    return !isUnsaid(type, name) && !isUsual(type, name, value);
  });
  return canonicalAdf(Object.fromEntries(said));
}

export function isUnsaid(type: string, name: string): boolean {
  return name === 'localId' || UNSAID[type]?.includes(name) === true;
}

/** As if the attribute were not there. */
export function isUsual(type: string, name: string, value: unknown): boolean {
  return value === undefined || USUAL[type]?.[name]?.includes(value) === true;
}
