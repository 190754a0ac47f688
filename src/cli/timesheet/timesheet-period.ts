import { usageError } from '../cli-error.ts';
import { dayOf, isoWeekOf, monthPeriod, type Period, readDay, weekPeriod } from '../time/read-day.ts';

export type PeriodOptions = {
  readonly from?: string;
  readonly to?: string;
  /** True where the option stands alone: the current one. */
  readonly week?: string | true;
  readonly month?: string | true;
};

const LONGEST_DAYS = 3_700;

/** The days that are asked for: from and to, a week, a month; the current week where nothing is said. */
export async function timesheetPeriod(options: PeriodOptions, nowMs: number): Promise<Period> {
  const { from, to, week, month } = options;
  const today = dayOf(nowMs);
  const ways = [from ?? to, week, month].filter((way) => way !== undefined);
  if (ways.length > 1) throw usageError('give one of --week, --month, or --from and --to');
  if (month !== undefined) {
    const period = monthPeriod(month === true ? today.slice(0, 7) : month);
    return period ?? refuse(`--month: "${String(month)}" is no month; write it like 2026-02`);
  }
  if (from === undefined && to === undefined) {
    const period = weekPeriod(week === undefined || week === true ? isoWeekOf(today) : week);
    return period ?? refuse(`--week: "${String(week)}" is no week; write it like 2026-W07`);
  }
  const last = to === undefined ? today : await readDay(to, '--to', nowMs);
  const first = from === undefined ? `${last.slice(0, 8)}01` : await readDay(from, '--from', nowMs);
  if (first > last) throw usageError(`--from ${first} is after --to ${last}`);
  if (Date.parse(last) - Date.parse(first) > LONGEST_DAYS * 86_400_000)
    throw usageError('a timesheet has ten years at most');
  return { from: first, to: last };
}

function refuse(problem: string): never {
  throw usageError(problem);
}
