import Table from 'cli-table3';

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
} as const;

const LEAST_LAST_COLUMN = 20;

/** Rows in columns; the last one wraps at the width of the terminal, and as it comes where there is none. */
export function columns(rows: readonly (readonly string[])[], width: number | null): readonly string[] {
  if (rows.length === 0) return [];
  const widths = widthsOf(rows, width);
  const table = new Table({
    chars: NO_BORDERS,
    style: { 'padding-left': 0, 'padding-right': 0, border: [], head: [] },
    ...(widths === null ? {} : { colWidths: [...widths], wordWrap: true }),
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

function widthsOf(rows: readonly (readonly string[])[], width: number | null): readonly number[] | null {
  if (width === null) return null;
  const count = Math.max(...rows.map((row) => row.length));
  const wanted = Array.from({ length: count }, (_, at) =>
    Math.max(...rows.map((row) => [...(row[at] ?? '')].length), 1),
  );
  const others = wanted.slice(0, -1).reduce((sum, each) => sum + each + 2, 0);
  const last = Math.max(LEAST_LAST_COLUMN, Math.min(wanted.at(-1) ?? 1, width - others));
  return [...wanted.slice(0, -1), last];
}
