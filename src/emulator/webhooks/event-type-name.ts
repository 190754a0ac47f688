import { recordOf } from '../world/find.ts';
import { isCloud, type World } from '../world/world.ts';
import type { UpdateCause, WorldEvent } from '../world/world-event.ts';

const names: Readonly<Record<Exclude<UpdateCause, 'transitioned'>, string>> = {
  edited: 'issue_updated',
  assigned: 'issue_assigned',
  moved: 'issue_moved',
  commented: 'issue_commented',
  'comment-edited': 'issue_comment_edited',
  'comment-deleted': 'issue_comment_deleted',
  'work-logged': 'issue_work_logged',
  'worklog-updated': 'issue_worklog_updated',
  'worklog-deleted': 'issue_worklog_deleted',
};

/** `issue_event_type_name`: a transition is generic on Cloud; Server tells what it meant. */
export function eventTypeName(
  event: Extract<WorldEvent, { kind: 'issue-created' | 'issue-updated' }>,
  world: World,
): string {
  if (event.kind === 'issue-created') return 'issue_created';
  if (event.cause !== 'transitioned') return names[event.cause];
  if (isCloud(world)) return 'issue_generic';
  const before = recordOf(world.statuses, event.before.statusId, 'status');
  const after = recordOf(world.statuses, event.issue.statusId, 'status');
  if (after.name === 'Closed') return 'issue_closed';
  if (after.category === 'done') return 'issue_resolved';
  if (before.category === 'done') return 'issue_reopened';
  return before.category === 'new' && after.category === 'indeterminate' ? 'issue_work_started' : 'issue_generic';
}
