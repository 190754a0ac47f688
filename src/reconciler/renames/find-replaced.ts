import type { Oid } from '../../snapshot/object-store.ts';
import { likeness, otherBirth, type Portrait, sameBirth } from './likeness.ts';

/** A ticket's own file as it is now, and the ticket as last agreed. */
export type ChangedFile = {
  readonly key: string;
  readonly blob: Oid;
  readonly portrait: Portrait;
  readonly own: Portrait;
};

/** Another ticket as last agreed: one whose file is gone, or whose file had this very content. */
export type OtherTicket = { readonly key: string; readonly blob: Oid | null; readonly portrait: Portrait };

const ALIKE = 0.8;
const UNLIKE = 0.5;

/**
 * Whose words stand in a ticket's file, where they are not its own: another ticket's file was renamed or copied over it.
 * `key` is null where nobody knows whose; the answer is null where the file is the ticket's own, however much it was edited.
 */
export function findReplaced(
  file: ChangedFile,
  others: readonly OtherTicket[],
): { readonly key: string | null } | null {
  const { portrait, own } = file;
  const ownLikeness = likeness(portrait, own);
  if (ownLikeness >= ALIKE) return null;
  const source = others.find((other) => {
    if (other.key === file.key) return false;
    if (other.blob === file.blob) return true;
    if (otherBirth(portrait, other.portrait)) return false;
    return likeness(portrait, other.portrait) >= ALIKE;
  });
  if (source !== undefined && !(sameBirth(portrait, own) && !sameBirth(portrait, source.portrait))) {
    return { key: source.key };
  }
  return otherBirth(portrait, own) && ownLikeness < UNLIKE ? { key: null } : null;
}
