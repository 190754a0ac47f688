import { refusal } from '../jira-error.ts';
import type { Issue } from '../world/issue.ts';
import { mayBrowse } from '../world/permissions.ts';
import type { Clause } from './clause-kinds.ts';
import { unsupported } from './clause-kinds.ts';
import type { JqlContext } from './jql-context.ts';
import type { JqlClause, JqlOperand } from './jql-query.ts';

/**
 * `key`, `issue` and `id`: equality, membership, and order within one project. An issue that does not exist refuses the
 * whole query, unless the site is set to ignore it.
 */
export const issueClause: Clause = (clause, context) => {
  const found = operands(clause.operand).flatMap((operand) => resolve(operand, clause, context));
  const ids = new Set(found.map((issue) => issue.id));
  const limit = found[0];
  switch (clause.operator) {
    case '=':
    case 'in':
      return (issue) => ids.has(issue.id);
    case '!=':
    case 'not in':
      return (issue) => !ids.has(issue.id);
    case '>':
      return (issue) => limit !== undefined && sameProject(issue, limit) && numberOf(issue) > numberOf(limit);
    case '>=':
      return (issue) => limit !== undefined && sameProject(issue, limit) && numberOf(issue) >= numberOf(limit);
    case '<':
      return (issue) => limit !== undefined && sameProject(issue, limit) && numberOf(issue) < numberOf(limit);
    case '<=':
      return (issue) => limit !== undefined && sameProject(issue, limit) && numberOf(issue) <= numberOf(limit);
    default:
      throw unsupported(clause);
  }
};

/** The number after the last hyphen of the key. */
export function numberOf(issue: Issue): number {
  return Number(issue.key.slice(issue.key.lastIndexOf('-') + 1));
}

function sameProject(a: Issue, b: Issue): boolean {
  return a.projectId === b.projectId;
}

function operands(operand: JqlOperand): readonly JqlOperand[] {
  return operand.kind === 'list' ? operand.members : [operand];
}

function resolve(operand: JqlOperand, clause: JqlClause, { world, caller }: JqlContext): readonly Issue[] {
  if (operand.kind !== 'value') throw unsupported(clause);
  const issue = world.issues.find(operand.text);
  if (issue && mayBrowse(world, caller, issue)) return [issue];
  if (world.settings.unknownIssueInJql === 'ignore') return [];
  const message = /^\d+$/.test(operand.text)
    ? `A value with ID '${operand.text}' does not exist for the field '${clause.field}'.`
    : `An issue with key '${operand.text}' does not exist for field '${clause.field}'.`;
  throw refusal(400, message);
}
