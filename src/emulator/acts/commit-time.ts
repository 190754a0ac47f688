import { secondsItem } from '../fields/describe-change.ts';
import { fieldRefusal } from '../jira-error.ts';
import { parseDuration } from '../text/duration.ts';
import type { User } from '../world/entities.ts';
import type { ChangeItem, Issue, Worklog } from '../world/issue.ts';
import { estimatesOf } from '../world/issue-values.ts';
import type { World } from '../world/world.ts';
import type { UpdateCause } from '../world/world-event.ts';
import { commitUpdate } from './commit-update.ts';
import type { Adjustment } from './read-worklog.ts';

export interface TimeChange {
  readonly actor: User;
  readonly issue: Issue;
  /** The entries after the change. */
  readonly worklogs: readonly Worklog[];
  readonly worklog: Worklog;
  /** Seconds more (or, negative, less) than before. */
  readonly addedSeconds: number;
  readonly adjust: Adjustment;
  readonly cause: UpdateCause & ('work-logged' | 'worklog-updated' | 'worklog-deleted');
}

/** Stores changed worklogs with the issue's sum, its remaining estimate and the changelog lines of both. */
export function commitTime(world: World, change: TimeChange): Issue {
  const { actor, issue, worklogs, cause, adjust } = change;
  const estimates = estimatesOf(issue);
  const remainingSeconds = remainingAfter(world, change, estimates.remainingSeconds);
  const tracked = estimates.originalSeconds !== null || remainingSeconds !== null;
  const { timetracking: _before, ...others } = issue.values;
  const after: Issue = {
    ...issue,
    worklogs,
    timeSpentSeconds: worklogs.length === 0 ? null : worklogs.reduce((sum, each) => sum + each.seconds, 0),
    values: tracked ? { ...others, timetracking: { ...estimates, remainingSeconds } } : others,
  };
  const items = [
    ...secondsItem('timeestimate', estimates.remainingSeconds, remainingSeconds),
    ...secondsItem('timespent', issue.timeSpentSeconds, after.timeSpentSeconds),
    worklogItem(change),
  ];
  const bumps = adjust.kind !== 'leave' || world.settings.worklogLeaveBumpsUpdated;
  return commitUpdate(world, { actor, before: issue, after, items, cause, bumps });
}

function remainingAfter(world: World, change: TimeChange, before: number | null): number | null {
  const { adjust, addedSeconds } = change;
  switch (adjust.kind) {
    case 'leave':
      return before;
    case 'auto':
      return Math.max(0, (before ?? 0) - addedSeconds);
    case 'new':
      return duration(world, 'newEstimate', adjust.estimate);
    case 'manual': {
      const by = duration(world, 'adjustment', adjust.by);
      return Math.max(0, (before ?? 0) + (change.cause === 'worklog-deleted' ? by : -by));
    }
  }
}

function duration(world: World, name: string, text: string): number {
  const seconds = parseDuration(text, world.settings);
  if (seconds === null) throw fieldRefusal({ [name]: `'${text}' is not a valid time duration.` });
  return seconds;
}

/** A new entry shows its id on the right, a deleted one on the left, an edited one on both sides. */
function worklogItem({ cause, worklog }: TimeChange): ChangeItem {
  const from = cause === 'work-logged' ? null : worklog.id;
  const to = cause === 'worklog-deleted' ? null : worklog.id;
  return { field: 'WorklogId', fieldtype: 'jira', fieldId: null, from, fromText: from, to, toText: to };
}
