import type { AdfNode } from '../jira-text.ts';
import type { Block, Params, TableBlock, TableCell } from '../tree/text-tree.ts';
import { type AttrWord, isPlainNode, paramOf, readAttrs } from './adf-attrs.ts';
import { adfContent } from './canonical-adf.ts';
import type { AdfReader } from './read-adf.ts';

/** How a table stands; the layouts that the editor gives every new table say nothing. */
export const TABLE_WORDS: readonly AttrWord[] = [
  { attr: 'layout', param: 'layout', type: 'text' },
  { attr: 'width', param: 'width', type: 'number' },
  { attr: 'displayMode', param: 'display-mode', type: 'text' },
  { attr: 'isNumberColumnEnabled', param: 'numbered', type: 'flag' },
];

const USUAL: Params = [
  ['layout', 'default'],
  ['layout', 'align-start'],
  ['display-mode', 'default'],
  ['numbered', 'false'],
];

export const CELL_WORDS: readonly AttrWord[] = [
  { attr: 'colspan', param: 'colspan', type: 'number' },
  { attr: 'rowspan', param: 'rowspan', type: 'number' },
  { attr: 'background', param: 'background', type: 'text' },
  { attr: 'colwidth', param: 'colwidth', type: 'numbers' },
  { attr: 'valign', param: 'valign', type: 'text' },
];

const USUAL_CELL: Params = [
  ['colspan', '1'],
  ['rowspan', '1'],
];

/** A table with its cells; null when one of them says more than what it holds. */
export function readTable(node: AdfNode, reader: AdfReader): Block | null {
  const params = unusual(readAttrs(node, TABLE_WORDS), USUAL);
  const rows: TableCell[][] = [];
  for (const row of adfContent(node)) {
    if (row.type !== 'tableRow' || row.marks !== undefined || !isPlainNode(row, [])) return null;
    const cells = adfContent(row).map((cell) => readCell(cell, reader));
    const known = cells.filter((cell) => cell !== null);
    if (known.length !== cells.length || known.length === 0) return null;
    rows.push(known);
  }
  return params === null || rows.length === 0 ? null : withAlignment({ kind: 'table', align: [], params, rows });
}

function unusual(params: Params | null, usual: Params): Params | null {
  if (params === null) return null;
  return params.filter(([name, value]) => !usual.some(([key, common]) => key === name && common === value));
}

function readCell(node: AdfNode, reader: AdfReader): TableCell | null {
  if (node.type !== 'tableHeader' && node.type !== 'tableCell') return null;
  if (
    node.marks !== undefined ||
    !isPlainNode(
      node,
      CELL_WORDS.map((word) => word.attr),
    )
  )
    return null;
  const params = unusual(readAttrs(node, CELL_WORDS), USUAL_CELL);
  if (params === null || !isSpan(paramOf(params, 'colspan')) || !isSpan(paramOf(params, 'rowspan'))) return null;
  return { header: node.type === 'tableHeader', params, blocks: reader.blocks(node) };
}

function isSpan(count: string | null): boolean {
  return count === null || /^[1-9]\d{0,3}$/.test(count);
}

/** Where all cells of a column are aligned in one way, the column is. */
function withAlignment(table: TableBlock): TableBlock {
  const width = table.rows[0]?.length ?? 0;
  const even = table.rows.every((row) => row.length === width && row.every((cell) => !spans(cell)));
  const align = Array.from({ length: width }, (_, column) => (even ? alignOfColumn(table, column) : null));
  const rows = table.rows.map((row) =>
    row.map((cell, column) =>
      (align[column] ?? null) === null ? cell : { ...cell, blocks: cell.blocks.map(unplaced) },
    ),
  );
  return { ...table, align, rows };
}

export function spans(cell: TableCell): boolean {
  return cell.params.some(([name]) => name === 'colspan' || name === 'rowspan');
}

function alignOfColumn(table: TableBlock, column: number): 'right' | 'center' | null {
  const sides = new Set(table.rows.flatMap((row) => (row[column]?.blocks ?? []).map(sideOf)));
  const [side] = sides;
  return sides.size === 1 && (side === 'right' || side === 'center') ? side : null;
}

/** The side of a paragraph of which nothing else is said. */
function sideOf(block: Block): string | null {
  const alone = block.kind === 'placed' && block.block.kind === 'paragraph' && block.place.length === 1;
  return alone ? paramOf(block.place, 'align') : null;
}

function unplaced(block: Block): Block {
  return block.kind === 'placed' ? block.block : block;
}
