import type { Sample } from './sample.ts';

/** One line of the table and one panel of the chart. */
export type Series = {
  readonly title: string;
  readonly unit: string;
  readonly points: readonly (readonly [seconds: number, value: number])[];
};

export type Figures = {
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly end: number;
  /** Of the line through all points by least squares, for each hour. */
  readonly slope: number;
};

const ROWS: readonly (readonly [string, string, (sample: Sample) => number | null])[] = [
  ['Memory', 'MB', ({ memoryMb }) => memoryMb],
  ['Open handles', '', ({ handles }) => handles],
  ['Repository', 'MB', ({ repositoryMb }) => repositoryMb],
  ['Loose objects', '', ({ looseObjects }) => looseObjects],
  ['Lag, worst of 5 s', 's', ({ lagSeconds }) => lagSeconds],
];

export function seriesOf(samples: readonly Sample[]): readonly Series[] {
  return ROWS.map(([title, unit, read]) => ({
    title,
    unit,
    points: samples.flatMap((sample): Series['points'] => {
      const value = read(sample);
      return value === null ? [] : [[sample.seconds, value]];
    }),
  }));
}

export function figuresOf({ points }: Series): Figures {
  const values = points.map(([, value]) => value).sort((a, b) => a - b);
  return {
    min: values[0] ?? 0,
    median: values[Math.floor(values.length / 2)] ?? 0,
    max: values.at(-1) ?? 0,
    end: points.at(-1)?.[1] ?? 0,
    slope: slopeOf(points) * 3_600,
  };
}

function slopeOf(points: Series['points']): number {
  const mean = (which: 0 | 1) => points.reduce((sum, point) => sum + point[which], 0) / Math.max(1, points.length);
  const [meanX, meanY] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
}

/** A number as people read it: three digits that matter. */
export function shortNumber(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}

export function renderTable(series: readonly Series[]): string {
  const head = ['', 'min', 'median', 'max', 'end', 'per hour'];
  const rows = series.map((each) => {
    const { min, median, max, end, slope } = figuresOf(each);
    const name = each.unit === '' ? each.title : `${each.title} (${each.unit})`;
    return [name, ...[min, median, max, end].map(shortNumber), `${slope < 0 ? '' : '+'}${shortNumber(slope)}`];
  });
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' | ')} |`;
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
