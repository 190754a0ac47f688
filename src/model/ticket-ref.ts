import { isTicketKey } from './ticket-key.ts';

const OFFLINE = /^[A-Z][A-Z0-9_]{1,79}-OFFLINE-[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

/** A key that a ticket has until Jira gives it one, such as `APP-OFFLINE-1f3c9a`. */
export function isOfflineKey(text: string): boolean {
  return OFFLINE.test(text);
}

/** What other tickets and worklog lines may name: a Jira key, in capitals whatever the case it was typed in, or an offline key. */
export function parseTicketRef(text: string): string | null {
  const trimmed = text.trim();
  if (isOfflineKey(trimmed)) return trimmed;
  const key = trimmed.toUpperCase();
  return isTicketKey(key) ? key : null;
}
