import { nameOfRef } from '../../reconciler/explain.ts';
import { explainChange } from '../../reconciler/explain-change.ts';
import type { RunSummary } from '../../reconciler/undo/list-run-summaries.ts';
import type { UndoChange } from '../../reconciler/undo/undo-plan.ts';
import type { ShownUndo } from './run-undo.ts';

const HINT = 'tract undo RUN shows what undoing one comes to, and asks before it does it.';

/** The newest runs as rows of a table, and how to go on. */
export function runRows(runs: readonly RunSummary[]): readonly (readonly string[])[] {
  return runs.map(({ run, atMs, tickets, keys }) => {
    const more = tickets > keys.length ? ` and ${tickets - keys.length} more` : '';
    return [run, `${new Date(atMs).toISOString().slice(0, 19)}Z`, `${keys.join(' ')}${more}`];
  });
}

export function runHint(runs: readonly RunSummary[]): string {
  return runs.length === 0 ? 'No run has written anything yet.' : HINT;
}

/** What undoing a run comes to, or came to: each ticket, what goes back and what stays. */
export function undoLines(shown: ShownUndo, mode: 'planned' | 'done'): readonly string[] {
  const { run, tickets } = shown;
  const changes = tickets.flatMap((ticket) => ticket.changes);
  const back = changes.filter(({ kept }) => kept === null).length;
  if (changes.length === 0) return [`Nothing of run ${run} is left to undo.`];
  const [verb, mark] = mode === 'done' ? ['Undid', '✓ '] : ['Undoing', ''];
  const stays = changes.length - back;
  return [
    `${mark}${verb} run ${run}: ${count(back)} ${mode === 'done' ? 'went back' : 'go back'}${stays > 0 ? `, ${stays} stay as they are` : ''}`,
    ...tickets.flatMap((ticket) => [`  ${ticket.key}`, ...ticket.changes.map((change) => `    ${lineOf(change)}`)]),
    ...(mode === 'done' && back > 0 ? ['git has it: run `git pull`'] : []),
  ];
}

function lineOf({ ref, now, back, kept }: UndoChange): string {
  if (ref === 'file') return `stays: ${kept}`;
  const change = explainChange(now, back) || 'as it is';
  return kept === null ? `${nameOfRef(ref)}: ${change}` : `${nameOfRef(ref)} stays: ${kept} (it would be ${change})`;
}

function count(changes: number): string {
  return changes === 1 ? '1 change' : `${changes} changes`;
}
