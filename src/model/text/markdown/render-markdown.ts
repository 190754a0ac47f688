import type { Block, CodeBlock, Decision, ListBlock, ListItem, TableBlock } from '../tree/text-tree.ts';
import { cardLink } from './cards.ts';
import { APART, longestRun, renderCarrier } from './carriers.ts';
import { renderCodeInfo } from './code-info.ts';
import { decisionMark } from './decisions.ts';
import type { MarkdownDialect } from './markdown-dialect.ts';
import {
  renderColumns,
  renderExpand,
  renderFigure,
  renderHtmlTable,
  renderPanelLines,
  renderPlaced,
} from './render-containers.ts';
import { renderMarkdownInlines } from './render-markdown-inlines.ts';
import { renderBarTable } from './render-markdown-table.ts';

export type MarkdownOptions = { readonly careful: boolean; readonly dialect: MarkdownDialect };

/** A block as Markdown, lines ended by `\n`. */
export function renderMarkdown(block: Block, options: MarkdownOptions): string {
  const inner = (blocks: readonly Block[]): string => renderBlocks(blocks, options, true);
  switch (block.kind) {
    case 'paragraph':
      return renderMarkdownInlines(block.children, { ...options, line: false });
    case 'heading':
      return renderHeading(block.level, renderMarkdownInlines(block.children, { ...options, line: true }));
    case 'list':
      return renderList(block, options);
    case 'code':
      return renderCode(block);
    case 'quote':
      return prefixed(inner(block.blocks), '> ', '> ');
    case 'decisions':
      return block.items.map((item) => renderDecision(item, options)).join('\n');
    case 'panel':
      return prefixed(renderPanelLines(block, inner), '> ', '> ');
    case 'expand':
      return renderExpand(block, inner);
    case 'columns':
      return renderColumns(block, inner);
    case 'placed':
      return renderPlaced(block.place, renderMarkdown(block.block, options));
    case 'figure':
      return renderFigure(
        renderMarkdownInlines([block.image], { ...options, line: false }),
        renderMarkdownInlines(block.caption, { ...options, line: false }),
      );
    case 'card':
      return renderMarkdownInlines([cardLink(block)], { ...options, line: false });
    case 'table':
      return renderTable(block, options);
    case 'rule':
      return '---';
    case 'raw':
      return renderCarrier(block.source, options.dialect.carrier);
    case 'html':
    case 'definition':
      return block.source;
    case 'footnote':
      return prefixed(inner(block.blocks), `[^${block.label}]: `, '    ');
  }
}

/** A number sign at the end of a heading would count as its closing mark. */
function renderHeading(level: number, title: string): string {
  return `${'#'.repeat(level)} ${title.replace(/#$/, '\\#')}`.trimEnd();
}

/** `loose`: a list stands apart from the paragraph above it. Lists that follow each other are kept apart. */
function renderBlocks(blocks: readonly Block[], options: MarkdownOptions, loose: boolean): string {
  let out = '';
  blocks.forEach((block, at) => {
    const previous = blocks[at - 1];
    const text = renderMarkdown(block, options);
    const near = !loose && previous?.kind === 'paragraph' && block.kind === 'list' && interrupts(text);
    const apart = previous !== undefined && runTogether(previous, block) ? `\n\n${APART}` : '';
    out += `${at === 0 ? '' : `${apart}${near ? '\n' : '\n\n'}`}${text}`;
  });
  return out;
}

/** Lists that follow each other are one list to Markdown; decisions stand in a list. */
export function runTogether(a: Block, b: Block): boolean {
  const marker = markerOf(a);
  return marker !== null && marker === markerOf(b);
}

function markerOf(block: Block): 'ordered' | 'bullet' | null {
  if (block.kind === 'decisions') return 'bullet';
  if (block.kind !== 'list') return null;
  return block.ordered ? 'ordered' : 'bullet';
}

/** By the rules of CommonMark a list right below a line must begin with words, and with 1 if it has numbers. */
function interrupts(list: string): boolean {
  return /^(?:-|1\.) +\S/.test(list);
}

function renderList(list: ListBlock, options: MarkdownOptions): string {
  const items = list.items.map((item, at) => {
    const marker = list.ordered ? `${list.start + at}.` : '-';
    return renderItem(item, marker, list.loose, options);
  });
  return items.join(list.loose ? '\n\n' : '\n');
}

function renderItem(item: ListItem, marker: string, loose: boolean, options: MarkdownOptions): string {
  const box = item.checked === null ? '' : item.checked ? '[x] ' : '[ ] ';
  const body = startsWithRule(item)
    ? renderBlocks(item.blocks, options, loose).replace('---', '***')
    : renderBlocks(item.blocks, options, loose);
  return prefixed(`${box}${body}`, `${marker} `, ' '.repeat(marker.length + 1)).trimEnd();
}

/** Behind the mark of an item, hyphens alone would be a rule instead of the item. */
function startsWithRule({ blocks }: ListItem): boolean {
  return blocks[0]?.kind === 'rule';
}

function renderDecision({ decided, children }: Decision, options: MarkdownOptions): string {
  const words = renderMarkdownInlines(children, { ...options, line: false });
  return prefixed(`${decisionMark(decided)} ${words}`.trimEnd(), '- ', '  ');
}

/** Blank lines get no trailing white space. */
function prefixed(text: string, first: string, others: string): string {
  const lines = text.split('\n').map((line, at) => {
    const prefix = at === 0 ? first : others;
    return line === '' ? prefix.trimEnd() : `${prefix}${line}`;
  });
  return lines.join('\n');
}

function renderCode(block: CodeBlock): string {
  const fence = '`'.repeat(Math.max(3, longestRun(block.text, '`') + 1));
  const body = block.text === '' ? '' : `${block.text}\n`;
  return `${fence}${renderCodeInfo(block)}\n${body}${fence}`;
}

function renderTable(table: TableBlock, options: MarkdownOptions): string {
  const bars = renderBarTable(table, (inlines) => renderMarkdownInlines(inlines, { ...options, line: true }));
  return bars ?? renderHtmlTable(table, (blocks) => renderBlocks(blocks, options, true));
}
