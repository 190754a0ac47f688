import {
  type Block,
  type CodeBlock,
  inlinesOfCell,
  type ListBlock,
  type ListItem,
  plainCell,
  type TableBlock,
  type TableCell,
} from '../tree/text-tree.ts';
import { longestRun, renderCarrier } from './carriers.ts';
import type { MarkdownDialect } from './markdown-dialect.ts';
import { renderMarkdownInlines } from './render-markdown-inlines.ts';

export type MarkdownOptions = { readonly careful: boolean; readonly dialect: MarkdownDialect };

/** A block as Markdown, lines ended by `\n`. */
export function renderMarkdown(block: Block, options: MarkdownOptions): string {
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
      return prefixed(renderBlocks(block.blocks, options, true), '> ', '> ');
    case 'decisions':
      return block.items.map((item) => renderMarkdownInlines(item.children, { ...options, line: false })).join('\n\n');
    case 'panel':
    case 'expand':
      return renderBlocks(block.blocks, options, true);
    case 'columns':
      return block.columns.map((column) => renderBlocks(column.blocks, options, true)).join('\n\n');
    case 'placed':
      return renderMarkdown(block.block, options);
    case 'figure':
      return renderMarkdownInlines([block.image, { kind: 'break' }, ...block.caption], { ...options, line: false });
    case 'card':
      return `<${block.url}>`;
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
      return prefixed(renderBlocks(block.blocks, options, true), `[^${block.label}]: `, '    ');
  }
}

/** A number sign at the end of a heading would count as its closing mark. */
function renderHeading(level: number, title: string): string {
  return `${'#'.repeat(level)} ${title.replace(/#$/, '\\#')}`.trimEnd();
}

/** Lists that follow each other would become one: an empty comment keeps them apart. */
export function renderBlocks(blocks: readonly Block[], options: MarkdownOptions, loose: boolean): string {
  let out = '';
  blocks.forEach((block, at) => {
    const previous = blocks[at - 1];
    const gap = loose || !(previous?.kind === 'paragraph' && block.kind === 'list') ? '\n\n' : '\n';
    const apart = previous !== undefined && runTogether(previous, block) ? `\n\n${APART}` : '';
    out += `${at === 0 ? '' : `${apart}${gap}`}${renderMarkdown(block, options)}`;
  });
  return out;
}

const APART = '<!-- -->';

export function runTogether(a: Block, b: Block): boolean {
  return a.kind === 'list' && b.kind === 'list' && a.ordered === b.ordered;
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
  const body = renderBlocks(item.blocks, options, loose);
  return prefixed(`${box}${body}`, `${marker} `, ' '.repeat(marker.length + 1)).trimEnd();
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
  const params = block.params.map(([name, value]) => `${name}="${value}"`);
  const info = [block.language ?? '', ...params, block.meta ?? ''].filter((part) => part !== '').join(' ');
  const fence = '`'.repeat(Math.max(3, longestRun(block.text, '`') + 1));
  const body = block.text === '' ? '' : `${block.text}\n`;
  return `${fence}${info}\n${body}${fence}`;
}

const RULES = { left: ':--', right: '--:', center: ':-:' } as const;

function renderTable(table: TableBlock, options: MarkdownOptions): string {
  const [first] = table.rows;
  const headed = first?.some((cell) => cell.header) ?? false;
  const header = headed && first !== undefined ? first : table.align.map(() => EMPTY_CELL);
  const rule = `| ${table.align.map((side) => (side === null ? '---' : RULES[side])).join(' | ')} |`;
  const rows = headed ? table.rows.slice(1) : table.rows;
  return [renderRow(header, options), rule, ...rows.map((row) => renderRow(row, options))].join('\n');
}

const EMPTY_CELL = plainCell(false, []);

function renderRow(row: readonly TableCell[], options: MarkdownOptions): string {
  const cells = row.map((cell) => renderMarkdownInlines(inlinesOfCell(cell) ?? [], { ...options, line: true }));
  return `| ${cells.join(' | ')} |`;
}
