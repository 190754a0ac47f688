import { isTicketKey, projectOf } from './ticket-key.ts';
import type { Value } from './value.ts';

/** A project that has another key in Jira now. Its issues keep their ids and their numbers. */
export type RenamedProject = { readonly from: string; readonly to: string };

/** `APP-7` → `WEB-7`; null for what is no key of the former project. */
export function keyAfter(key: string, { from, to }: RenamedProject): string | null {
  return isTicketKey(key) && projectOf(key) === from ? `${to}${key.slice(from.length)}` : null;
}

/** A value of a field that names other tickets, such as `APP-7` or `blocks APP-7`. */
export function valueAfter(value: Value, project: RenamedProject): Value {
  if (typeof value === 'string') return wordsAfter(value, project);
  return Array.isArray(value) ? value.map((member) => wordsAfter(member, project)) : value;
}

function wordsAfter(words: string, project: RenamedProject): string {
  const start = words.lastIndexOf(' ') + 1;
  const key = keyAfter(words.slice(start), project);
  return key === null ? words : `${words.slice(0, start)}${key}`;
}

const ISSUE_MEMBER = /("issue"[ \t]{0,20}:[ \t]{0,20}")([A-Z][A-Z0-9_]{1,79}-[1-9][0-9]{0,14})(?=")/g;

/** Lines of a time sheet, or an entry of the queue, with the tickets that they are about; every other byte stays. */
export function linesAfter(text: string, project: RenamedProject): string {
  return text.replace(ISSUE_MEMBER, (whole, before: string, key: string) => {
    const after = keyAfter(key, project);
    return after === null ? whole : `${before}${after}`;
  });
}

/** `.tract/config.yaml` under the new key; null where its key cannot be found. */
export function configAfter(text: string, { from, to }: RenamedProject): string | null {
  const found = /^project:[^\n]*(?:\n(?:[ \t#][^\n]*)?){0,60}/m.exec(text);
  if (found === null) return null;
  const renamed = found[0].replace(/((?:^|[\s{,])key:[ \t]*)(["']?)([A-Z][A-Z0-9_]*)\2/, (whole, lead, quote, key) =>
    key === from ? `${lead}${quote}${to}${quote}` : whole,
  );
  if (renamed === found[0]) return null;
  return text.slice(0, found.index) + renamed + text.slice(found.index + found[0].length);
}

/** Keys and paths of tickets in plain data, such as an action that was noted before it was sent. Texts stay. */
export function dataAfter(data: unknown, project: RenamedProject): unknown {
  if (typeof data === 'string') return nameAfter(data, project);
  if (Array.isArray(data)) return data.map((member) => dataAfter(member, project));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([name, member]) => [name, dataAfter(member, project)]));
}

/** A key, or the path of a file that is named after one. */
export function nameAfter(name: string, project: RenamedProject): string {
  const [, folder = '', key = name, ending = ''] =
    /^(issues\/|\.tract\/conflicts\/)([^/]+)(\.md|\.yaml)$/.exec(name) ?? [];
  const after = keyAfter(key, project);
  return after === null ? name : `${folder}${after}${ending}`;
}
