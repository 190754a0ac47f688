import { readHtml } from '../markdown/read-html.ts';
import { footnoteLead } from '../tree/footnotes.ts';
import { showInnerQuotes } from '../tree/mail-quotes.ts';
import type { Block, Decision, ListBlock, ListItem, TableBlock } from '../tree/text-tree.ts';
import { escapeWiki } from './escape-wiki.ts';
import { DECIDED, OPEN } from './parse-wiki-list.ts';
import { renderWikiCode } from './render-wiki-code.ts';
import { renderWikiInlines } from './render-wiki-inlines.ts';
import { columnTag, expandMacro, type PanelMacro, panelMacro, sectionTag, titleLine } from './render-wiki-panel.ts';

/** `careful` escapes more than needed; `previous` is the block whose place this one takes. */
export type WikiOptions = { readonly careful: boolean; readonly previous: Block | null };

/** `around`: the macros that hold the block. `within`: an item or a cell, in which no blank line may stand. */
type Place = WikiOptions & { readonly around: readonly string[]; readonly within: 'item' | 'cell' | null };

/** A block as wiki markup, lines ended by `\n`; '' for what Jira shows nowhere, as the target of a reference link. */
export function renderWiki(block: Block, options: WikiOptions): string {
  return renderBlock(block, { ...options, around: [], within: null });
}

function renderBlock(block: Block, place: Place): string {
  switch (block.kind) {
    case 'paragraph':
      return renderInlines(block.children, place);
    case 'heading':
      return renderHeading(block, place);
    case 'list':
      return renderList(block, '', place);
    case 'decisions':
      return block.items.map((item) => renderDecision(item, place)).join('\n');
    case 'code':
      return renderWikiCode(block, place.previous, place.around);
    case 'quote':
      return renderMacro(
        { name: 'quote', tag: '{quote}', blocks: showInnerQuotes(block.blocks) },
        place,
        '',
        block.blocks,
      );
    case 'panel':
      return renderMacro(panelMacro(block), place, block.title ?? '', block.blocks);
    case 'expand':
      return renderMacro(expandMacro(block), place, block.title, block.blocks);
    case 'columns':
      return renderColumns(block, place);
    case 'placed':
      return renderBlock(block.block, place);
    case 'figure':
      return renderInlines([block.image, { kind: 'break' }, ...block.caption], place);
    case 'card':
      return block.url;
    case 'table':
      return renderTable(block, place);
    case 'rule':
      return place.within === null ? '----' : '\\----';
    case 'raw':
      return block.source;
    case 'html':
      return renderHtml(block.source, place);
    case 'footnote':
      return renderFootnote(block, place);
    case 'definition':
      return block.used ? '' : escapeLines(block.source, place);
  }
}

function renderInlines(children: Parameters<typeof renderWikiInlines>[0], place: Place): string {
  const cell = place.within === 'cell';
  return renderWikiInlines(children, { careful: place.careful, line: cell, bars: cell });
}

/** A heading ends a list: within an item it is a bold line, unless it is all that the item begins with. */
function renderHeading(block: Extract<Block, { kind: 'heading' }>, place: Place): string {
  const bars = place.within === 'cell';
  const words = renderWikiInlines(block.children, { careful: place.careful, line: true, bars });
  return `h${block.level}. ${words}`.trimEnd();
}

function renderAll(blocks: readonly Block[], place: Place): string {
  const texts = blocks.map((block) => renderBlock(block, { ...place, previous: null, within: null }));
  return texts.filter((text) => text !== '').join('\n\n');
}

/**
 * Jira pairs a macro with the next tag of its name, so none can stand within itself: then its words stand without it.
 */
function renderMacro(macro: PanelMacro, place: Place, title = '', blocks: readonly Block[] = macro.blocks): string {
  if (place.around.includes(macro.name)) return renderContained([...titleLine(title), ...blocks], place);
  const around = [...place.around, macro.name];
  return `${macro.tag}\n${renderAll(macro.blocks, { ...place, around })}\n{${macro.name}}`;
}

function renderColumns(block: Extract<Block, { kind: 'columns' }>, place: Place): string {
  const section = sectionTag(block);
  const taken = place.around.includes('section') || place.around.includes('column');
  if (section === null || taken) {
    return renderContained(
      block.columns.flatMap((column) => column.blocks),
      place,
    );
  }
  const around = [...place.around, 'section', 'column'];
  const columns = block.columns.map(
    (column) => `${columnTag(column)}\n${renderAll(column.blocks, { ...place, around })}\n{column}`,
  );
  return [section, ...columns, '{section}'].join('\n');
}

/** Blocks one below the other, where they stand. */
function renderContained(blocks: readonly Block[], place: Place): string {
  if (place.within === null) return renderAll(blocks, place);
  let out = '';
  blocks.forEach((block, at) => {
    const text = renderWithin(block, at === 0, place);
    const gap = blocks[at - 1]?.kind === 'paragraph' && block.kind === 'paragraph' ? PARAGRAPH_GAP : '\n';
    out += text === '' || out === '' ? text : `${gap}${text}`;
  });
  return out;
}

/** Two line breaks: what a reader sees as a gap between paragraphs, where no blank line may stand. */
const PARAGRAPH_GAP = ' \\\\ \\\\ ';

function renderWithin(block: Block, first: boolean, place: Place): string {
  const inner = { ...place, previous: null };
  if (block.kind === 'heading' && place.within === 'item' && !first) {
    return renderInlines([{ kind: 'styled', style: 'strong', children: block.children }], inner);
  }
  if (block.kind === 'table' && place.within === 'cell') return renderRowsAsLines(block, inner);
  return renderBlock(block, inner);
}

/** A cell holds no table: its rows are lines of words. */
function renderRowsAsLines(table: TableBlock, place: Place): string {
  const rows = table.rows.map((row) => row.map((cell) => renderContained(cell.blocks, place)).join(' \\| '));
  return rows.join(' \\\\ ');
}

/** Behind a blank line Jira begins a new list, which would count from one again. */
function renderList(list: ListBlock, outer: string, place: Place): string {
  const marker = `${outer}${list.ordered ? '#' : '*'}`;
  const items = list.items.map((item) => renderItem(item, marker, place));
  const apart = list.loose && !list.ordered && outer === '' && place.within === null;
  return items.join(apart ? '\n\n' : '\n');
}

function renderItem(item: ListItem, marker: string, place: Place): string {
  const box = item.checked === null ? '' : item.checked ? '[x] ' : '[ ] ';
  const within = place.within === 'cell' ? 'cell' : 'item';
  const firstList = item.blocks.findIndex((block) => block.kind === 'list');
  const words = firstList < 0 ? item.blocks : item.blocks.slice(0, firstList);
  const rest = firstList < 0 ? [] : item.blocks.slice(firstList);
  const inner: Place = { ...place, within, previous: null };
  const lead = `${marker} ${box}${renderContained(words, inner) || EMPTY_ITEM}`;
  const parts = rest.map((block) =>
    block.kind === 'list' ? renderList(block, marker, inner) : renderWithin(block, false, inner),
  );
  return [lead, ...parts.filter((part) => part !== '')].join('\n');
}

/** An item without words is none to Jira. */
const EMPTY_ITEM = '&nbsp;';

function renderDecision(item: Decision, place: Place): string {
  const word = { kind: 'text', text: item.decided ? DECIDED : OPEN } as const;
  const children = [
    { kind: 'styled', style: 'strong', children: [word] } as const,
    { kind: 'text', text: ' ' } as const,
    ...item.children,
  ];
  return `* ${renderInlines(children, { ...place, within: place.within ?? 'item' })}`;
}

function renderTable(table: TableBlock, place: Place): string {
  return table.rows
    .map((row) => {
      const cells = row.map((cell) => `${cell.header ? '||' : '|'}${renderCell(cell.blocks, place)}`);
      return `${cells.join('')}${row.at(-1)?.header === true ? '||' : '|'}`;
    })
    .join('\n');
}

function renderCell(blocks: readonly Block[], place: Place): string {
  return renderContained(blocks, { ...place, within: 'cell', previous: null }) || ' ';
}

/** Its words begin on the line of the mark. */
function renderFootnote({ label, blocks }: Extract<Block, { kind: 'footnote' }>, place: Place): string {
  const [first, ...others] = blocks;
  const words = first?.kind === 'paragraph' ? first.children : [];
  const lead: Block = { kind: 'paragraph', children: [...footnoteLead(label, true), ...words] };
  return renderContained([lead, ...(first?.kind === 'paragraph' ? others : blocks)], place);
}

/** What a browser shows of it. */
function renderHtml(source: string, place: Place): string {
  return renderContained(readHtml(source), place);
}

function escapeLines(source: string, { careful }: WikiOptions): string {
  const lines = source.split(/\r\n?|\n/).map((line) => escapeWiki(line.trim(), { careful, literal: false }));
  return lines.filter((line) => line !== '').join('\n');
}
