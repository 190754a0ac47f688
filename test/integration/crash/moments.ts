/** Every kind of write to Jira. */
const ACTIONS = [
  'create-issue',
  'update-issue',
  'transition',
  'add-link',
  'remove-link',
  'add-comment',
  'edit-comment',
  'remove-comment',
  'add-worklog',
  'edit-worklog',
  'remove-worklog',
] as const;

export const JIRA_MOMENTS: readonly string[] = ACTIONS.flatMap((kind) => [`before ${kind}`, `after ${kind}`]);

/** Where the repository is written, each before and after what it is about is there. */
export const GIT_MOMENTS: readonly string[] = [
  'before recording intents',
  'after recording intents',
  'before writing tickets',
  'after writing tickets',
  'before writing time sheets',
  'after recording time sheets',
  'before writing the queue',
  'after recording the queue',
  'before writing conflicts',
  'after recording conflicts',
  'before writing the snapshot',
  'after writing the snapshot',
  'before recording branch and snapshot',
  'after recording branch and snapshot',
];

/** Where somebody who asked over HTTP gets no answer, and asks again. */
export const REQUEST_MOMENTS: readonly string[] = [
  'before recording requests',
  'after recording requests',
  'before add-worklog',
  'after add-worklog',
  'before recording branch and snapshot',
  'after recording branch and snapshot',
];

/** Where somebody who asked for an undo gets no answer, and asks again: before it is in git, in between, and in Jira. */
export const UNDO_MOMENTS: readonly string[] = [
  'before writing an undo',
  'after writing an undo',
  'before recording an undo',
  'after recording an undo',
  'before update-issue',
  'after update-issue',
  'before remove-comment',
  'after remove-comment',
];

/** Where a ticket whose file was removed is deleted in Jira. */
export const DELETE_MOMENTS: readonly string[] = [
  'before delete-issue',
  'after delete-issue',
  'before writing the snapshot',
  'after writing the snapshot',
];
