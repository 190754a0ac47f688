import type { AdfNode } from '../jira-text.ts';
import type { TextPeople } from '../text-people.ts';
import {
  type Block,
  type CodeBlock,
  type Inline,
  inlinesOfCell,
  type ListBlock,
  type ListItem,
  type TableBlock,
} from '../tree/text-tree.ts';
import { blockKey } from '../tree/tree-key.ts';
import { isAdfNode } from './canonical-adf.ts';
import { renderAdfInlines } from './render-adf-inlines.ts';

/** A block as nodes that may stand at the top of an ADF document; none for what Jira shows nowhere. */
export function renderAdf(block: Block, people: TextPeople): readonly AdfNode[] {
  switch (block.kind) {
    case 'paragraph':
      return [paragraph(block.children, people)];
    case 'heading':
      return [{ type: 'heading', attrs: { level: block.level }, content: renderAdfInlines(block.children, people) }];
    case 'list':
      return [renderList(block, people)];
    case 'code':
      return renderCode(block, people);
    case 'quote':
      return [{ type: 'blockquote', content: orBlank(renderNested(block.blocks, people)) }];
    case 'decisions':
      return block.items.map((item) => paragraph(item.children, people));
    case 'panel':
    case 'expand':
      return block.blocks.flatMap((inner) => renderAdf(inner, people));
    case 'columns':
      return block.columns.flatMap((column) => column.blocks.flatMap((inner) => renderAdf(inner, people)));
    case 'placed':
      return renderAdf(block.block, people);
    case 'figure':
      return [paragraph([block.image, { kind: 'break' }, ...block.caption], people)];
    case 'card':
      return [paragraph([{ kind: 'url', url: block.url, bracketed: true }], people)];
    case 'table':
      return [renderTable(block, people)];
    case 'rule':
      return [{ type: 'rule' }];
    case 'raw': {
      const node: unknown = JSON.parse(block.source);
      return isAdfNode(node) ? [node] : [];
    }
    case 'html':
      return textLines(block.source.replace(LAYOUT_TAG, ' '), people);
    case 'footnote':
      return footnote(block.label, block.blocks, people);
    case 'definition':
      return block.used ? [] : textLines(block.source, people);
  }
}

function paragraph(children: readonly Inline[], people: TextPeople): AdfNode {
  return { type: 'paragraph', content: renderAdfInlines(children, people) };
}

/** Within quotes and list items ADF allows paragraphs, lists and code: the rest is shown as those. */
function renderNested(blocks: readonly Block[], people: TextPeople): readonly AdfNode[] {
  return blocks.flatMap((block): readonly AdfNode[] => {
    if (block.kind === 'heading') {
      return [paragraph([{ kind: 'styled', style: 'strong', children: block.children }], people)];
    }
    if (block.kind === 'quote') return renderNested(block.blocks, people);
    if (block.kind === 'table') return block.rows.map((row) => paragraph(rowAsLine(row), people));
    if (block.kind === 'rule') return [];
    return renderAdf(block, people);
  });
}

function rowAsLine(row: TableBlock['rows'][number]): readonly Inline[] {
  return row.flatMap((cell, at): readonly Inline[] => {
    const inlines = inlinesOfCell(cell) ?? [];
    return at === 0 ? inlines : [{ kind: 'text', text: ' | ' }, ...inlines];
  });
}

const BLANK: AdfNode = { type: 'paragraph', content: [] };

function orBlank(nodes: readonly AdfNode[]): readonly AdfNode[] {
  return nodes.length === 0 ? [BLANK] : nodes;
}

function renderList(list: ListBlock, people: TextPeople): AdfNode {
  if (list.items.every(isPlainTask)) return renderTaskList(list, people);
  const content = list.items.map((item) => renderItem(item, people));
  if (!list.ordered) return { type: 'bulletList', content };
  return { type: 'orderedList', attrs: { order: list.start }, content };
}

function renderItem(item: ListItem, people: TextPeople): AdfNode {
  const nodes = renderNested(item.checked === null ? item.blocks : withBox(item), people);
  const startsWithList = nodes[0] === undefined || nodes[0].type.endsWith('List');
  return { type: 'listItem', content: startsWithList ? [BLANK, ...nodes] : nodes };
}

/** A task among items that are none. */
function withBox(item: ListItem): readonly Block[] {
  const box: Inline = { kind: 'text', text: item.checked === true ? '[x] ' : '[ ] ' };
  const [first, ...others] = item.blocks;
  if (first?.kind !== 'paragraph') return [{ kind: 'paragraph', children: [box] }, ...item.blocks];
  return [{ ...first, children: [box, ...first.children] }, ...others];
}

function isPlainTask(item: ListItem): boolean {
  const [first, ...others] = item.blocks;
  const nested = others.every((block) => block.kind === 'list' && block.items.every(isPlainTask));
  return item.checked !== null && first?.kind === 'paragraph' && nested;
}

/** Jira wants an id for each task: it is made of what the task says. */
function renderTaskList(list: ListBlock, people: TextPeople): AdfNode {
  const content = list.items.flatMap((item): readonly AdfNode[] => {
    const [first, ...others] = item.blocks;
    const children = first?.kind === 'paragraph' ? renderAdfInlines(first.children, people) : [];
    const state = item.checked === true ? 'DONE' : 'TODO';
    const localId = `task-${hashOf(JSON.stringify(children))}`;
    return [
      { type: 'taskItem', attrs: { localId, state }, content: children },
      ...others.flatMap((o) => renderAdf(o, people)),
    ];
  });
  return { type: 'taskList', attrs: { localId: `tasks-${hashOf(blockKey(list))}` }, content };
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

/** ADF knows a language only: a title and the like stand above the code. */
function renderCode(block: CodeBlock, people: TextPeople): readonly AdfNode[] {
  const options = [...block.params.map(([name, value]) => `${name}="${value}"`), block.meta ?? ''].join(' ').trim();
  const content = block.text === '' ? [] : [{ type: 'text', text: block.text }];
  const code = { type: 'codeBlock', attrs: block.language === null ? {} : { language: block.language }, content };
  return options === '' ? [code] : [paragraph([{ kind: 'code', text: options }], people), code];
}

function renderTable(table: TableBlock, people: TextPeople): AdfNode {
  const content = table.rows.map((row) => ({
    type: 'tableRow',
    content: row.map((cell) => ({
      type: cell.header ? 'tableHeader' : 'tableCell',
      attrs: {},
      content: orBlank(renderNested(cell.blocks, people)),
    })),
  }));
  return { type: 'table', attrs: { isNumberColumnEnabled: false, layout: 'default' }, content };
}

function footnote(label: string, blocks: readonly Block[], people: TextPeople): readonly AdfNode[] {
  const mark: Inline = { kind: 'text', text: `[${label}] ` };
  const [first, ...others] = blocks;
  const lead = first?.kind === 'paragraph' ? [mark, ...first.children] : [mark];
  const rest = first?.kind === 'paragraph' ? others : blocks;
  return [paragraph(lead, people), ...rest.flatMap((block) => renderAdf(block, people))];
}

/** Tags without attributes only lay out the words between them. */
const LAYOUT_TAG = /<\/?(?:details|summary|div|p|span|center|br|hr|b|i|u|em|strong|kbd|sub|sup|small)\s?\/?>/gi;

function textLines(source: string, people: TextPeople): readonly AdfNode[] {
  const lines = source.split(/\r\n?|\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '').map((text) => paragraph([{ kind: 'text', text }], people));
}
