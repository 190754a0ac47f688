import { canonicalInlines } from '../tree/inline-key.ts';
import { type Inline, inlinesOfCell, plainCell, type TableBlock, type TableCell } from '../tree/text-tree.ts';

const RULES = { left: ':--', right: '--:', center: ':-:' } as const;

/** A table with bars, where it can be one: every cell a line, a header only as the whole first row. Null otherwise. */
export function renderBarTable(table: TableBlock, renderLine: (inlines: readonly Inline[]) => string): string | null {
  const [first, ...others] = table.rows;
  const width = first?.length ?? 0;
  const headed = first?.every((cell) => cell.header) ?? false;
  if (first === undefined || width === 0 || table.params.length > 0 || table.align.length > width) return null;
  if (others.some((row) => row.length !== width || row.some((cell) => cell.header))) return null;
  if (!headed && first.some((cell) => cell.header)) return null;
  if (headed && others.length > 0 && first.every(isBlank)) return null;
  if (!table.rows.every((row) => row.every(isLine))) return null;
  const sides = first.map((_, at) => table.align[at] ?? null);
  const rule = `| ${sides.map((side) => (side === null ? '---' : RULES[side])).join(' | ')} |`;
  const row = (cells: readonly TableCell[]): string =>
    `| ${cells.map((cell) => escapeBars(renderLine(inlinesOfCell(cell) ?? []))).join(' | ')} |`;
  const header = headed ? first : first.map(() => plainCell(false, []));
  return [row(header), rule, ...(headed ? others : table.rows).map(row)].join('\n');
}

function isBlank(cell: TableCell): boolean {
  return canonicalInlines(inlinesOfCell(cell) ?? []).length === 0;
}

function isLine(cell: TableCell): boolean {
  const inlines = inlinesOfCell(cell);
  return inlines !== null && cell.params.length === 0 && inlines.every(canHoldBars);
}

/** Within code a backslash before a bar is lost, because it is taken for the one that protects the bar. */
function canHoldBars(inline: Inline): boolean {
  if (inline.kind === 'code') return !PROTECTED_BAR.test(inline.text);
  if (inline.kind === 'raw' || inline.kind === 'html') return !PROTECTED_BAR.test(inline.source);
  return !('children' in inline) || inline.children.every(canHoldBars);
}

const PROTECTED_BAR = /\\\|/;

/** Cells end at a bar, even within code. */
function escapeBars(line: string): string {
  if (!line.includes('|')) return line;
  let out = '';
  let slashes = 0;
  for (const char of line) {
    if (char === '|' && slashes % 2 === 0) out += '\\';
    slashes = char === '\\' ? slashes + 1 : 0;
    out += char;
  }
  return out;
}
