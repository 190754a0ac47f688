import type { Identity } from '../snapshot/object-store.ts';

/** The author of a commit that the daemon makes for a person, by their handle. The address names nobody's mailbox. */
export function personIdentity(handle: string): Identity {
  return { name: handle, email: `${handle.replace(/[^A-Za-z0-9._-]/g, '-')}@localhost` };
}
