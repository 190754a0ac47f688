import type { Element } from 'hast';
import { type Block, type Params, plainCell, type TableBlock, type TableCell } from '../tree/text-tree.ts';
import { attribute, type HtmlNode, isElement } from './html-tree.ts';

/** A table, its caption as a paragraph above. Rows without cells that span others are filled up to one width. */
export function readHtmlTable(
  table: Element,
  source: string,
  readBlocks: (nodes: readonly HtmlNode[], source: string) => readonly Block[],
): readonly Block[] {
  const caption = table.children.filter(isElement).filter((child) => child.tagName === 'caption');
  const above = caption.flatMap((element) => readBlocks(element.children, source));
  const rows = rowsOf(table).map((row) =>
    row.children.filter(isElement).map((cell) => ({ cell, read: readCell(cell) })),
  );
  const filled = rows.filter((row) => row.length > 0);
  if (filled.length === 0) return above;
  const spans = filled.some((row) => row.some(({ read }) => read.params.length > 0));
  const width = filled.reduce((most, row) => Math.max(most, row.length), 0);
  const cells = filled.map((row): readonly TableCell[] => {
    const own = row.map(({ cell, read }) => ({ ...read, blocks: readBlocks(cell.children, source) }));
    return spans ? own : [...own, ...Array.from({ length: width - own.length }, () => plainCell(false, []))];
  });
  const align = (filled[0] ?? []).map(({ cell }) => alignOf(cell));
  return [...above, { kind: 'table', align, params: [], rows: cells }];
}

function rowsOf(element: Element): readonly Element[] {
  return element.children.filter(isElement).flatMap((child): readonly Element[] => {
    if (child.tagName === 'tr') return [child];
    return /^t(?:head|body|foot)$/.test(child.tagName) ? rowsOf(child) : [];
  });
}

function readCell(cell: Element): Omit<TableCell, 'blocks'> {
  const params: Params = (['colSpan', 'rowSpan'] as const).flatMap((name) => {
    const value = Number(attribute(cell, name) ?? '1');
    return Number.isSafeInteger(value) && value > 1 ? [[name.toLowerCase(), String(value)] as const] : [];
  });
  return { header: cell.tagName === 'th', params };
}

function alignOf(cell: Element): TableBlock['align'][number] {
  const align = attribute(cell, 'align');
  return align === 'left' || align === 'right' || align === 'center' ? align : null;
}
