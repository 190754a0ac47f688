import type { Identity } from './object-store.ts';

/** Who commits on behalf of Tract. */
export const SYNC_IDENTITY: Identity = { name: 'tract-sync', email: 'tract-sync@localhost' };
