import type { WorkingTime } from '../../model/duration.ts';
import type { GitWorklog } from '../../model/worklog.ts';
import { editWorklogFile } from '../../model/worklog-file.ts';
import { renderWorklogMembers, worklogMonth } from '../../model/worklog-line.ts';
import { cannotQueue } from './cannot-queue.ts';
import type { FileEdit } from './commit-edits.ts';

export const CREATE_QUEUE = '.tract/queue/create.jsonl';

export const WORKLOG_QUEUE = '.tract/queue/worklogs';

/** A ticket that was made offline; `at` is `YYYY-MM-DDTHH:MM:SSZ`. */
export type QueuedCreate = { readonly id: string; readonly path: string; readonly at: string; readonly author: string };

/** A line of the queue of new tickets. */
export function queueCreate({ id, path, at, author }: QueuedCreate): FileEdit {
  const line = `${JSON.stringify({ id, path, at, author })}\n`;
  const edit = (before: Buffer | null) => {
    const text = textOf(CREATE_QUEUE, before);
    if (has(text, id)) return before;
    return Buffer.from(text + (text === '' || text.endsWith('\n') ? '' : '\n') + line);
  };
  return { path: CREATE_QUEUE, edit };
}

/**
 * The time entry as a line of its month, and its file in the queue; both with the id. `at` is when it was queued;
 * `queued` are the names of the files in the queue, where an attempt before may have left it.
 */
export function queueWorklog(
  worklog: GitWorklog & { readonly id: string },
  { at, queued, working }: { readonly at: string; readonly queued: readonly string[]; readonly working: WorkingTime },
): readonly FileEdit[] {
  const file = `-${worklog.id}.json`;
  const month = `worklogs/${worklogMonth(worklog.started)}.jsonl`;
  const add = { add: [worklog], replace: [], remove: [] };
  const { issue, author, time, started } = renderWorklogMembers(worklog);
  const { id, comment } = worklog;
  const entry = `${JSON.stringify({ id, issue, author, time, started, comment, at })}\n`;
  return [
    {
      path: month,
      edit: (before) => {
        const text = textOf(month, before);
        return has(text, id) ? before : Buffer.from(editWorklogFile(text, add, working));
      },
    },
    newFile(`${WORKLOG_QUEUE}/${queued.find((name) => name.endsWith(file)) ?? at.replace(/[-:]/g, '') + file}`, entry),
  ];
}

/** A new file; where an attempt before has made it, it stays as it is. */
export function newFile(path: string, text: string): FileEdit {
  return { path, edit: (before) => before ?? Buffer.from(text) };
}

/** An attempt that is repeated with its id adds nothing. */
function has(text: string, id: string): boolean {
  return text.includes(`"id":"${id}"`);
}

/** The text of a file, '' where there is none. A CliError (nothing can be queued) for bytes that are none. */
export function textOf(path: string, bytes: Buffer | null): string {
  if (bytes === null) return '';
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw cannotQueue(`${path} is not UTF-8 text: mend it first`, error);
  }
}
