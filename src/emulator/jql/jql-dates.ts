import { refusal } from '../jira-error.ts';
import { instantOf, zoneOffsetMs } from '../text/zoned-time.ts';
import type { JqlOperand } from './jql-query.ts';

const unitMs: Readonly<Record<string, number>> = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000 };

export interface DateReading {
  readonly field: string;
  readonly nowMs: number;
  /** Zone of the caller's profile: in it, and not in that of the site, JQL literals are read. */
  readonly zone: string;
}

/** The instant an operand means: a literal to the minute, a period like `-5m`, epoch milliseconds, or a function. */
export function readJqlDate(operand: JqlOperand, reading: DateReading): number {
  if (operand.kind === 'function') return functionDate(operand.name, operand.args, reading);
  const text = operand.kind === 'value' ? operand.text.trim() : '';
  const ms = literal(text, reading.zone) ?? period(text, reading.nowMs) ?? epoch(text);
  if (ms !== null) return ms;
  throw refusal(
    400,
    `Date value '${text}' for field '${reading.field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
  );
}

function literal(text: string, zone: string): number | null {
  const match = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:\s+(\d{1,2}):(\d{2}))?$/.exec(text);
  if (!match) return null;
  const [, year, , month, day, hour, minute] = match.map(Number);
  return instantOf([year ?? 0, month ?? 1, day ?? 1, hour || 0, minute || 0], zone);
}

function period(text: string, nowMs: number): number | null {
  if (!/^-?\d+[wdhm](\s+\d+[wdhm])*$/i.test(text)) return null;
  const sign = text.startsWith('-') ? -1 : 1;
  const parts = [...text.toLowerCase().matchAll(/(\d+)([wdhm])/g)];
  return nowMs + sign * parts.reduce((sum, part) => sum + Number(part[1]) * (unitMs[part[2] ?? ''] ?? 0), 0);
}

function epoch(text: string): number | null {
  return /^\d{9,15}$/.test(text) ? Number(text) : null;
}

function functionDate(name: string, args: readonly string[], { nowMs, zone }: DateReading): number {
  const dayMs = 86_400_000;
  const local = nowMs + zoneOffsetMs(nowMs, zone);
  const midnight = Math.floor(local / dayMs) * dayMs - zoneOffsetMs(nowMs, zone);
  const shift = args[0] === undefined ? 0 : (period(args[0], 0) ?? 0);
  switch (name.toLowerCase()) {
    case 'now':
      return nowMs;
    case 'startofday':
      return midnight + shift;
    case 'endofday':
      return midnight + dayMs - 1 + shift;
    default:
      throw refusal(400, `Unable to find JQL function '${name}(${args.join(', ')})'.`);
  }
}
