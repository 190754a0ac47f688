import type { AdfNode } from '../jira-text.ts';
import type { Block, Decision, Inline, ListBlock, ListItem } from '../tree/text-tree.ts';
import { blockKey } from '../tree/tree-key.ts';
import { type Container, mayHold } from './adf-containers.ts';
import type { AdfWriter } from './render-adf.ts';

/** A list of tasks, or one in which the tasks begin with a box: Jira's tasks have no numbers. */
export function renderList(list: ListBlock, container: Container, writer: AdfWriter): readonly AdfNode[] {
  if (mayHold(container, 'taskList') && isTaskList(list)) return [renderTasks(list, writer)];
  const content = list.items.map((item) => renderItem(item, writer));
  if (content.length === 0) return [];
  if (!list.ordered) return [{ type: 'bulletList', content }];
  return [{ type: 'orderedList', attrs: { order: list.start }, content }];
}

function renderItem(item: ListItem, writer: AdfWriter): AdfNode {
  const nodes = writer.blocks(item.checked === null ? item.blocks : withBox(item), 'item');
  const startsWithList = nodes[0] === undefined || nodes[0].type.endsWith('List');
  return { type: 'listItem', content: startsWithList ? [{ type: 'paragraph', content: [] }, ...nodes] : nodes };
}

/** A task among items that are none. */
function withBox(item: ListItem): readonly Block[] {
  const box: Inline = { kind: 'text', text: item.checked === true ? '[x] ' : '[ ] ' };
  const [first, ...others] = item.blocks;
  if (first?.kind !== 'paragraph') return [{ kind: 'paragraph', children: [box] }, ...item.blocks];
  return [{ ...first, children: [box, ...first.children] }, ...others];
}

function isTaskList(block: Block): block is ListBlock {
  if (block.kind !== 'list' || block.ordered || block.items.length === 0) return false;
  return block.items.every((item) => partsOfTask(item) !== null);
}

type TaskParts = { readonly paragraphs: readonly Block[]; readonly lists: readonly ListBlock[] };

/** Jira's tasks hold paragraphs, and further tasks below; null for one that holds more. */
function partsOfTask(item: ListItem): TaskParts | null {
  const end = item.blocks.findIndex((block) => block.kind !== 'paragraph');
  const paragraphs = end < 0 ? item.blocks : item.blocks.slice(0, end);
  const lists = (end < 0 ? [] : item.blocks.slice(end)).filter(isTaskList);
  if (item.checked === null || paragraphs.length === 0) return null;
  return paragraphs.length + lists.length === item.blocks.length ? { paragraphs, lists } : null;
}

function renderTasks(list: ListBlock, writer: AdfWriter): AdfNode {
  const content = list.items.flatMap((item): readonly AdfNode[] => {
    const parts = partsOfTask(item);
    if (parts === null) return [];
    return [renderTask(item, parts, writer), ...parts.lists.map((inner) => renderTasks(inner, writer))];
  });
  return { type: 'taskList', attrs: { localId: `tasks-${hashOf(blockKey(list))}` }, content };
}

function renderTask(item: ListItem, { paragraphs }: TaskParts, writer: AdfWriter): AdfNode {
  const lines = paragraphs.map((block) => writer.paragraph(block.kind === 'paragraph' ? block.children : []));
  const [only, more] = lines;
  const state = item.checked === true ? 'DONE' : 'TODO';
  const attrs = { localId: `task-${hashOf(JSON.stringify(lines))}`, state };
  if (more !== undefined) return { type: 'blockTaskItem', attrs, content: lines };
  return { type: 'taskItem', attrs, content: only?.content ?? [] };
}

/** Decisions; where Jira has no place for them, in words. */
export function renderDecisions(
  block: Extract<Block, { kind: 'decisions' }>,
  container: Container,
  writer: AdfWriter,
): readonly AdfNode[] {
  if (block.items.length === 0) return [];
  if (!mayHold(container, 'decisionList')) {
    const items = block.items.map((item): ListItem => ({ checked: null, blocks: [inWords(item)] }));
    return renderList({ kind: 'list', ordered: false, start: 1, loose: false, items }, container, writer);
  }
  const content = block.items.map(({ decided, children }) => {
    const inlines = writer.inlines(children);
    const localId = `decision-${hashOf(JSON.stringify(inlines))}`;
    return { type: 'decisionItem', attrs: { localId, state: decided ? 'DECIDED' : 'UNDECIDED' }, content: inlines };
  });
  return [{ type: 'decisionList', attrs: { localId: `decisions-${hashOf(blockKey(block))}` }, content }];
}

function inWords({ decided, children }: Decision): Block {
  const word: Inline = { kind: 'text', text: decided ? 'Decision:' : 'Decision?' };
  const lead: Inline = { kind: 'styled', style: 'strong', children: [word] };
  return { kind: 'paragraph', children: [lead, { kind: 'text', text: ' ' }, ...children] };
}

/** Jira wants an id for each task: it is made of what the task says. FNV-1a, 32 bits. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
