import type { CommentSlot, GitComment } from '../model/ticket.ts';

/** The file's own order, with Jira's newcomers after the last comment that is not younger. */
export function orderSlots(slots: readonly CommentSlot[]): readonly CommentSlot[] {
  const ordered = slots.filter((slot) => slot.from !== null).sort((a, b) => (a.from ?? 0) - (b.from ?? 0));
  const newcomers = slots.filter((slot) => slot.from === null).sort((a, b) => compareTimes(a.comment, b.comment));
  for (const newcomer of newcomers) {
    const before = ordered.findLastIndex(
      (slot) => slot.comment.at !== null && compareTimes(slot.comment, newcomer.comment) <= 0,
    );
    ordered.splice(before + 1, 0, newcomer);
  }
  return ordered;
}

/** True where these slots are the file's comments, each where it stands. */
export function leavesAsIs(slots: readonly CommentSlot[], comments: readonly GitComment[]): boolean {
  return (
    slots.length === comments.length &&
    slots.every(({ from, comment }, index) => {
      const before = comments[index];
      return (
        from === index && before?.author === comment.author && before.at === comment.at && before.body === comment.body
      );
    })
  );
}

function compareTimes(a: GitComment, b: GitComment): number {
  return (a.at ?? '').localeCompare(b.at ?? '');
}
