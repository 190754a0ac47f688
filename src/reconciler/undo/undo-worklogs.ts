import { fingerprint } from '../../model/fingerprint.ts';
import { sameMarkdown } from '../../model/text/reconcile/same-text.ts';
import type { GitWorklog, WorklogLine } from '../../model/worklog.ts';
import type { BaseWorklog } from '../../snapshot/base.ts';
import { editLines, removeLine } from '../compare-worklog.ts';
import type { GitAction } from '../git-action.ts';
import { type GitEntry, matchWorklogs } from '../match-worklogs.ts';
import type { Agreements } from './plan-undo.ts';
import { CHANGED_SINCE, type UndoChange } from './undo-plan.ts';

type Context = { readonly run: string; readonly key: string };
type Step = { readonly change: UndoChange; readonly git: readonly GitAction[] };

/** Time that the run logged goes, what it removed is logged again under an id of its own, what it edited goes back. */
export function undoWorklogs(
  { before, after, now }: Agreements,
  lines: readonly WorklogLine[],
  context: Context,
): { readonly git: readonly GitAction[]; readonly changes: readonly UndoChange[] } {
  const matches = matchWorklogs(now.worklogs, lines, [], now.worklogs);
  const entries = new Map(
    matches.flatMap(({ base, git }) => (base === null || git === null ? [] : [[base.id, git] as const])),
  );
  const then = new Map(before.worklogs.map((worklog) => [worklog.id, worklog]));
  const done = new Map(after.worklogs.map((worklog) => [worklog.id, worklog]));
  const steps = [...new Set([...then.keys(), ...done.keys()])].flatMap((id): readonly Step[] =>
    undoWorklog(id, then.get(id) ?? null, done.get(id) ?? null, entries.get(id) ?? null, context),
  );
  return { git: steps.flatMap(({ git }) => git), changes: steps.map(({ change }) => change) };
}

function undoWorklog(
  id: string,
  then: BaseWorklog | null,
  done: BaseWorklog | null,
  here: GitEntry | null,
  { run, key }: Context,
): readonly Step[] {
  const reason = `run ${run} is undone`;
  const wanted = then === null ? null : { ...wordsOf(then, key), id: here?.worklog.id ?? null };
  const change = { ref: `worklog:${id}`, now: here?.worklog ?? null, back: wanted };
  if (done === null) {
    if (then === null || here !== null) return [];
    const worklog = { ...wordsOf(then, key), id: fingerprint(['undo', run, id]) };
    return [{ change: { ...change, kept: null }, git: [{ kind: 'add-worklog', worklog, reason }] }];
  }
  if (then !== null && saysSame(wordsOf(then, key), done)) return [];
  if (here === null) return then === null ? [] : [{ change: { ...change, kept: 'it was removed since' }, git: [] }];
  if (!saysSame(here.worklog, done)) return [{ change: { ...change, kept: CHANGED_SINCE }, git: [] }];
  const all = [...here.lines, ...here.stale];
  const git = wanted === null ? all.map((line) => removeLine(line, reason)) : editLines(here, wanted, reason);
  return [{ change: { ...change, kept: null }, git }];
}

function wordsOf({ author, seconds, started, comment }: BaseWorklog, issue: string): Omit<GitWorklog, 'id'> {
  return { issue, author, seconds, started, comment: comment.markdown };
}

function saysSame(line: Omit<GitWorklog, 'id' | 'issue'>, agreed: BaseWorklog): boolean {
  return (
    line.author === agreed.author &&
    line.seconds === agreed.seconds &&
    line.started === agreed.started &&
    sameMarkdown(line.comment, agreed.comment.markdown)
  );
}
