import { refusal } from '../jira-error.ts';
import type { Issue } from '../world/issue.ts';
import { summaryOf, text } from '../world/issue-values.ts';
import type { World } from '../world/world.ts';
import { numberOf } from './issue-clause.ts';
import type { JqlOrder } from './jql-query.ts';

type SortKey = (issue: Issue, world: World) => string | number | null;

const sortKeys: Readonly<Record<string, readonly SortKey[]>> = {
  key: [(issue, world) => world.projects.get(issue.projectId)?.key ?? null, numberOf],
  id: [(issue) => Number(issue.id)],
  created: [(issue) => issue.createdMs],
  updated: [(issue) => issue.updatedMs],
  resolved: [(issue) => issue.resolvedMs],
  due: [(issue) => text(issue, 'duedate')],
  summary: [(issue) => summaryOf(issue).toLowerCase()],
  project: [(issue, world) => world.projects.get(issue.projectId)?.name ?? null],
  status: [(issue) => Number(issue.statusId)],
  type: [(issue, world) => world.issueTypes.get(issue.typeId)?.name ?? null],
  priority: [(issue, world) => -[...world.priorities.keys()].indexOf(text(issue, 'priority') ?? '')],
  assignee: [(issue, world) => world.users.get(text(issue, 'assignee') ?? '')?.displayName ?? null],
  reporter: [(issue, world) => world.users.get(text(issue, 'reporter') ?? '')?.displayName ?? null],
  rank: [(issue) => Number(issue.id)],
};

const synonyms: Readonly<Record<string, string>> = {
  issuekey: 'key',
  issue: 'key',
  createddate: 'created',
  updateddate: 'updated',
  resolutiondate: 'resolved',
  duedate: 'due',
  issuetype: 'type',
};

/** Without an order, the newest issue first. */
export function sortIssues(issues: readonly Issue[], order: readonly JqlOrder[], world: World): readonly Issue[] {
  const wanted = order.length > 0 ? order : [{ field: 'id', descending: true }];
  const comparisons = wanted.flatMap(({ field, descending }) =>
    keysOf(field).map((key) => comparison(key, descending, world)),
  );
  return [...issues].sort((a, b) => {
    for (const compare of comparisons) {
      const result = compare(a, b);
      if (result !== 0) return result;
    }
    return 0;
  });
}

function keysOf(field: string): readonly SortKey[] {
  const name = field.toLowerCase();
  const keys = sortKeys[synonyms[name] ?? name];
  if (keys) return keys;
  throw refusal(400, `Not able to sort using field '${field}'.`);
}

/** Empty values come last when ascending. */
function comparison(key: SortKey, descending: boolean, world: World): (a: Issue, b: Issue) => number {
  const sign = descending ? -1 : 1;
  return (a, b) => {
    const left = key(a, world);
    const right = key(b, world);
    if (left === right) return 0;
    if (left === null) return sign;
    if (right === null) return -sign;
    return left < right ? -sign : sign;
  };
}
