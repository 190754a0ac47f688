import { type Figure, isMissed, type Table } from './table.ts';

/** A table as Markdown, with its findings below where they are wanted. */
export function renderTable({ title, note, columns, rows, findings }: Table, verbose: boolean): string {
  const cells = [columns, ...rows.map((row) => row.map(renderCell))];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  const lines = cells.map((row) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`);
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  const list = verbose && findings.length > 0 ? `\n\n${findings.map((finding) => `- ${finding}`).join('\n')}` : '';
  return `## ${title}\n\n${note}\n\n${[lines[0], rule, ...lines.slice(1)].join('\n')}${list}\n`;
}

function renderCell(cell: string | Figure): string {
  if (typeof cell === 'string') return cell;
  const { goal } = cell;
  const wanted = goal === null ? '' : ` (${goal.kind} ${renderNumber(goal.value, cell.unit)})`;
  return `${renderNumber(cell.value, cell.unit)}${wanted}${isMissed(cell) ? ' MISSED' : ''}`;
}

/** Shares are never rounded up: 99.999 % is not all. */
function renderNumber(value: number, unit: Figure['unit']): string {
  if (unit === '%') return `${Number.isInteger(value) ? value : (Math.floor(value * 100) / 100).toFixed(2)} %`;
  const rounded = unit === 'ms' ? Math.ceil(value) : value;
  return `${rounded.toLocaleString('en')}${unit === '' ? '' : ` ${unit}`}`;
}
