import type { Person } from './people.ts';
import { parsePeople, renderPerson } from './people-file.ts';

/**
 * `.tract/users.yaml` with the new Jira name of somebody in it; every other line stays. The text as it was where the entry
 * is not written on one line, or where another entry has that name.
 */
export function renameInUsersFile(text: string, person: Person): string {
  const before = parsePeople(text);
  const lines = text.split('\n');
  const found = lines.flatMap((line, index) => (handleOfLine(line) === person.handle ? [index] : []));
  const [index] = found;
  if (index === undefined || found.length > 1) return text;
  const end = lines[index]?.endsWith('\r') ? '\r' : '';
  const renamed = lines.with(index, renderPerson(person) + end).join('\n');
  const after = parsePeople(renamed);
  const holds = after.people.byHandle.get(person.handle)?.jiraName === person.jiraName;
  const keepsOthers = after.people.list.length === before.people.list.length;
  return holds && keepsOthers && after.problems.length <= before.problems.length ? renamed : text;
}

/** The handle that a line of its own begins with, quoted or not; null for every other line. */
function handleOfLine(line: string): string | null {
  return /^(["']?)([^\s"':#]+)\1\s*:(?:\s|$)/.exec(line)?.[2] ?? null;
}
