import { stat } from 'node:fs/promises';
import type { Log } from '../../../reconciler/log.ts';
import type { ApiKey, KeyRing } from '../../../server/access/key-ring.ts';
import { readKeyFile } from './read-key-file.ts';

/**
 * The keys of a file, and of no other: it is read again whenever it changed. A file that cannot be read holds no key,
 * so that what was revoked stays revoked whatever else happened to it.
 */
export function fileKeyRing(path: string, log: Log): KeyRing {
  let seen: string | null = null;
  let keys: readonly ApiKey[] = [];
  return {
    async keys() {
      const mark = await markOf(path);
      if (mark === seen) return keys;
      const reading = await readKeyFile(path);
      keys = reading.kind === 'keys' ? reading.keys : [];
      if (reading.kind === 'problem') log.error('no API key of the file is taken', { reason: reading.problem });
      else log.info('API keys read', { names: keys.map(({ name }) => name) });
      // Changed while it was read: the next caller reads it again.
      seen = (await markOf(path)) === mark ? mark : null;
      return keys;
    },
  };
}

/** Tells one state of a file from another, without reading it. */
async function markOf(path: string): Promise<string> {
  try {
    const { ino, size, mode, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [ino, size, mode, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unreadable';
  }
}
