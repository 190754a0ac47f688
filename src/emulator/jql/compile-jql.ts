import { refusal } from '../jira-error.ts';
import { clauseFor } from './clauses.ts';
import type { IssueTest, JqlContext } from './jql-context.ts';
import type { JqlExpression } from './jql-query.ts';

/** A test for issues. Values and fields are checked now, so that one wrong word refuses the query as a whole. */
export function compileJql(expression: JqlExpression | null, context: JqlContext): IssueTest {
  if (expression === null) return () => true;
  switch (expression.kind) {
    case 'and': {
      const tests = expression.parts.map((part) => compileJql(part, context));
      return (issue) => tests.every((test) => test(issue));
    }
    case 'or': {
      const tests = expression.parts.map((part) => compileJql(part, context));
      return (issue) => tests.some((test) => test(issue));
    }
    case 'not': {
      const test = compileJql(expression.part, context);
      return (issue) => !test(issue);
    }
    case 'clause': {
      const clause = clauseFor(expression.field, context);
      if (clause) return clause(expression, context);
      throw refusal(400, `Field '${expression.field}' does not exist or you do not have permission to view it.`);
    }
  }
}
