import { createHash, timingSafeEqual } from 'node:crypto';
import type { Right } from './right.ts';

/** An API key as the server knows it: never the key itself, only what it hashes to. */
export type ApiKey = {
  readonly name: string;
  /** SHA-256 of the key, 64 hexadecimal digits. Keys are long and random, so that a slow hash would add nothing. */
  readonly sha256: string;
  readonly rights: readonly Right[];
};

/** The keys that hold right now; they may change while the server runs. */
export interface KeyRing {
  keys(): Promise<readonly ApiKey[]>;
}

/** A ring that never changes. */
export function fixedKeyRing(keys: readonly ApiKey[]): KeyRing {
  return { keys: async () => keys };
}

export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** The key that fits. All are compared, each in the same time, so that the time tells nothing about any of them. */
export function keyThatFits(keys: readonly ApiKey[], given: string): ApiKey | null {
  const hash = Buffer.from(hashOfKey(given), 'hex');
  const fitting = keys.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), hash));
  return fitting[0] ?? null;
}

/** Names a key in a session or a limit: another key under the same name is another one. */
export function idOfKey({ name, sha256 }: ApiKey): string {
  return `${name}:${sha256.slice(0, 16)}`;
}
