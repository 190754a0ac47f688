import type { CycleReport, ReportItem } from './cycle-report.ts';

/** What a cycle would do, as the report of one that wrote nothing. */
export async function previewReport(
  clock: () => number,
  preview: () => Promise<readonly ReportItem[]>,
): Promise<CycleReport> {
  const startedAtMs = clock();
  const items = await preview();
  return { cycle: 'plan', startedAtMs, endedAtMs: clock(), items, imported: 0, commits: [], dequeued: [], error: null };
}
