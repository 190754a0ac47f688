import type { AdfNode } from '../jira-text.ts';
import type { Block, Decision, Inline, ListItem } from '../tree/text-tree.ts';
import { isPlainNode } from './adf-attrs.ts';
import { adfAttr, adfContent } from './canonical-adf.ts';
import type { AdfReader } from './read-adf.ts';

/** `bulletList` or `orderedList`; null when an item says more than what it holds. */
export function readList(node: AdfNode, reader: AdfReader): Block | null {
  const ordered = node.type === 'orderedList';
  const order = (ordered ? adfAttr(node, 'order') : null) ?? 1;
  const items = adfContent(node);
  if (typeof order !== 'number' || !Number.isSafeInteger(order) || order < 0 || items.length === 0) return null;
  if (!items.every((item) => item.type === 'listItem' && isBare(item))) return null;
  const read = items.map((item) => withoutBox(reader.blocks(item)));
  return { kind: 'list', ordered, start: order, loose: false, items: read };
}

function isBare(node: AdfNode): boolean {
  return isPlainNode(node, []) && node.marks === undefined;
}

/** A task among items that are none begins with a box in words. */
function withoutBox(blocks: readonly Block[]): ListItem {
  const [first, ...others] = blocks;
  const lead = first?.kind === 'paragraph' ? first.children[0] : undefined;
  const box = lead?.kind === 'text' ? /^\[([ xX])\] +(?=\S)/.exec(lead.text) : null;
  if (first?.kind !== 'paragraph' || lead?.kind !== 'text' || box === null) return { checked: null, blocks };
  const children: readonly Inline[] = [
    { kind: 'text', text: lead.text.slice(box[0].length) },
    ...first.children.slice(1),
  ];
  return { checked: box[1] !== ' ', blocks: [{ ...first, children }, ...others] };
}

/** A task list within a task list belongs to the task before it. */
export function readTasks(node: AdfNode, reader: AdfReader): Block | null {
  const items: ListItem[] = [];
  for (const child of adfContent(node)) {
    if (child.type === 'taskList') {
      const last = items.pop();
      const nested = isBare(child) ? readTasks(child, reader) : null;
      if (nested === null || last === undefined) return null;
      items.push({ ...last, blocks: [...last.blocks, nested] });
    } else {
      const item = readTask(child, reader);
      if (item === null) return null;
      items.push(item);
    }
  }
  return items.length === 0 ? null : { kind: 'list', ordered: false, start: 1, loose: false, items };
}

function readTask(node: AdfNode, reader: AdfReader): ListItem | null {
  const state = adfAttr(node, 'state');
  if (!isPlainNode(node, ['state']) || node.marks !== undefined || (state !== 'TODO' && state !== 'DONE')) return null;
  const checked = state === 'DONE';
  if (node.type === 'taskItem') return { checked, blocks: [{ kind: 'paragraph', children: reader.inlines(node) }] };
  const blocks = node.type === 'blockTaskItem' ? reader.blocks(node) : [];
  return blocks[0]?.kind === 'paragraph' ? { checked, blocks } : null;
}

export function readDecisions(node: AdfNode, reader: AdfReader): Block | null {
  const items: Decision[] = [];
  for (const item of adfContent(node)) {
    const state = adfAttr(item, 'state');
    const known = item.type === 'decisionItem' && item.marks === undefined && isPlainNode(item, ['state']);
    if (!known || (state !== 'DECIDED' && state !== 'UNDECIDED')) return null;
    items.push({ decided: state === 'DECIDED', children: reader.inlines(item) });
  }
  return items.length === 0 ? null : { kind: 'decisions', items };
}
