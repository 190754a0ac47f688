import type { Hold } from '../snapshot/base.ts';

const SHORT_COMMIT = 10;

/** Who gave the two values of a conflict, when, and where that can be looked up: a line for each side that tells. */
export function explainOrigins({ origins }: Pick<Hold, 'origins'>): readonly string[] {
  const { git = null, jira = null } = origins ?? {};
  return [
    ...(git === null ? [] : [line('git', git.by, git.at, `commit ${git.commit.slice(0, SHORT_COMMIT)}`)]),
    ...(jira === null ? [] : [line('Jira', jira.by, jira.at, jira.change === null ? null : `change ${jira.change}`)]),
  ];
}

function line(side: string, by: string | null, at: string | null, where: string | null): string {
  const known = [by === null ? 'somebody' : `by ${by}`, at, where].filter((word) => word !== null);
  return `${side} ${known.join(', ')}`;
}
