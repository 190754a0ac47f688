import {
  type Block,
  type CodeBlock,
  type Inline,
  inlinesOfCell,
  type ListBlock,
  type ListItem,
  type TableBlock,
} from '../tree/text-tree.ts';
import { escapeWiki } from './escape-wiki.ts';
import { renderWikiInlines } from './render-wiki-inlines.ts';

/** `careful` escapes more than needed; `noformat` is what a block of code without a language should stay. */
export type WikiOptions = { readonly careful: boolean; readonly previous: Block | null };

/** A block as wiki markup, lines ended by `\n`; '' for what Jira shows nowhere, as the target of a reference link. */
export function renderWiki(block: Block, options: WikiOptions): string {
  switch (block.kind) {
    case 'paragraph':
      return renderWikiInlines(block.children, { ...options, line: false });
    case 'heading':
      return `h${block.level}. ${renderWikiInlines(block.children, { ...options, line: true })}`.trimEnd();
    case 'list':
      return renderList(block, '', options);
    case 'code':
      return renderCode(block, options);
    case 'quote':
      return `{quote}\n${renderQuoted(block.blocks, options)}\n{quote}`;
    case 'decisions':
      return block.items.map((item) => renderWikiInlines(item.children, { ...options, line: false })).join('\n\n');
    case 'panel':
    case 'expand':
      return renderAll(block.blocks, options);
    case 'columns':
      return block.columns.map((column) => renderAll(column.blocks, options)).join('\n\n');
    case 'placed':
      return renderWiki(block.block, options);
    case 'figure':
      return renderWikiInlines([block.image, { kind: 'break' }, ...block.caption], { ...options, line: false });
    case 'card':
      return block.url;
    case 'table':
      return renderTable(block, options);
    case 'rule':
      return '----';
    case 'raw':
      return block.source;
    case 'html':
      return renderHtml(block.source, options);
    case 'footnote':
      return `\\[${block.label}] ${renderAll(block.blocks, options)}`;
    case 'definition':
      return block.used ? '' : escapeLines(block.source, options);
  }
}

function renderAll(blocks: readonly Block[], options: WikiOptions): string {
  const texts = blocks.map((block) => renderWiki(block, { ...options, previous: null }));
  return texts.filter((text) => text !== '').join('\n\n');
}

/** Jira pairs every second `{quote}`: a quote within a quote is shown as its text. */
function renderQuoted(blocks: readonly Block[], options: WikiOptions): string {
  return renderAll(blocks.flatMap(unquoted), options);
}

function unquoted(block: Block): readonly Block[] {
  if (block.kind === 'quote') return block.blocks.flatMap(unquoted);
  if (block.kind !== 'list') return [block];
  return [{ ...block, items: block.items.map((item) => ({ ...item, blocks: item.blocks.flatMap(unquoted) })) }];
}

function renderList(list: ListBlock, outer: string, options: WikiOptions): string {
  const marker = `${outer}${list.ordered ? '#' : '*'}`;
  const items = list.items.map((item) => renderItem(item, marker, options));
  return items.join(list.loose && outer === '' ? '\n\n' : '\n');
}

function renderItem(item: ListItem, marker: string, options: WikiOptions): string {
  const box = item.checked === null ? '' : item.checked ? '[x] ' : '[ ] ';
  const parts = item.blocks.map((block) =>
    block.kind === 'list' ? renderList(block, marker, options) : renderWiki(block, { ...options, previous: null }),
  );
  const first = item.blocks[0]?.kind === 'list' ? EMPTY_ITEM : (parts.shift() ?? '') || EMPTY_ITEM;
  const lead = `${marker} ${box}${first.replace(/\n{2,}/g, '\n')}`;
  return [lead, ...parts.filter((part) => part !== '')].join('\n');
}

/** An item without words is none to Jira. */
const EMPTY_ITEM = '&nbsp;';

function renderCode(block: CodeBlock, options: WikiOptions): string {
  const clean = (text: string): string => text.replace(/[{}|\n\r]/g, '');
  const names = block.params.map(([name, value]) => `${clean(name)}=${clean(value)}`);
  const unnamed = (block.meta ?? '').split(' ').map(clean);
  const params = [...(block.language === null ? [] : [clean(block.language), ...unnamed]), ...names].filter(
    (part) => part !== '',
  );
  const plain = params.length === 0 && keepsPlain(block, options.previous) && !block.text.includes('{noformat}');
  if (plain) return `{noformat}\n${block.text}\n{noformat}`;
  if (params.length === 0 && block.text.includes('{code}')) {
    return `{noformat}\n${block.text.replaceAll('{noformat}', '{ noformat}')}\n{noformat}`;
  }
  const tag = params.length === 0 ? '{code}' : `{code:${params.join('|')}}`;
  return `${tag}\n${block.text.replaceAll('{code}', '{ code}')}\n{code}`;
}

/** Markdown's plain fence is `{noformat}`, unless it replaces a `{code}`. */
function keepsPlain(block: CodeBlock, previous: Block | null): boolean {
  return previous?.kind === 'code' ? previous.plain || previous.language !== null : block.plain;
}

function renderTable(table: TableBlock, options: WikiOptions): string {
  return table.rows
    .map((row) => {
      const cells = row.map((cell) => `${cell.header ? '||' : '|'}${renderCell(inlinesOfCell(cell) ?? [], options)}`);
      return `${cells.join('')}${row.at(-1)?.header === true ? '||' : '|'}`;
    })
    .join('\n');
}

function renderCell(children: readonly Inline[], options: WikiOptions): string {
  return renderWikiInlines(children, { ...options, line: true }) || ' ';
}

/** Tags without attributes only lay out the words between them; the words stay. */
function renderHtml(source: string, options: WikiOptions): string {
  const words = source.replace(LAYOUT_TAG, ' ').replace(/[ \t]+/g, ' ');
  return words.trim() === '' ? '' : escapeLines(words, options);
}

const LAYOUT_TAG =
  /<\/?(?:details|summary|div|p|span|center|br|hr|b|i|u|em|strong|kbd|sub|sup|small|table|tbody|thead|tr|td|th|ul|ol|li)\s?\/?>/gi;

function escapeLines(source: string, options: WikiOptions): string {
  const lines = source.split(/\r\n?|\n/).map((line) => escapeWiki(line.trim(), options.careful));
  return lines.filter((line) => line !== '').join('\n');
}
