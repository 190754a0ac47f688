import { finestTokens } from './merge-keys.ts';
import { hunksBetween, type Span } from './sequence-hunks.ts';

/**
 * Whether one text already holds what another one changed since the base, as Jira does when a merge was written there
 * and not yet to git. All three are keys of blocks. It does when nothing that was changed is different in it: neither
 * whole blocks nor, where a block was changed once more, its words.
 */
export function holdsEdits(base: readonly string[], changed: readonly string[], other: readonly string[]): boolean {
  if (isUntouched(base, changed, other)) return true;
  return isUntouched(finestTokens(base), finestTokens(changed), finestTokens(other));
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
