import { createHmac, randomBytes } from 'node:crypto';
import { isSameSecret } from './same-secret.ts';

/** Somebody who logged in with a key in a browser: the id of that key, and until when. */
export type Session = { readonly keyId: string; readonly expiresMs: number; readonly token: string };

export interface Sessions {
  open(keyId: string): Session;
  /** The session of a token of ours that has not expired; null for any other text. */
  read(token: string): Session | null;
  /** What a request of this session carries besides the cookie, which a browser would send for anybody's page. */
  csrfToken(session: Session): string;
}

export const SESSION_SECONDS = 8 * 3600;

/** Sessions are signed texts: nothing of them is kept, and a restart ends them all. */
export function createSessions(clock: () => number): Sessions {
  const secret = randomBytes(32);
  const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url');
  return {
    open(keyId) {
      const expiresMs = clock() + SESSION_SECONDS * 1000;
      const claim = Buffer.from(JSON.stringify([keyId, expiresMs])).toString('base64url');
      return { keyId, expiresMs, token: `${claim}.${sign(`session ${claim}`)}` };
    },
    read(token) {
      const [claim = '', signature = '', ...more] = token.split('.');
      if (more.length > 0 || !isSameSecret(signature, sign(`session ${claim}`))) return null;
      const [keyId, expiresMs] = JSON.parse(Buffer.from(claim, 'base64url').toString('utf8')) as [string, number];
      return expiresMs > clock() ? { keyId, expiresMs, token } : null;
    },
    csrfToken: ({ token }) => sign(`csrf ${token}`),
  };
}
