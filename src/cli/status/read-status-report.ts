import type { ReportItem } from '../../reconciler/cycle-report.ts';
import { EMPTY_STATUS } from '../../reconciler/empty-status.ts';
import type { StatusReport } from '../../reconciler/engine.ts';
import { failedError } from '../cli-error.ts';

/** `untold` are the members of which an older service says nothing; the report then has what nothing is. */
export type ReadStatus = { readonly report: StatusReport; readonly untold: readonly string[] };

type Item = Partial<ReportItem> & Pick<ReportItem, 'ref' | 'key' | 'situation'>;
type Told = Partial<StatusReport> & { readonly pending?: readonly Item[] };

const NO_WORK = { findings: [], jira: [], git: [], holds: [], approximated: [], failure: null };

/** What `GET /status` of a service says, of this version or an older one. A CliError where it is no such answer. */
export function readStatusReport(answer: unknown): ReadStatus {
  const told = (typeof answer === 'object' && answer !== null ? answer : {}) as Told;
  const { project, health, pending = [] } = told;
  if (project === undefined || health === undefined) {
    throw failedError('what answers there is no sync service of Tract: check the address');
  }
  const untold = Object.keys(EMPTY_STATUS).filter((member) => !Object.hasOwn(told, member));
  const items = pending.map((item) => ({ ...NO_WORK, ...item }));
  return { report: { ...EMPTY_STATUS, ...told, project, health, pending: items }, untold };
}

/** The one line that says so; null where the service tells all. */
export function olderServiceLine(untold: readonly string[]): string | null {
  if (untold.length === 0) return null;
  return `the service is older than this program and does not tell ${untold.join(', ')}: update it`;
}
