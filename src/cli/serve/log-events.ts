import type { CycleReport, ReportItem } from '../../reconciler/cycle-report.ts';
import { describeGitAction, describeJiraAction } from '../../reconciler/describe-action.ts';
import type { EngineEvent } from '../../reconciler/engine.ts';
import type { Log } from '../../reconciler/log.ts';
import type { MaintenanceReport } from '../../reconciler/maintenance.ts';
import { overruledLines } from '../../reconciler/overruled.ts';

/** Tells the log what the engine does: every change, everything held, and each turn of its health; quiet cycles are silent. */
export function logEvents(log: Log): (event: EngineEvent) => void {
  let lastSkip: string | null = null;
  return (event) => {
    switch (event.kind) {
      case 'cycle':
        logCycle(log, event.report);
        return;
      case 'progress':
        log.debug('sweeping', { done: event.done, total: event.total });
        return;
      case 'maintenance':
        logMaintenance(log, event, lastSkip);
        lastSkip = event.report.kind === 'skipped' ? event.report.reason : null;
        return;
      case 'health':
        if (event.health.state === 'ok') log.info('healthy', { flavor: event.health.flavor });
        else log.warn('not healthy', { state: event.health.state, reason: event.health.reason });
    }
  };
}

/** What hinders it is told once, and not every few minutes. */
function logMaintenance(
  log: Log,
  { report, tookMs: ms }: { readonly report: MaintenanceReport; readonly tookMs: number },
  lastSkip: string | null,
): void {
  if (report.kind === 'idle') log.debug('nothing to pack', { ...report.size, ms });
  else if (report.kind === 'packed') log.info('repository packed', { before: report.before, after: report.size, ms });
  else if (report.reason === lastSkip) log.debug('still not packed', { reason: report.reason });
  else log.warn('repository not packed', { reason: report.reason });
}

function logCycle(log: Log, report: CycleReport): void {
  const { cycle, items, imported, commits, error } = report;
  for (const item of items) logItem(log, cycle, item);
  const ms = report.endedAtMs - report.startedAtMs;
  if (error !== null) log.warn('cycle ended early', { cycle, reason: error, ms });
  else if (items.length + imported > 0)
    log.info('cycle done', { cycle, tickets: items.length, imported, commits: commits.length, ms });
  else log.debug('nothing to do', { cycle, ms });
}

function logItem(log: Log, cycle: string, { ref, key, jira, git, holds, findings, failure }: ReportItem): void {
  const ticket = key ?? ref;
  if (jira.length > 0) log.info('synced to Jira', { cycle, ticket, done: jira.map(describeJiraAction) });
  if (git.length > 0) log.info('synced to git', { cycle, ticket, done: git.map(describeGitAction) });
  for (const what of overruledLines(ticket, findings)) log.info('overruled', { cycle, ticket, what });
  for (const { field, kind, reason } of holds) log.warn('held', { cycle, ticket, field, kind, reason });
  if (failure !== null) log.warn('not finished', { cycle, ticket, reason: failure.reason, retries: failure.retries });
}
