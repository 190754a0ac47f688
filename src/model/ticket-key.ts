const KEY = /^[A-Z][A-Z0-9_]{1,79}-[1-9][0-9]{0,14}$/;
const TICKET_PATH = /^issues\/([^/]+)\.md$/;

/** A Jira key such as `APP-123`. Keys become paths, queries and URLs, so nothing else passes. */
export function isTicketKey(text: string): boolean {
  return KEY.test(text);
}

/** `APP-123` → `APP`. */
export function projectOf(key: string): string {
  return key.slice(0, key.lastIndexOf('-'));
}

export function ticketPath(key: string): string {
  return `issues/${key}.md`;
}

/** The name of a ticket file without folder and ending; null where the path is no ticket file. */
export function ticketName(path: string): string | null {
  return TICKET_PATH.exec(path)?.[1] ?? null;
}
