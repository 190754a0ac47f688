import type { ReportItem } from '../../reconciler/cycle-report.ts';
import type { Finding } from '../../reconciler/plan.ts';
import { nameOf } from '../../server/outcome-lines.ts';
import type { Colors } from '../context.ts';
import { columns } from './columns.ts';
import { section } from './plan-lines.ts';
import { plain, shortValue } from './short-value.ts';

/** One ticket, field by field: what each side has, where it goes, and what decided. */
export function ticketStatusLines(item: ReportItem, colors: Colors, width: number | null): readonly string[] {
  const rows = item.findings.map((finding) => [
    finding.ref,
    shortValue(finding.git),
    arrowOf(finding),
    shortValue(finding.jira),
    finding.rule,
  ]);
  const head = ['field', 'git', '', 'Jira', 'because'];
  const table = rows.length === 0 ? [] : [...columns([head, ...rows], width), ''];
  const waiting = item.holds.map(({ field, reason, since }) => `${field}: ${plain(reason)} (since ${since})`);
  return [
    `${nameOf(item)}: ${SITUATIONS[item.situation]}`,
    '',
    ...table,
    ...section('Waiting for a person:', waiting, colors.red),
    ...section('Not finished:', item.failure === null ? [] : [plain(item.failure.reason)], colors.yellow),
    ...section('Said in Jira as well as it can be, kept exactly in git:', item.approximated, colors.yellow),
    ...(isSettled(item) ? ['Git and Jira agree.'] : []),
  ];
}

/** True where the ticket waits for nothing. */
export function isSettled({ jira, git, holds, failure }: ReportItem): boolean {
  return jira.length + git.length + holds.length === 0 && failure === null;
}

const SITUATIONS: Readonly<Record<ReportItem['situation'], string>> = {
  'new-in-git': 'new in git, not in Jira yet',
  'new-in-jira': 'new in Jira, not in git yet',
  'first-meeting': 'in git and in Jira, compared for the first time',
  known: 'in git and in Jira',
  'deleted-in-git': 'its file was removed in git',
  'missing-in-jira': 'Jira does not show it at the moment',
  'gone-from-jira': 'gone from Jira',
  'gone-on-both': 'gone on both sides',
  'broken-in-git': 'its file cannot be read',
  'unknown-to-jira': 'not found in Jira',
  nothing: 'known to neither side',
};

function arrowOf({ verdict, desired, git, jira }: Finding): string {
  switch (verdict) {
    case 'same':
    case 'converged':
      return '=';
    case 'git':
      return '→';
    case 'jira':
    case 'put-back':
      return '←';
    case 'conflict':
    case 'held':
      return '≠';
    case 'merged':
      return desired === git ? '→' : desired === jira ? '←' : '↔';
  }
}
