import type { Span } from './sequence-hunks.ts';

export type SeparatorOptions = {
  /** The separators of the old text, one behind each of its pieces. */
  readonly old: readonly string[];
  readonly lineEnd: string;
  /** Put a blank line wherever the old text does not decide. */
  readonly wide: boolean;
};

/** A part of a text that is put together; `slots` are the pieces of the old text that it is or stands for. */
export type PlacedPart = { readonly kind: 'keep' | 'convert'; readonly slots: Span | null };

/** What stands behind each part. Neighbours of the old text keep what stood between them, where that is enough. */
export function separatorsBetween(parts: readonly PlacedPart[], options: SeparatorOptions): readonly string[] {
  const { old, lineEnd, wide } = options;
  return parts.map((part, at) => {
    const next = parts[at + 1];
    const own = part.slots === null ? undefined : old[part.slots[1] - 1];
    if (next === undefined) return old.at(-1) ?? '';
    const neighbours = areNeighbours(part, next);
    const untouched = neighbours && part.kind === 'keep' && next.kind === 'keep';
    if (own !== undefined && (untouched || (neighbours && !wide) || breaksIn(own) >= 2)) return own;
    return `${lineEnd}${lineEnd}`;
  });
}

/** The second part stands right behind the first in the old text, too. */
export function areNeighbours(part: PlacedPart, next: PlacedPart): boolean {
  return part.slots !== null && next.slots !== null && part.slots[1] === next.slots[0];
}

function breaksIn(separator: string): number {
  return separator.split('\n').length - 1;
}
