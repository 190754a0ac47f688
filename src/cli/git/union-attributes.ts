import type { GitEnd } from './developer-git.ts';

/** Files to which several people append lines: both sides of a merge are kept. A pattern and a path that it is for. */
const UNION: readonly (readonly [pattern: string, path: string])[] = [
  ['worklogs/*.jsonl', 'worklogs/2026-01.jsonl'],
  ['.tract/queue/create.jsonl', '.tract/queue/create.jsonl'],
];

/** The lines of `.gitattributes` for them. */
export const UNION_ATTRIBUTES: readonly string[] = UNION.map(([pattern]) => `${pattern} merge=union`);

/** Those of the lines that a clone does not have; none where git cannot tell. */
export async function missingUnionAttributes(
  git: (...args: readonly string[]) => Promise<GitEnd>,
): Promise<readonly string[]> {
  const asked = await git('check-attr', 'merge', '--', ...UNION.map(([, path]) => path));
  if (asked.code !== 0) return [];
  return UNION_ATTRIBUTES.filter((_, at) => !asked.stdout.includes(`${UNION[at]?.[1]}: merge: union`));
}
