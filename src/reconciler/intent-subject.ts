import type { CreateAction } from './jira-action.ts';

/**
 * What in git a create belongs to: the path of the file that becomes an issue, or `ID#REF` for a comment or time entry
 * of the issue `ID`. It stays the same however often the create is planned.
 */
export function subjectOf(path: string, action: CreateAction): string {
  return action.kind === 'create-issue' ? path : `${action.id}#${action.ref}`;
}

/** The issue and the reference of a comment or time entry; null for a file, whose name may hold a `#` too. */
export function elementOf(subject: string): { readonly issue: string; readonly ref: string } | null {
  const [, issue, ref] = /^([^/#]+)#(.+)$/s.exec(subject) ?? [];
  return issue === undefined || ref === undefined ? null : { issue, ref };
}
