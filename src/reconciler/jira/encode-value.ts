import { Failure } from '../../model/failure.ts';
import type { Field } from '../../model/field.ts';
import type { Value } from '../../model/value.ts';
import type { CodecContext } from './codec-context.ts';
import { toJiraTime } from './jira-time.ts';

/**
 * The JSON that Jira takes for a field's canonical value. Sprints and estimates need more than their value and are
 * encoded elsewhere. Throws a `rejected` failure for a person Jira does not know.
 */
export function encodeValue(field: Field, value: Value, context: CodecContext): unknown {
  if (Array.isArray(value)) return encodeList(field, value, context);
  if (value === null) return isListKind(field) ? [] : null;
  const text = String(value);
  switch (field.kind) {
    case 'datetime':
      return toJiraTime(text);
    case 'key':
      return field.jira === 'parent' ? { key: text } : text;
    case 'cascading':
      return encodeList(field, [text], context);
    case 'number':
    case 'duration':
    case 'string':
    case 'date':
      return value;
    default:
      return encodeMember(field, text, context);
  }
}

/** One member of a set, or a single option or user. */
export function encodeMember(field: Field, member: string, context: CodecContext): unknown {
  switch (field.kind) {
    case 'labels':
      return member;
    case 'user':
    case 'multi-user':
      return userRef(field, member, context);
    default:
      return field.custom ? { value: member } : { name: member };
  }
}

/** True where Jira keeps a list, whose empty form is an empty list. */
function isListKind({ kind }: Field): boolean {
  return kind === 'labels' || kind === 'multi-option' || kind === 'multi-user';
}

function encodeList(field: Field, members: readonly string[], context: CodecContext): unknown {
  if (field.kind !== 'cascading') return members.map((member) => encodeMember(field, member, context));
  const [parent, child] = members;
  return { value: parent, ...(child === undefined ? {} : { child: { value: child } }) };
}

/** On Server a handle nobody was met by may still be a user name: Jira decides. On Cloud there is nothing to ask with. */
function userRef(field: Field, handle: string, { flavor, people }: CodecContext): unknown {
  const jiraName = people.jiraNameOf(handle);
  if (flavor === 'server') return { name: jiraName ?? handle };
  if (jiraName !== null) return { accountId: jiraName };
  const words = `nobody in Jira is known as "${handle}"; add the handle to .tract/users.yaml`;
  throw new Failure('rejected', `${field.name}: ${words}`, { fields: { [field.name]: words } });
}
