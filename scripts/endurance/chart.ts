import { figuresOf, type Series, shortNumber } from './series.ts';

const WIDTH = 760;
const PANEL = { left: 64, right: 16, top: 34, height: 96, gap: 30 };
const STEP = PANEL.top + PANEL.height + PANEL.gap;

/** One panel for each series over a common time, as an SVG that reads well on light and on dark ground. */
export function renderChart(series: readonly Series[], title: string): string {
  const height = 40 + series.length * STEP;
  const end = Math.max(1, ...series.flatMap(({ points }) => points.map(([seconds]) => seconds)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeText(title)}">`,
    `<style>${STYLE}</style>`,
    `<rect class="ground" width="${WIDTH}" height="${height}"/>`,
    `<text class="title" x="16" y="26">${escapeText(title)}</text>`,
    ...series.map((each, index) => panel(each, 40 + index * STEP, end)),
    '</svg>',
    '',
  ].join('\n');
}

const STYLE = [
  'text{font:12px system-ui,sans-serif;fill:#333}',
  '.title{font-size:15px;font-weight:600}.name{font-weight:600}.mark{fill:#666;font-size:11px}',
  '.ground{fill:#fff}.frame{stroke:#ccc;fill:none}.line{stroke:#0b62c4;fill:none;stroke-width:1.6}',
  '@media(prefers-color-scheme:dark){text{fill:#e6e6e6}.mark{fill:#aaa}.ground{fill:#14171a}',
  '.frame{stroke:#444}.line{stroke:#6cb2ff}}',
].join('');

function panel(series: Series, top: number, endSeconds: number): string {
  const { max } = figuresOf(series);
  const most = roundUp(max);
  const [x0, x1] = [PANEL.left, WIDTH - PANEL.right];
  const [y0, y1] = [top + PANEL.top + PANEL.height, top + PANEL.top];
  const x = (seconds: number) => x0 + ((x1 - x0) * seconds) / endSeconds;
  const y = (value: number) => y0 - ((y0 - y1) * value) / most;
  const points = series.points.map(([seconds, value]) => `${x(seconds).toFixed(1)},${y(value).toFixed(1)}`);
  const unit = series.unit === '' ? '' : ` (${series.unit})`;
  return [
    `<text class="name" x="${x0}" y="${y1 - 10}">${escapeText(series.title + unit)}</text>`,
    `<path class="frame" d="M${x0} ${y1}V${y0}H${x1}"/>`,
    `<text class="mark" x="${x0 - 8}" y="${y1 + 4}" text-anchor="end">${shortNumber(most)}</text>`,
    `<text class="mark" x="${x0 - 8}" y="${y0 + 4}" text-anchor="end">0</text>`,
    `<text class="mark" x="${x1}" y="${y0 + 16}" text-anchor="end">${shortNumber(endSeconds / 60)} min</text>`,
    `<polyline class="line" points="${points.join(' ')}"/>`,
  ].join('\n');
}

/** The next of 1, 2, 2.5 and 5 with zeros. */
function roundUp(value: number): number {
  if (value <= 0) return 1;
  const zeros = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 2.5, 5, 10].find((step) => step * zeros >= value) ?? 10) * zeros;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
