import type { JiraError } from '../jira-error.ts';
import { refusal } from '../jira-error.ts';
import type { Issue } from '../world/issue.ts';
import type { IssueTest, JqlContext } from './jql-context.ts';
import { readJqlDate } from './jql-dates.ts';
import type { JqlClause, JqlOperand } from './jql-query.ts';
import { textMatcher } from './text-match.ts';

export type Clause = (clause: JqlClause, context: JqlContext) => IssueTest;

/**
 * A field with members from a known set: equality and membership. `resolve` names what a literal means (several ids
 * are possible: two projects may have a version of one name); null means there is no such value, which is a 400.
 */
export function memberClause(
  valuesOf: (issue: Issue, context: JqlContext) => readonly string[],
  resolve: (text: string, context: JqlContext) => readonly string[] | null,
  functions: Readonly<Record<string, (context: JqlContext) => readonly string[]>> = {},
): Clause {
  return (clause, context) => {
    const wanted = (operand: JqlOperand): readonly string[] => {
      if (operand.kind === 'list') return operand.members.flatMap(wanted);
      if (operand.kind === 'function') return callFunction(operand.name, functions, context);
      if (operand.kind === 'empty') return [];
      const found = resolve(operand.text, context);
      if (found) return found;
      throw refusal(400, `The value '${operand.text}' does not exist for the field '${clause.field}'.`);
    };
    const ids = new Set(wanted(clause.operand));
    const withEmpty = hasEmpty(clause.operand);
    const matches: IssueTest = (issue) => {
      const values = valuesOf(issue, context);
      return values.length === 0 ? withEmpty : values.some((value) => ids.has(value));
    };
    switch (clause.operator) {
      case '=':
      case 'in':
      case 'is':
        return matches;
      case '!=':
      case 'not in':
      case 'is not':
        return (issue) => valuesOf(issue, context).length > 0 && !matches(issue);
      default:
        throw unsupported(clause);
    }
  };
}

/** A field with an order: dates in milliseconds and numbers. */
export function orderedClause(
  measureOf: (issue: Issue, context: JqlContext) => number | null,
  read: (operand: JqlOperand, clause: JqlClause, context: JqlContext) => number,
): Clause {
  return (clause, context) => {
    const { operator, operand } = clause;
    if (operand.kind === 'empty') {
      const empty: IssueTest = (issue) => measureOf(issue, context) === null;
      return operator === 'is' || operator === '=' ? empty : (issue) => !empty(issue);
    }
    if (operand.kind === 'list') {
      const wanted = new Set(operand.members.map((member) => read(member, clause, context)));
      const within = operator === 'in';
      if (!within && operator !== 'not in') throw unsupported(clause);
      return (issue) => {
        const value = measureOf(issue, context);
        return value !== null && wanted.has(value) === within;
      };
    }
    const compare = comparison(clause, read(operand, clause, context));
    return (issue) => {
      const value = measureOf(issue, context);
      return value !== null && compare(value);
    };
  };
}

export function dateClause(measureOf: (issue: Issue, context: JqlContext) => number | null): Clause {
  return orderedClause(measureOf, (operand, clause, { world, caller }) =>
    readJqlDate(operand, { field: clause.field, nowMs: world.now(), zone: caller.timeZone }),
  );
}

/** Free text: `~` and `!~` only. */
export function textClause(textOf: (issue: Issue) => string): Clause {
  return (clause) => {
    const { operator, operand } = clause;
    if (operand.kind === 'empty') {
      const isEmpty = operator === 'is' || operator === '=';
      return (issue) => (textOf(issue) === '') === isEmpty;
    }
    if ((operator !== '~' && operator !== '!~') || operand.kind !== 'value') throw unsupported(clause);
    const matches = textMatcher(operand.text);
    if (operator === '~') return (issue) => matches(textOf(issue));
    return (issue) => textOf(issue) !== '' && !matches(textOf(issue));
  };
}

export function unsupported(clause: JqlClause): JiraError {
  return refusal(400, `The operator '${clause.operator}' is not supported by the '${clause.field}' field.`);
}

function callFunction(
  name: string,
  functions: Readonly<Record<string, (context: JqlContext) => readonly string[]>>,
  context: JqlContext,
): readonly string[] {
  const found = functions[name.toLowerCase()];
  if (found) return found(context);
  throw refusal(400, `Unable to find JQL function '${name}()'.`);
}

function hasEmpty(operand: JqlOperand): boolean {
  return operand.kind === 'empty' || (operand.kind === 'list' && operand.members.some(hasEmpty));
}

function comparison(clause: JqlClause, limit: number): (value: number) => boolean {
  switch (clause.operator) {
    case '=':
      return (value) => value === limit;
    case '!=':
      return (value) => value !== limit;
    case '>':
      return (value) => value > limit;
    case '>=':
      return (value) => value >= limit;
    case '<':
      return (value) => value < limit;
    case '<=':
      return (value) => value <= limit;
    default:
      throw unsupported(clause);
  }
}
