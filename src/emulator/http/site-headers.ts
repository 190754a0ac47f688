import type { World } from '../world/world.ts';
import { uuidOf } from '../world/world.ts';
import type { Identity } from './authenticate.ts';

/** The headers that each personality puts on every reply. */
export function siteHeaders(world: World, identity: Identity, sequence: number): Record<string, string> {
  const own =
    world.settings.personality === 'cloud' ? cloudHeaders(identity, sequence) : serverHeaders(identity, sequence);
  return { Date: new Date(world.now()).toUTCString(), ...own };
}

function cloudHeaders(identity: Identity, sequence: number): Record<string, string> {
  const id = uuidOf(`request ${sequence}`).replaceAll('-', '');
  return {
    Server: 'AtlassianEdge',
    'Cache-Control': 'no-cache, no-store, no-transform',
    'X-ARequestId': id,
    'Atl-Traceid': id,
    ...(identity.kind === 'user' ? { 'X-AAccountId': encodeURIComponent(identity.user.accountId) } : {}),
    ...(identity.kind === 'anonymous' && identity.failed ? { 'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED' } : {}),
  };
}

function serverHeaders(identity: Identity, sequence: number): Record<string, string> {
  return {
    'Cache-Control': 'no-cache, no-store, no-transform',
    'X-AREQUESTID': `${915 + (sequence % 60)}x${sequence}x1`,
    'X-ANODEID': 'node1',
    'X-ASESSIONID': uuidOf(`session ${sequence}`).slice(0, 7),
    'X-Seraph-LoginReason': loginReason(identity),
    'X-AUSERNAME': identity.kind === 'user' ? encodeURIComponent(identity.user.name) : 'anonymous',
  };
}

function loginReason(identity: Identity): string {
  if (identity.kind === 'captcha') return 'AUTHENTICATION_DENIED';
  if (identity.kind === 'refused' || (identity.kind === 'anonymous' && identity.failed)) return 'AUTHENTICATED_FAILED';
  return 'OK';
}
