import type { Colors } from '../context.ts';
import { cutToWidth, padToWidth, widestCells } from './display-width.ts';
import { plain } from './plain.ts';

const GAP = '  ';
const LEAST_COLUMN = 6;

/**
 * A heading and rows that fit the terminal: where they are too wide, the widest columns are cut with an ellipsis. Where
 * there is no terminal, nothing is cut.
 */
export function table(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  width: number | null,
  colors: Colors,
): readonly string[] {
  const clean = rows.map((row) => row.map(plain));
  const widths = fittingWidths(widestCells([heading, ...clean]), width);
  return [colors.bold(line(heading, widths)), ...clean.map((row) => line(row, widths))];
}

function line(row: readonly string[], widths: readonly number[]): string {
  const cells = row.map((cell, at) => {
    const width = widths[at] ?? LEAST_COLUMN;
    return padToWidth(cutToWidth(cell, width), width);
  });
  return cells.join(GAP).trimEnd();
}

/** Takes from the widest column until the sum fits; none gets narrower than can be read. */
function fittingWidths(wanted: readonly number[], width: number | null): readonly number[] {
  if (width === null) return wanted;
  const widths = [...wanted];
  let over = widths.reduce((sum, each) => sum + each, 0) + GAP.length * (widths.length - 1) - width;
  while (over > 0) {
    const widest = Math.max(...widths);
    if (widest <= LEAST_COLUMN) break;
    const next = Math.max(LEAST_COLUMN, ...widths.filter((each) => each < widest));
    const less = Math.min(over, Math.max(1, widest - next));
    widths[widths.indexOf(widest)] = widest - less;
    over -= less;
  }
  return widths;
}
