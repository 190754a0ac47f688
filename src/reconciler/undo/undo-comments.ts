import { sameMarkdown } from '../../model/text/reconcile/same-text.ts';
import type { CommentSlot, GitComment, TicketDoc } from '../../model/ticket.ts';
import type { BaseComment } from '../../snapshot/base.ts';
import { matchComments } from '../match-comments.ts';
import type { Agreements } from './plan-undo.ts';
import { CHANGED_SINCE, type UndoChange } from './undo-plan.ts';
import { withoutRun } from './undo-texts.ts';

/** What becomes of one comment of the file: another body, or null where it goes. */
type Fate = { readonly index: number; readonly body: string | null };
type Step = { readonly change: UndoChange; readonly fate: Fate | null; readonly again: GitComment | null };

/** Comments that the run made go, those it removed are made again, those it edited say again what they said. */
export function undoComments(
  { before, after, now }: Agreements,
  doc: TicketDoc,
): { readonly edit: readonly CommentSlot[] | null; readonly changes: readonly UndoChange[] } {
  const places = new Map(
    matchComments(now.comments, doc.comments, []).flatMap(({ base, git }) =>
      base === null || git === null ? [] : [[base.id, git] as const],
    ),
  );
  const then = new Map(before.comments.map((comment) => [comment.id, comment]));
  const done = new Map(after.comments.map((comment) => [comment.id, comment]));
  const steps = [...new Set([...then.keys(), ...done.keys()])].flatMap((id): readonly Step[] => {
    const here = places.get(id) ?? null;
    return undoComment(id, then.get(id) ?? null, done.get(id) ?? null, here);
  });
  const fates = new Map(steps.flatMap(({ fate }) => (fate === null ? [] : [[fate.index, fate.body] as const])));
  const again = steps.flatMap((step) => (step.again === null ? [] : [step.again]));
  const changes = steps.map(({ change }) => change);
  if (fates.size + again.length === 0) return { edit: null, changes };
  const kept = doc.comments.flatMap((comment, from): readonly CommentSlot[] => {
    const body = fates.get(from);
    if (body === null) return [];
    return [{ from, comment: body === undefined ? comment : { ...comment, body } }];
  });
  return { edit: [...kept, ...again.map((comment) => ({ from: null, comment }))], changes };
}

function undoComment(
  id: string,
  then: BaseComment | null,
  done: BaseComment | null,
  here: { readonly index: number; readonly comment: GitComment } | null,
): readonly Step[] {
  const ref = `comment:${id}`;
  const change = { ref, now: here?.comment.body ?? null, back: then?.text.markdown ?? null };
  if (done === null) {
    if (then === null || here !== null) return [];
    const again = { author: then.author, at: then.at, body: then.text.markdown };
    return [{ change: { ...change, kept: null }, fate: null, again }];
  }
  if (then !== null && sameMarkdown(then.text.markdown, done.text.markdown)) return [];
  if (here === null) return then === null ? [] : [{ change: { ...change, kept: GONE }, fate: null, again: null }];
  const { index, comment } = here;
  const body = then === null ? null : withoutRun(done.text.markdown, comment.body, then.text.markdown);
  const isLater = then === null ? !sameMarkdown(comment.body, done.text.markdown) : body === null;
  if (isLater) return [{ change: { ...change, kept: CHANGED_SINCE }, fate: null, again: null }];
  return [{ change: { ...change, back: body, kept: null }, fate: { index, body }, again: null }];
}

const GONE = 'it was removed since';
