import type { TicketFormat } from '../../model/ticket.ts';
import type { WorklogLine } from '../../model/worklog.ts';
import type { TicketBase } from '../../snapshot/base.ts';
import type { GitFile, GitState } from '../observation.ts';
import type { RunChange } from './run-changes.ts';
import { undoComments } from './undo-comments.ts';
import type { TicketUndo } from './undo-plan.ts';
import { undoTexts } from './undo-texts.ts';
import { undoValues } from './undo-values.ts';
import { undoWorklogs } from './undo-worklogs.ts';

/** One ticket of a run as it is now. */
export type UndoTarget = {
  readonly run: string;
  readonly key: string;
  readonly change: RunChange;
  /** What both sides agree on now, null where the ticket is no more. */
  readonly now: TicketBase | null;
  readonly path: string;
  readonly git: GitState;
  readonly worklogs: readonly WorklogLine[];
};

/**
 * What undoes one ticket's part of a run, as edits of git: the run is the base, git as it is now one side, and what was
 * agreed before the run the other. What anybody changed since stays. What the edits mean for Jira is for the cycle that
 * finds them. Pure.
 */
export function planUndo(target: UndoTarget, format: TicketFormat): TicketUndo {
  const { key, change, now, git } = target;
  const { before, after } = change;
  const whole = (kept: string): TicketUndo => ({
    key,
    changes: [{ ref: 'file', now: after === null ? null : 'there', back: before === null ? null : 'there', kept }],
    git: [],
  });
  if (before === null) return whole('the ticket was new in this run, and is never deleted: close it if it should go');
  if (after === null) return whole('the ticket left both sides in this run: its file is in the history of git');
  if (now === null) return whole('the ticket is not there any more');
  if (git.kind === 'broken') return whole(`its file cannot be read: line ${git.line}: ${git.reason}`);
  if (git.kind === 'absent') return whole('its file was removed in git');
  return undoFile(target, { before, after, now }, git, format);
}

/** What was agreed before the run, after it, and now. */
export type Agreements = { readonly before: TicketBase; readonly after: TicketBase; readonly now: TicketBase };

function undoFile({ run, key, path, worklogs }: UndoTarget, agreed: Agreements, git: GitFile, format: TicketFormat) {
  const { doc, blob } = git;
  const values = undoValues(agreed, doc, format);
  const texts = undoTexts(agreed, doc);
  const comments = undoComments(agreed, doc);
  const entries = undoWorklogs(agreed, worklogs, { run, key });
  const edit = { values: values.edit, texts: texts.edit, comments: comments.edit };
  const isEdited = Object.keys({ ...edit.values, ...edit.texts }).length > 0 || edit.comments !== null;
  const reason = `run ${run} is undone`;
  return {
    key,
    changes: [...values.changes, ...texts.changes, ...comments.changes, ...entries.changes],
    git: [
      ...(isEdited ? [{ kind: 'write-ticket', path, to: path, from: blob, edit, reason } as const] : []),
      ...entries.git,
    ],
  };
}
