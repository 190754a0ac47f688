export type SeparatorOptions = {
  /** The separators of the old text, one behind each of its pieces. */
  readonly old: readonly string[];
  readonly lineEnd: string;
  /** Put a blank line wherever the old text does not decide. */
  readonly wide: boolean;
};

/** What stands behind each part. Neighbours of the old text keep what stood between them, where that is enough. */
export function separatorsBetween(
  parts: readonly { readonly kind: 'keep' | 'convert'; readonly slot: number | null }[],
  options: SeparatorOptions,
): readonly string[] {
  const { old, lineEnd, wide } = options;
  return parts.map((part, at) => {
    const next = parts[at + 1];
    const own = part.slot === null ? undefined : old[part.slot];
    if (next === undefined) return (part.slot === old.length - 1 ? own : undefined) ?? lastLineEnd(old);
    const neighbours = part.slot !== null && next.slot === part.slot + 1;
    const untouched = neighbours && part.kind === 'keep' && next.kind === 'keep';
    if (own !== undefined && (untouched || (neighbours && !wide) || breaksIn(own) >= 2)) return own;
    return `${lineEnd}${lineEnd}`;
  });
}

function lastLineEnd(old: readonly string[]): string {
  return old.at(-1) ?? '';
}

function breaksIn(separator: string): number {
  return separator.split('\n').length - 1;
}
