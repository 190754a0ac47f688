import { padToWidth, widestCells } from './display-width.ts';
import { wrapLine } from './wrap-markdown.ts';

const GAP = '  ';
const LEAST_LAST_COLUMN = 20;

/** Rows in columns; the last one wraps at the width of the terminal, and is as long as it is where there is none. */
export function columns(rows: readonly (readonly string[])[], width: number | null): readonly string[] {
  const widths = widestCells(rows).slice(0, -1);
  const others = widths.reduce((sum, each) => sum + each + GAP.length, 0);
  const last = width === null ? null : Math.max(LEAST_LAST_COLUMN, width - others);
  return rows.flatMap((row) => {
    const start = widths.map((each, at) => padToWidth(row[at] ?? '', each) + GAP).join('');
    const end = row[widths.length] ?? '';
    const [first = '', ...rest] = last === null ? [end] : wrapLine(end, last);
    return [start + first, ...rest.map((line) => ' '.repeat(others) + line)].map((line) => line.trimEnd());
  });
}
