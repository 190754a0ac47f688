import { dirname } from 'node:path';
import { SYNC_IDENTITY } from '../../../snapshot/sync-identity.ts';

/** Configuration that every git process gets, whatever the machine's own configuration says. */
const CONFIG: readonly (readonly [string, string])[] = [
  // The operator named this repository: that a bare one may only be used when named is what the setting asks for.
  ['safe.bareRepository', 'all'],
  // An intent must survive a power cut before the request that it announces goes out.
  ['core.fsync', 'objects,reference'],
  ['core.fsyncMethod', 'batch'],
];

/**
 * The whole environment of a git process that works in `path`, built from scratch: nothing `GIT_*` is inherited.
 * HOME stays, for `safe.directory` in the user's own configuration.
 */
export function gitEnvironment(path: string, inherited: NodeJS.ProcessEnv): Record<string, string> {
  const env: Record<string, string> = {
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    // Never climb to a repository around this one.
    GIT_CEILING_DIRECTORIES: dirname(path),
    // A pushed refs/replace/* must not change what an object name means.
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_AUTHOR_NAME: SYNC_IDENTITY.name,
    GIT_AUTHOR_EMAIL: SYNC_IDENTITY.email,
    GIT_COMMITTER_NAME: SYNC_IDENTITY.name,
    GIT_COMMITTER_EMAIL: SYNC_IDENTITY.email,
    GIT_CONFIG_COUNT: String(CONFIG.length),
  };
  CONFIG.forEach(([key, value], index) => {
    env[`GIT_CONFIG_KEY_${index}`] = key;
    env[`GIT_CONFIG_VALUE_${index}`] = value;
  });
  for (const name of ['PATH', 'HOME', 'XDG_CONFIG_HOME']) {
    const value = inherited[name];
    if (value !== undefined) env[name] = value;
  }
  return env;
}
