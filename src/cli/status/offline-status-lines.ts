import type { Colors } from '../context.ts';
import { columns } from '../render/columns.ts';
import { plain } from '../render/plain.ts';
import { section } from '../render/section.ts';
import { isLocallyClean, type LocalChange, type OfflineStatus, type Relation } from './read-offline-status.ts';

/** What the clone knows by itself, as `git status` would say it. */
export function offlineStatusLines(status: OfflineStatus, colors: Colors, width: number | null): readonly string[] {
  const table = (rows: readonly (readonly string[])[]) => columns(rows, width === null ? null : width - 2);
  const held = status.pending.flatMap(({ key, holds }) => {
    if (holds.length === 0) return [[key, '', 'not finished when the snapshot was written']];
    return holds.map(({ field, reason, since }) => [key, field, `${plain(reason)} (since ${since})`]);
  });
  const problems = status.problems.map(({ path, reason }) => [plain(path), plain(reason)]);
  return [
    `Project ${status.project}: ${status.tickets} tickets in the snapshot`,
    ...RELATION_LINES[status.relation],
    '',
    ...section('Going to Jira once pushed and synced:', table(status.changes.map(changeRow)), colors.green),
    ...section('Held when the snapshot was written:', table(held), colors.red),
    ...section('Files that cannot be synced:', table(problems), colors.red),
    ...(isLocallyClean(status) ? ['Nothing of this clone waits to go to Jira.'] : []),
  ];
}

const RELATION_LINES: Readonly<Record<Relation, readonly string[]>> = {
  same: [],
  ahead: [],
  behind: ['This clone is behind what was synced: `git pull` brings it.'],
  diverged: ['This clone and what was synced have both moved on: `git pull` first. Differences below count both.'],
};

function changeRow({ path, kind, fields, problem }: LocalChange): readonly string[] {
  return [plain(path), kind, problem ?? (fields ?? []).join(', ')];
}
