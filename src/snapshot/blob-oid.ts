import { createHash } from 'node:crypto';
import type { Oid } from './object-store.ts';

/** The name that git gives a blob of this content. */
export function blobOid(content: string | Uint8Array): Oid {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(content)}\0`)
    .update(content)
    .digest('hex');
}
