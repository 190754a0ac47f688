import type { User } from '../world/entities.ts';
import { isCloud, type World } from '../world/world.ts';
import type { Credentials } from './credentials.ts';

export type Identity =
  | { readonly kind: 'user'; readonly user: User }
  | { readonly kind: 'anonymous'; readonly failed: boolean }
  | { readonly kind: 'refused' }
  | { readonly kind: 'captcha' };

/** Who sends an Authorization header. Without one, the request goes on as anonymous. */
export function authenticate(world: World, credentials: Credentials, header: string | undefined): Identity {
  if (header === undefined || header === '') return { kind: 'anonymous', failed: false };
  const [scheme = '', secret = ''] = header.split(/\s+/, 2);
  if (scheme.toLowerCase() === 'bearer') return outcome(world, isCloud(world) ? undefined : keyByToken(world, secret));
  if (scheme.toLowerCase() !== 'basic') return outcome(world, undefined);
  return basic(world, credentials, Buffer.from(secret, 'base64').toString('utf8'));
}

/** Data Center knows an expired token no more. */
function keyByToken(world: World, token: string): string | undefined {
  const found = world.accessTokens.get(token);
  return found !== undefined && world.now() < (found.expiresMs ?? Number.POSITIVE_INFINITY) ? found.userKey : undefined;
}

/** Too many failed Basic logins ask for a CAPTCHA, which even the right password does not pass. */
function basic(world: World, credentials: Credentials, pair: string): Identity {
  const colon = pair.indexOf(':');
  const login = pair.slice(0, Math.max(colon, 0));
  const { captchaAfter } = world.settings;
  if (captchaAfter > 0 && credentials.failures(login) >= captchaAfter) return { kind: 'captcha' };
  const key = credentials.byPassword(login, pair.slice(colon + 1));
  if (key === undefined) credentials.noteFailure(login);
  else credentials.clearFailures(login);
  return outcome(world, key);
}

function outcome(world: World, key: string | undefined): Identity {
  const user = key === undefined ? undefined : world.users.get(key);
  if (user?.active) return { kind: 'user', user };
  return world.settings.badCredentials === 'anonymous' ? { kind: 'anonymous', failed: true } : { kind: 'refused' };
}
