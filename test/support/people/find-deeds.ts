import type { Deed } from './people.ts';

/** How often a word is on each side, as a word of its own. */
export type Found = { readonly jira: number; readonly git: number };

/** Looks for every deed in all that each side says; titles that a later one replaced are left out. */
export function findDeeds(
  said: Readonly<Record<Deed['side'], string>>,
  deeds: readonly Deed[],
): ReadonlyMap<Deed, Found> {
  const [jira, git] = [countWords(said.jira), countWords(said.git)];
  const standing = deeds.filter((deed, index) => deed.kind !== 'title' || !isReplaced(deed, deeds.slice(index + 1)));
  return new Map(standing.map((deed) => [deed, { jira: jira.get(deed.word) ?? 0, git: git.get(deed.word) ?? 0 }]));
}

function isReplaced({ key }: Deed, later: readonly Deed[]): boolean {
  return later.some((other) => other.kind === 'title' && other.key === key);
}

function countWords(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(/\bw\d+x\b/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
