import type { Hold } from '../snapshot/base.ts';

const SHORT_COMMIT = 10;

/** Who gave the two values of a conflict, when, and where that can be looked up: a line for each side that tells. */
export function explainOrigins({ origins }: Pick<Hold, 'origins'>): readonly string[] {
  const { git = null, jira = null } = origins ?? {};
  return [
    ...(git === null ? [] : [explainOrigin('git', { ...git, source: git.commit }, 'commit')]),
    ...(jira === null ? [] : [explainOrigin('Jira', { ...jira, source: jira.change }, 'change')]),
  ];
}

/** One side's line: `source` is a commit or an entry of Jira's changelog, as `name` says. */
export function explainOrigin(
  side: string,
  { by, at, source }: { readonly by: string | null; readonly at: string | null; readonly source: string | null },
  name: 'commit' | 'change',
): string {
  const where = source === null ? null : `${name} ${name === 'commit' ? source.slice(0, SHORT_COMMIT) : source}`;
  const known = [by === null ? 'somebody' : `by ${by}`, at, where].filter((word) => word !== null);
  return `${side} ${known.join(', ')}`;
}
