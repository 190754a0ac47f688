import { refusal } from '../jira-error.ts';
import type { User } from '../world/entities.ts';
import type { Issue } from '../world/issue.ts';
import { mayBrowse } from '../world/permissions.ts';
import { isCloud, type World } from '../world/world.ts';
import { compileJql } from './compile-jql.ts';
import type { JqlQuery } from './jql-query.ts';
import { parseJql } from './parse-jql.ts';
import { sortIssues } from './sort-issues.ts';

export interface FindRequest {
  readonly jql: string;
  /** Ids that are read from the database although the index may lag. */
  readonly reconcileIds: readonly string[];
  /** An unrestricted query is refused. */
  readonly mustBeBounded: boolean;
}

/** The issues a caller finds, in order, as the index has them. */
export function findIssues(world: World, caller: User | null, request: FindRequest): readonly Issue[] {
  const query = readQuery(world, request.jql);
  if (request.mustBeBounded && query.where === null) {
    throw refusal(400, 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.');
  }
  if (query.order.length > 7) throw refusal(400, 'The JQL query contains more than 7 ORDER BY fields.');
  if (caller === null) return [];
  const test = compileJql(query.where, { world, caller });
  const found: Issue[] = [];
  for (const issue of candidates(world, request.reconcileIds)) {
    if (!issue.archived && test(issue) && mayBrowse(world, caller, issue)) found.push(issue);
  }
  return sortIssues(found, query.order, world);
}

function* candidates(world: World, reconcileIds: readonly string[]): Iterable<Issue> {
  const reconciled = new Set(reconcileIds);
  for (const issue of world.issues.index.at(world.now()).values()) if (!reconciled.has(issue.id)) yield issue;
  for (const id of reconciled) {
    const issue = world.issues.byId(id);
    if (issue) yield issue;
  }
}

/** Cloud takes bare words that are no JQL as a search for text. */
function readQuery(world: World, jql: string): JqlQuery {
  const words = jql.trim().split(/\s+/);
  const bare = words.every((word) => /^[\p{L}\p{N}]+$/u.test(word)) && !/^order$/i.test(words[0] ?? '');
  if (!isCloud(world) || jql.trim() === '' || !bare) return parseJql(jql);
  return { where: { kind: 'clause', field: 'text', operator: '~', operand: { kind: 'value', text: jql } }, order: [] };
}
