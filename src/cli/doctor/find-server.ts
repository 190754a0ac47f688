import type { Clone } from '../api/find-clone.ts';
import { type ServerAccess, serverAccess } from '../api/server-access.ts';
import { isCliError } from '../cli-error.ts';
import type { ServeConfig } from '../config/serve-config.ts';

/** Where the sync service is, as far as is known here. */
export type ServerPlace =
  | { readonly kind: 'server'; readonly access: ServerAccess }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'invalid'; readonly problem: string };

/** What a client would ask; on the server itself, where the service listens by its own configuration. */
export function findServer(env: NodeJS.ProcessEnv, clone: Clone | null, config: ServeConfig | null): ServerPlace {
  try {
    const access = serverAccess(env, config !== null && env.TRACT_SYNC_SERVER ? null : clone);
    if (access !== null && (config === null || env.TRACT_SYNC_SERVER)) return { kind: 'server', access };
    return config === null ? { kind: 'unknown' } : { kind: 'server', access: ownAccess(config) };
  } catch (error) {
    // A clone whose config is wrong is told of by the check of the config.
    if (!isCliError(error)) throw error;
    return env.TRACT_SYNC_SERVER ? { kind: 'invalid', problem: error.message } : { kind: 'unknown' };
  }
}

function ownAccess({ host, port, apiKey }: ServeConfig): ServerAccess {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const url = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
  return { url, key: apiKey };
}
