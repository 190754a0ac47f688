import type { ReportItem } from '../../reconciler/cycle-report.ts';
import type { Hold } from '../../snapshot/base.ts';

/** One field in conflict, with what each side says; undefined where that is not known here. */
export type Conflict = {
  readonly field: string;
  readonly reason: string;
  readonly since: string;
  readonly base?: unknown;
  readonly git?: unknown;
  readonly jira?: unknown;
  /** Who gave the two values, where that was asked. */
  readonly origins: Hold['origins'];
  /** What the two values are recognised by. */
  readonly seen: Pick<Hold, 'git' | 'jira'>;
};

/** What of a ticket is in conflict, as the server compared it. */
export function conflictsOf({ holds, findings }: ReportItem): readonly Conflict[] {
  return holds
    .filter(({ kind }) => kind === 'conflict')
    .map(({ field, reason, since, git, jira, origins }) => {
      const finding = findings.find(({ ref }) => ref === field);
      const values = finding === undefined ? {} : { base: finding.base, git: finding.git, jira: finding.jira };
      return { field, reason, since, origins, seen: { git, jira }, ...values };
    });
}
