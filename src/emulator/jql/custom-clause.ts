import type { FieldDefinition } from '../fields/field-definition.ts';
import { refusal } from '../jira-error.ts';
import { asWiki, isRichText } from '../text/rich-text.ts';
import { findUser } from '../world/find.ts';
import type { Issue } from '../world/issue.ts';
import { type Clause, dateClause, memberClause, orderedClause, textClause } from './clause-kinds.ts';
import type { JqlContext } from './jql-context.ts';

/** How a custom field is searched, by its kind. */
export function customClause(field: FieldDefinition): Clause {
  const value = (issue: Issue) => issue.values[field.id];
  switch (field.kind) {
    case 'number':
      return orderedClause(
        (issue) => asNumber(value(issue)),
        (operand, clause) => {
          const limit = operand.kind === 'value' ? Number(operand.text) : Number.NaN;
          if (Number.isNaN(limit)) throw refusal(400, `Value for the field '${clause.field}' must be a number.`);
          return limit;
        },
      );
    case 'datetime':
      return dateClause((issue) => asNumber(value(issue)));
    case 'date':
      return dateClause((issue) => (typeof value(issue) === 'string' ? Date.parse(String(value(issue))) : null));
    case 'text':
    case 'string':
      return textClause((issue) => {
        const text = value(issue);
        return isRichText(text) ? asWiki(text) : '';
      });
    default:
      return memberClause(
        (issue) => members(value(issue)),
        (text, context) => resolve(field, text, context),
        {
          currentuser: ({ caller }) => [caller.key],
        },
      );
  }
}

function asNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function members(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** The stored form of what a literal names. */
function resolve(field: FieldDefinition, text: string, { world }: JqlContext): readonly string[] | null {
  switch (field.kind) {
    case 'labels':
      return [text];
    case 'user':
    case 'users':
      return found(findUser(world, text)?.key);
    case 'epicLink':
      return found(world.issues.find(text)?.id);
    case 'sprint':
      return found(
        [...world.sprints.values()].find((sprint) => String(sprint.id) === text || sprint.name === text)?.id,
      );
    default: {
      const options = field.options.flatMap((option) => [option, ...option.children]);
      return found(options.find((option) => option.id === text || option.value === text)?.id);
    }
  }
}

function found(id: string | number | undefined): readonly string[] | null {
  return id === undefined ? null : [String(id)];
}
