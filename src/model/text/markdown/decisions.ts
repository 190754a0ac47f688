import type { List, PhrasingContent } from 'mdast';
import type { Block, Decision, Inline } from '../tree/text-tree.ts';
import type { MdastContext } from './read-mdast-block.ts';
import { readMdastInlines } from './read-mdast-inlines.ts';

const DECIDED = 'Decision:';
const OPEN = 'Decision?';

/** What stands before the words of a decision. */
export function decisionMark(decided: boolean): string {
  return `**${decided ? DECIDED : OPEN}**`;
}

/** Every item is one paragraph that begins with the word. */
export function isDecisionList(list: List): boolean {
  if (list.ordered === true) return false;
  return list.children.every((item) => {
    const [paragraph, more] = item.children;
    if ((item.checked ?? null) !== null || more !== undefined || paragraph?.type !== 'paragraph') return false;
    return decidedBy(paragraph.children) !== null;
  });
}

function decidedBy([word, next]: readonly PhrasingContent[]): boolean | null {
  if (word?.type !== 'strong' || word.children.length !== 1) return null;
  const [text] = word.children;
  if (next !== undefined && (next.type !== 'text' || !/^\s/.test(next.value))) return null;
  if (text?.type !== 'text' || (text.value !== DECIDED && text.value !== OPEN)) return null;
  return text.value === DECIDED;
}

export function readDecisions(list: List, context: MdastContext): Block {
  const items = list.children.map((item): Decision => {
    const [paragraph] = item.children;
    const nodes = paragraph?.type === 'paragraph' ? paragraph.children : [];
    const [, ...children] = readMdastInlines(nodes, context);
    return { decided: decidedBy(nodes) === true, children: withoutLeadingSpace(children) };
  });
  return { kind: 'decisions', items };
}

function withoutLeadingSpace([first, ...others]: readonly Inline[]): readonly Inline[] {
  if (first === undefined) return [];
  if (first.kind !== 'text') return [first, ...others];
  const text = first.text.trimStart();
  return text === '' ? others : [{ kind: 'text', text }, ...others];
}
