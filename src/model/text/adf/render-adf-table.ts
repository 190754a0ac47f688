import type { AdfNode } from '../jira-text.ts';
import { type Block, type Inline, inlinesOfCell, type TableBlock, type TableCell } from '../tree/text-tree.ts';
import { paramOf, renderAttrs } from './adf-attrs.ts';
import { type Container, mayHold } from './adf-containers.ts';
import { CELL_WORDS, spans, TABLE_WORDS } from './read-adf-table.ts';
import type { AdfWriter } from './render-adf.ts';

/** A table; where Jira has no place for one, its rows as lines. */
export function renderTable(table: TableBlock, container: Container, writer: AdfWriter): readonly AdfNode[] {
  const rows = table.rows.filter((row) => row.length > 0);
  if (!mayHold(container, 'table')) return rows.flatMap((row) => renderLine(row, container, writer));
  if (rows.length === 0) return [];
  const even = rows.every((row) => row.every((cell) => !spans(cell)));
  const content = rows.map((row) => ({
    type: 'tableRow',
    content: row.map((cell, column) => renderCell(cell, even ? (table.align[column] ?? null) : null, writer)),
  }));
  return [{ type: 'table', attrs: tableAttrs(table), content }];
}

function renderLine(row: readonly TableCell[], container: Container, writer: AdfWriter): readonly AdfNode[] {
  const lines = row.map(inlinesOfCell);
  const known = lines.filter((line) => line !== null);
  if (known.length !== lines.length) return row.flatMap((cell) => writer.blocks(cell.blocks, container));
  const line = known.flatMap((inlines, at): readonly Inline[] => {
    return at === 0 ? inlines : [{ kind: 'text', text: ' | ' }, ...inlines];
  });
  return [writer.paragraph(line)];
}

function tableAttrs({ params }: TableBlock): Readonly<Record<string, unknown>> {
  const { layout, displayMode, ...others } = renderAttrs(params, TABLE_WORDS);
  const mode = displayMode === 'fixed' || displayMode === 'default' ? { displayMode } : {};
  const known = typeof layout === 'string' && LAYOUTS.includes(layout) ? layout : 'default';
  return { isNumberColumnEnabled: false, ...others, ...mode, layout: known };
}

const LAYOUTS: readonly string[] = ['wide', 'full-width', 'center', 'align-end', 'align-start', 'default'];

function renderCell(cell: TableCell, align: TableBlock['align'][number], writer: AdfWriter): AdfNode {
  const blocks = align === null ? cell.blocks : cell.blocks.map((block) => aligned(block, align));
  return {
    type: cell.header ? 'tableHeader' : 'tableCell',
    attrs: cellAttrs(cell),
    content: writer.filled(blocks, 'cell'),
  };
}

function aligned(block: Block, align: string): Block {
  return block.kind === 'paragraph' ? { kind: 'placed', place: [['align', align]], block } : block;
}

function cellAttrs({ params }: TableCell): Readonly<Record<string, unknown>> {
  const { valign, colspan, rowspan, ...others } = renderAttrs(params, CELL_WORDS);
  return {
    ...(isCount(colspan) ? { colspan } : {}),
    ...(isCount(rowspan) ? { rowspan } : {}),
    ...others,
    ...(['top', 'middle', 'bottom'].includes(paramOf(params, 'valign') ?? '') ? { valign } : {}),
  };
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}
