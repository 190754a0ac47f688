import type { Log } from '../../../reconciler/log.ts';
import { type ApiKey, fixedKeyRing, hashOfKey, type KeyRing } from '../../../server/access/key-ring.ts';
import type { ServeConfig } from '../../config/serve-config.ts';
import { fileKeyRing } from './file-key-ring.ts';

/** The key of `TRACT_API_KEY`, which may do all but update the service, and those of `TRACT_API_KEYS_FILE`. */
export function keyRingOf({ apiKey, apiKeysFile }: Pick<ServeConfig, 'apiKey' | 'apiKeysFile'>, log: Log): KeyRing {
  const own: readonly ApiKey[] =
    apiKey === null ? [] : [{ name: 'TRACT_API_KEY', sha256: hashOfKey(apiKey), rights: ['read', 'write'] }];
  if (apiKeysFile === null) return fixedKeyRing(own);
  const file = fileKeyRing(apiKeysFile, log);
  return { keys: async () => [...own, ...(await file.keys())] };
}
