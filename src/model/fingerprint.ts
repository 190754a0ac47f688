import { createHash } from 'node:crypto';
import { canonical } from './canonical.ts';

/** Twenty hex digits that stand for a JSON value: equal values, equal fingerprints. */
export function fingerprint(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex').slice(0, 20);
}
