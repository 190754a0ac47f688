import { type Call, ok, type Reply, signedIn, viewOf } from '../http/call.ts';
import { type Route, route } from '../http/route.ts';
import { renderTime } from '../render/time.ts';

export const accessTokenRoutes: readonly Route[] = [route('GET', 'rest/pat/latest/tokens', list, 'server')];

/** The caller's own tokens; which of them the caller used just now, and what it is, Jira does not tell. */
function list(call: Call): Reply {
  const { key } = signedIn(call);
  const tokens = [...call.world.accessTokens.values()].filter(({ userKey }) => userKey === key);
  return ok(
    tokens.map(({ id, name, createdMs, expiresMs }) => ({
      id,
      name,
      createdAt: renderTime(createdMs, viewOf(call)),
      ...(expiresMs === null ? {} : { expiringAt: renderTime(expiresMs, viewOf(call)) }),
    })),
  );
}
