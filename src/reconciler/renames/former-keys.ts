import { keyAfter, nameAfter, type RenamedProject } from '../../model/renamed-project.ts';
import { isTicketKey, projectOf, ticketName, ticketPath } from '../../model/ticket-key.ts';
import type { Parts } from '../parts.ts';

type Named = Pick<Parts, 'snapshot' | 'project'>;

/** A key or a path under the project's present key, whatever the project was called when it was written down. */
export function inPresentKey(parts: Named, ref: string): string {
  const name = ticketName(ref) ?? ref;
  if (!isTicketKey(name)) return ref;
  const renamed = renamingOf(parts, projectOf(name));
  if (renamed === null) return ref;
  return ref === name ? (keyAfter(ref, renamed) ?? ref) : nameAfter(ref, renamed);
}

/** True for the present key of the project and for those before. */
export function isOwnProject({ snapshot, project }: Named, key: string): boolean {
  return key === project.key() || snapshot.meta.formerKeys.includes(key);
}

function renamingOf({ snapshot, project }: Named, from: string): RenamedProject | null {
  return snapshot.meta.formerKeys.includes(from) ? { from, to: project.key() } : null;
}

/** Why a file that is named after a former key waits; null for every other. */
export function reasonOfFormer(name: string, project: string, formerKeys: readonly string[]): string | null {
  if (!isTicketKey(name) || !formerKeys.includes(projectOf(name))) return null;
  const now = keyAfter(name, { from: projectOf(name), to: project }) ?? name;
  return `${name} is ${now} now: bring what you changed into ${ticketPath(now)}, and remove this file`;
}
