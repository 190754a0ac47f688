import type { Routes } from '../endpoints/routes.ts';
import { JiraError, refusal } from '../jira-error.ts';
import type { WebhookRegistry } from '../webhooks/webhook-registry.ts';
import { isCloud, type World } from '../world/world.ts';
import type { Identity } from './authenticate.ts';
import type { Call, Reply } from './call.ts';
import { findRoute } from './route.ts';

export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly rawBody: string;
  readonly contentType: string;
}

export interface Site {
  readonly world: World;
  readonly webhooks: WebhookRegistry;
  readonly routes: Routes;
  readonly base: string;
  /** Path below which everything lies; empty at the root. */
  readonly contextPath: string;
}

/** What Jira answers to a request of an identity; refusals are replies too. */
export function answer(site: Site, request: Incoming, identity: Identity): Reply {
  try {
    const denied = deny(site, identity);
    return denied ?? dispatch(site, request, identity);
  } catch (error) {
    if (error instanceof JiraError) return { status: error.status, body: error.body };
    throw error;
  }
}

function deny(site: Site, identity: Identity): Reply | null {
  if (identity.kind === 'refused') {
    const body = { message: 'Client must be authenticated to access this resource.', 'status-code': 401 };
    return { status: 401, body, headers: { 'WWW-Authenticate': `OAuth realm="${encodeURIComponent(site.base)}"` } };
  }
  if (identity.kind === 'captcha') {
    const reason = `CAPTCHA_CHALLENGE; login-url=${site.base}/login.jsp`;
    const body =
      '<html><head><title>Forbidden (403)</title></head><body>Basic Authentication Failure - Reason : AUTHENTICATION_DENIED</body></html>';
    return {
      status: 403,
      body,
      headers: { 'X-Authentication-Denied-Reason': reason, 'Content-Type': 'text/html;charset=UTF-8' },
    };
  }
  return null;
}

function dispatch(site: Site, request: Incoming, identity: Identity): Reply {
  const { world, webhooks, base } = site;
  const routing = findRoute(site.routes, world.settings.personality, request.method, request.path);
  if (routing.kind === 'wrong-method') return { status: 405, body: '' };
  const api = routing.kind === 'match' ? readApi(world, routing.match.params.api) : null;
  if (routing.kind === 'none' || api === null) return notFound(site, request);
  const call: Call = {
    world,
    webhooks,
    caller: identity.kind === 'user' ? identity.user : null,
    api,
    base,
    params: routing.match.params,
    query: request.query,
    body: readBody(request),
  };
  return routing.match.route.handle(call);
}

/** Server has no version 3. Paths outside /rest/api speak version 2. */
function readApi(world: World, version: string | undefined): '2' | '3' | null {
  if (version === undefined || version === '2' || version === 'latest') return '2';
  return version === '3' && isCloud(world) ? '3' : null;
}

function notFound(site: Site, request: Incoming): Reply {
  if (isCloud(site.world))
    return { status: 404, body: { errorMessages: [`No resource at ${request.path}`], errors: {} } };
  return { status: 404, body: { message: `null for uri: ${site.base}${request.path}`, 'status-code': 404 } };
}

function readBody(request: Incoming): unknown {
  if (request.rawBody === '') return undefined;
  if (!request.contentType.includes('json')) {
    throw new JiraError(415, { errorMessages: ['Unsupported Media Type'], errors: {} });
  }
  try {
    return JSON.parse(request.rawBody);
  } catch (error) {
    const where = error instanceof Error ? error.message : String(error);
    throw refusal(400, `Unexpected character: ${where}\n at [Source: HTTP request; line: 1, column: 1]`);
  }
}
