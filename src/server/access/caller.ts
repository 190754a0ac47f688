import type { IncomingHttpHeaders } from 'node:http';
import { type ApiKey, idOfKey, type KeyRing, keyThatFits } from './key-ring.ts';
import { sessionTokenOf } from './session-cookie.ts';
import type { Session, Sessions } from './sessions.ts';

/** Who asks. `stranger` gave a key that is none of ours; `nobody` gave none. */
export type Caller =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'stranger' }
  /** `session` where a browser sent its cookie instead of the key. */
  | { readonly kind: 'known'; readonly id: string; readonly key: ApiKey; readonly session: Session | null };

export type KnownCaller = Extract<Caller, { readonly kind: 'known' }>;

/** Finds out who asks, by the key in a header or by the cookie of a session whose key still holds. */
export async function identify(headers: IncomingHttpHeaders, ring: KeyRing, sessions: Sessions): Promise<Caller> {
  const given = givenKey(headers);
  if (given !== null) {
    const key = keyThatFits(await ring.keys(), given);
    return key === null ? { kind: 'stranger' } : { kind: 'known', id: idOfKey(key), key, session: null };
  }
  const token = sessionTokenOf(headers);
  const session = token === null ? null : sessions.read(token);
  if (session === null) return { kind: 'nobody' };
  const key = (await ring.keys()).find((each) => idOfKey(each) === session.keyId);
  return key === undefined ? { kind: 'nobody' } : { kind: 'known', id: session.keyId, key, session };
}

function givenKey(headers: IncomingHttpHeaders): string | null {
  const bearer = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
  const single = headers['x-api-key'];
  return bearer ?? (typeof single === 'string' && single !== '' ? single : null);
}
