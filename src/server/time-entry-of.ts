import { renderDuration } from '../model/duration.ts';
import type { LoggedTime } from '../reconciler/ticket-reader.ts';

/** A time entry as the API shows it. */
export function timeEntryOf({ issue, author, seconds, started, comment, id, worklogId }: LoggedTime) {
  return { issue, author, time: renderDuration(seconds), timeSpentSeconds: seconds, started, comment, id, worklogId };
}
