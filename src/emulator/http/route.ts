import type { Personality } from '../world/entities.ts';
import type { Call, Reply } from './call.ts';

export type Handler = (call: Call) => Reply;

export interface Route {
  readonly method: string;
  readonly segments: readonly string[];
  readonly personality: Personality | 'both';
  readonly handle: Handler;
}

/** `rest/api/:api/issue/:issue` for platform paths; names after a colon become parameters. */
export function route(
  method: string,
  path: string,
  handle: Handler,
  personality: Personality | 'both' = 'both',
): Route {
  return { method, segments: path.split('/'), personality, handle };
}

/** A path below `/rest/api/{2,3,latest}/`. */
export function apiRoute(
  method: string,
  path: string,
  handle: Handler,
  personality: Personality | 'both' = 'both',
): Route {
  return route(method, `rest/api/:api/${path}`, handle, personality);
}

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export type Routing =
  | { readonly kind: 'match'; readonly match: Match }
  | { readonly kind: 'wrong-method' }
  | { readonly kind: 'none' };

/** The first route that fits; fixed segments must be listed before parameters of the same place. */
export function findRoute(routes: readonly Route[], personality: Personality, method: string, path: string): Routing {
  const segments = path.split('/').filter((segment) => segment !== '');
  let pathKnown = false;
  for (const each of routes) {
    if (each.personality !== 'both' && each.personality !== personality) continue;
    const params = match(each.segments, segments);
    if (!params) continue;
    if (each.method === method) return { kind: 'match', match: { route: each, params } };
    pathKnown = true;
  }
  return pathKnown ? { kind: 'wrong-method' } : { kind: 'none' };
}

function match(pattern: readonly string[], segments: readonly string[]): Readonly<Record<string, string>> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decoded(segment);
    else if (part !== segment) return null;
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
