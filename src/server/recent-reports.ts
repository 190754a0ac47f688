import type { CycleReport, ReportItem } from '../reconciler/cycle-report.ts';

const MOST = 20;
/** A cycle that was under way when a push came may take it up, and end before the hook has asked. */
const JUST_NOW_MS = 2_000;

/** The last cycles, for whoever asks about a push that one of them took up before its own could. */
export class RecentReports {
  readonly #reports: CycleReport[] = [];

  add(report: CycleReport): void {
    this.#reports.push(report);
    if (this.#reports.length > MOST) this.#reports.shift();
  }

  /** A report with what cycles since then, or just before, came to for these tickets, where it says nothing of them. */
  complete(report: CycleReport, tickets: readonly string[], sinceMs: number): CycleReport {
    const wanted = new Set(tickets);
    const isWanted = ({ ref, key }: ReportItem): boolean => wanted.has(ref) || (key !== null && wanted.has(key));
    // What waits for an answer of Jira says nothing of the push, and by now another cycle may have found it.
    const isTold = ({ situation }: ReportItem): boolean => situation !== 'awaited';
    const known = new Set(report.items.filter(isTold).map(({ ref }) => ref));
    const earlier = this.#reports
      .filter(({ cycle, endedAtMs }) => cycle !== report.cycle && endedAtMs >= sinceMs - JUST_NOW_MS)
      .flatMap(({ items }) => items)
      .filter((item) => isWanted(item) && isTold(item) && !known.has(item.ref));
    const latest = new Map(earlier.map((item) => [item.ref, item]));
    return latest.size === 0 ? report : { ...report, items: [...latest.values(), ...report.items] };
  }
}
