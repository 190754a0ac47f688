import type { Figures } from '../../test/support/simulation/figures.ts';

/** What happened in all worlds together, as a table in Markdown. */
export function renderFigures(figures: Figures, seconds: number): string {
  const worlds = figures.get('worlds');
  const order = [
    'worlds',
    'steps',
    'cycles',
    'kills',
    'interruptions',
    'webhooks',
    'requests',
    'pushes',
    'commits',
    'held',
  ];
  const rest = [...figures.counts.keys()].filter((name) => !order.includes(name)).sort();
  const rows = [...order, ...rest].map((name) => [name, figures.get(name).toLocaleString('en')]);
  const speed = [
    ['seconds', seconds.toFixed(0)],
    ['worlds per second', (worlds / Math.max(seconds, 0.001)).toFixed(1)],
  ];
  const cells = [['what', 'how often'], ['---', '---:'], ...rows, ...speed];
  const width = Math.max(...cells.map(([name = '']) => name.length));
  return cells.map(([name = '', count = '']) => `| ${name.padEnd(width)} | ${count.padStart(12)} |`).join('\n');
}
