import type { IncomingMessage } from 'node:http';
import type { Access } from '../endpoint.ts';
import { Problem } from '../problem.ts';
import type { Caller } from './caller.ts';
import { isLocal } from './is-local.ts';
import type { KeyRing } from './key-ring.ts';

/** Lets the caller through, or throws the Problem that says what is missing: 401 without a key, 403 without the right. */
export async function checkAccess(
  access: Extract<Access, { readonly kind: 'key' }>,
  request: Pick<IncomingMessage, 'socket' | 'headers' | 'httpVersion'>,
  caller: Caller,
  ring: KeyRing,
): Promise<void> {
  if (access.local && isLocal(request)) return;
  if (caller.kind !== 'known') throw unauthorized(await wordsFor(caller, ring));
  const { name, rights } = caller.key;
  if (rights.includes(access.right)) return;
  const scope = `Bearer realm="tract", error="insufficient_scope", scope="${access.right}"`;
  throw new Problem(
    403,
    `This needs a key with the right to ${access.right}; "${name}" has ${rights.join(', ') || 'none'}`,
    { headers: { 'WWW-Authenticate': scope } },
  );
}

async function wordsFor({ kind }: Caller, ring: KeyRing): Promise<string> {
  if ((await ring.keys()).length === 0) {
    return 'This server has no API key yet: set TRACT_API_KEY (such as `openssl rand -hex 32` prints) in its environment and restart it, or make one with `tract serve keys add`, and send it as `Authorization: Bearer KEY`';
  }
  if (kind === 'stranger') return 'The API key is not one of this server';
  return 'An API key is needed: send it as `Authorization: Bearer KEY` or `X-API-Key: KEY`';
}

function unauthorized(detail: string): Problem {
  return new Problem(401, detail, { headers: { 'WWW-Authenticate': 'Bearer realm="tract"' } });
}
