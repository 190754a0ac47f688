import { finestTokens } from './merge-keys.ts';
import { mergeSequences } from './merge-sequences.ts';
import { hunksBetween, type Span } from './sequence-hunks.ts';

/**
 * Whether one text already holds what another one changed since the base, as Jira does when a merge was written there
 * and not yet to git. All three are keys of blocks. It does when nothing that was changed is different in it: neither
 * whole blocks nor, where a block was changed once more, its words.
 */
export function holdsEdits(base: readonly string[], changed: readonly string[], other: readonly string[]): boolean {
  if (lacksRemoval(base, changed, other)) return false;
  if (isUntouched(base, changed, other)) return true;
  const [oldWords, words, otherWords] = [finestTokens(base), finestTokens(changed), finestTokens(other)];
  return isUntouched(oldWords, words, otherWords) && !lacksRemoval(oldWords, words, otherWords);
}

/**
 * Whether a merge would take something out of the other text and change nothing else: something was taken out that is
 * still there. What was taken out can be seen at more than one place, so that it seems to be apart from what is there again.
 */
function lacksRemoval(base: readonly string[], changed: readonly string[], other: readonly string[]): boolean {
  const merged = mergeSequences(base, changed, other, []);
  if (merged === null || merged.length >= other.length) return false;
  let found = 0;
  for (const token of other) if (token === merged[found]) found += 1;
  return found === merged.length;
}

function isUntouched(base: readonly string[], changed: readonly string[], other: readonly string[]): boolean {
  const edits = hunksBetween(base, changed).map(({ now }) => now);
  const later = hunksBetween(changed, other).map(({ old }) => old);
  return edits.every((edit) => later.every((hunk) => areApart(edit, hunk)));
}

/** Nothing shows that something was taken out, if what stood beside it is different as well. */
function areApart(edit: Span, later: Span): boolean {
  const isRemoval = edit[0] === edit[1];
  return isRemoval ? edit[0] < later[0] || later[1] < edit[0] : edit[1] <= later[0] || later[1] <= edit[0];
}
