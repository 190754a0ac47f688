import type { Colors } from '../context.ts';
import { columns } from '../render/columns.ts';
import { paint } from '../render/paint.ts';
import { plain } from '../render/plain.ts';
import type { NamedFinding } from './examine.ts';
import type { Level } from './finding.ts';

const MARKS: Readonly<Record<Level, string>> = { ok: '✓', warning: '!', failed: '✗' };

/** A line for each finding: how it is, what was looked at, what was found and what to do; then the sum. */
export function doctorLines(found: readonly NamedFinding[], colors: Colors, width: number | null): readonly string[] {
  const rows = found.map(({ level, check, message, fix }) => {
    return [`${MARKS[level]} ${check}`, plain(fix === null ? message : `${message} → ${fix}`)];
  });
  const count = (level: Level) => found.filter((each) => each.level === level).length;
  const [failures, warnings] = [count('failed'), count('warning')];
  const sum = [
    plural(failures, 'thing does not work', 'things do not work'),
    plural(warnings, 'warning', 'warnings'),
  ].filter((each) => each !== null);
  return [
    ...columns(rows, width).map((line) => paint(line, colors)),
    '',
    sum.length === 0 ? colors.green('All is well.') : `${sum.join(', ')}.`,
  ];
}

function plural(count: number, one: string, many: string): string | null {
  if (count === 0) return null;
  return `${count} ${count === 1 ? one : many}`;
}
