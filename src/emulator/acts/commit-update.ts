import type { User } from '../world/entities.ts';
import type { ChangeItem, Comment, History, Issue } from '../world/issue.ts';
import type { World } from '../world/world.ts';
import { announce, type UpdateCause } from '../world/world-event.ts';

export interface Update {
  readonly actor: User;
  readonly before: Issue;
  readonly after: Issue;
  readonly items: readonly ChangeItem[];
  readonly cause: UpdateCause;
  readonly comment?: Comment;
  /** Whether `updated` moves; a change that only administrators see does not move it. */
  readonly bumps?: boolean;
}

/** Stores the new state with its changelog entry and tells the listeners. */
export function commitUpdate(world: World, update: Update): Issue {
  const nowMs = world.now();
  const history: History | null =
    update.items.length === 0
      ? null
      : { id: world.nextId('history'), authorKey: update.actor.key, createdMs: nowMs, items: update.items };
  const issue: Issue = {
    ...update.after,
    updatedMs: update.bumps === false ? update.after.updatedMs : updatedAt(world, nowMs),
    history: history ? [...update.after.history, history] : update.after.history,
  };
  storeIssue(world, issue);
  const { actor, before, cause } = update;
  announce(world.listeners, {
    kind: 'issue-updated',
    actor,
    issue,
    before,
    history,
    cause,
    comment: update.comment ?? null,
  });
  return issue;
}

export function storeIssue(world: World, issue: Issue): void {
  world.issues.put(issue, searchableAt(world));
}

/** When search will see what is written now; null means at once. */
export function searchableAt(world: World): number | null {
  const { searchLagMs } = world.settings;
  return searchLagMs > 0 ? world.now() + searchLagMs : null;
}

/** A database with whole seconds cuts `updated`, though not the changelog. */
export function updatedAt(world: World, nowMs: number): number {
  return world.settings.secondPrecisionUpdated ? Math.floor(nowMs / 1000) * 1000 : nowMs;
}
