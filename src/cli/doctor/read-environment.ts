import { isCliError } from '../cli-error.ts';
import { readServeConfig, type ServeConfig } from '../config/serve-config.ts';
import type { Io } from '../io.ts';

/** What the environment says about `tract serve`. `none`: nothing at all, as on a developer's machine. */
export type Environment =
  | { readonly kind: 'none' }
  | { readonly kind: 'config'; readonly config: ServeConfig }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** Variables that only a server has; TRACT_API_KEY and TRACT_SYNC_SERVER are for clients too. */
const OF_A_SERVER = ['JIRA_URL', 'TRACT_REPO', 'TRACT_PROJECT'];

export async function readEnvironment({ env, cwd }: Pick<Io, 'env' | 'cwd'>): Promise<Environment> {
  if (!OF_A_SERVER.some((name) => (env[name] ?? '') !== '')) return { kind: 'none' };
  try {
    return { kind: 'config', config: await readServeConfig(env, cwd) };
  } catch (error) {
    if (!isCliError(error)) throw error;
    return { kind: 'problems', problems: error.problems };
  }
}
