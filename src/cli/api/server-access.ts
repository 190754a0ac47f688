import { usageError } from '../cli-error.ts';
import type { Clone } from './find-clone.ts';

/** Where the sync service is, and with what key. */
export type ServerAccess = { readonly url: string; readonly key: string | null };

export const NO_SERVER =
  'no sync service is known: set TRACT_SYNC_SERVER, or sync.server in .tract/config.yaml, or run this in a clone that has it';

/** `TRACT_SYNC_SERVER`, else `sync.server` of the clone; null where neither says. Throws for what is no address. */
export function serverAccess(env: NodeJS.ProcessEnv, clone: Clone | null): ServerAccess | null {
  const url = env.TRACT_SYNC_SERVER || serverOf(clone);
  if (!url) return null;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '') {
    throw usageError('TRACT_SYNC_SERVER must be an address such as http://tract-server:3100, without a password');
  }
  return { url: parsed.href.replace(/\/+$/, ''), key: env.TRACT_API_KEY || null };
}

function serverOf(clone: Clone | null): string | null {
  const sync = clone?.config().sync;
  return sync?.enabled === true ? sync.server : null;
}
