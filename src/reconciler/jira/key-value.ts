import type { Field } from '../../model/field.ts';
import { member, type Raw, record, text } from './raw.ts';

const EPIC = /^epic$/i;

/**
 * The key another issue is referred to by. `parent` is that of a sub-task only; an epic is the parent of an ordinary
 * issue on Cloud, and a custom field with a key in it on Server.
 */
export function decodeKey(field: Field, jira: string, fields: Raw): string | null | undefined {
  if (jira === 'parent') return field.name === 'parent' ? parentOfSubtask(fields) : epicParent(fields);
  const raw = fields[jira];
  if (field.name === 'epic' && raw === undefined && fields.parent !== undefined) return epicParent(fields);
  if (raw === undefined) return undefined;
  return text(raw) ?? text(record(raw)?.key);
}

function parentOfSubtask(fields: Raw): string | null {
  const isSubtask = member(fields, 'issuetype', 'subtask') === true;
  return isSubtask ? text(member(fields, 'parent', 'key')) : null;
}

function epicParent(fields: Raw): string | null {
  const type = record(member(fields, 'parent', 'fields', 'issuetype'));
  const isEpic = type?.hierarchyLevel === 1 || EPIC.test(text(type?.name) ?? '');
  return isEpic ? text(member(fields, 'parent', 'key')) : null;
}
