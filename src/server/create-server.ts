import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import { type Caller, identify } from './access/caller.ts';
import { checkAccess } from './access/check-access.ts';
import { checkCsrf } from './access/check-origin.ts';
import { bodyReaders, formValue } from './body-readers.ts';
import { expectProof } from './check-webhook.ts';
import { createRateLimit } from './create-rate-limit.ts';
import type { Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoints/index.ts';
import { Problem, problemDocument, problemOf } from './problem.ts';
import { inPresentKeys } from './schemas/path-parameters.ts';
import { sendAnswer } from './send-answer.ts';
import { openContext, type ServerContext } from './server-context.ts';
import type { ServerOptions } from './server-options.ts';
import { waitingFor } from './waiting-for.ts';

export type Door = { readonly app: Express; close(): void };

/** The door for machines: routes, who may pass, and what an error looks like. */
export function createServer(options: ServerOptions): Door {
  const { context, close } = openContext(options, ENDPOINTS);
  const callers = new WeakMap<Request, Caller>();
  const limit = createRateLimit(options.rateLimit, (request) => callers.get(request) ?? NOBODY);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  // `request.ip` is the last address that none of these proxies has.
  app.set('trust proxy', [...options.trustedProxies]);
  app.use(withSafeHeaders);
  for (const endpoint of ENDPOINTS) {
    const limits = endpoint.limited === false ? [] : [limit.handler];
    app[endpoint.method](
      routeOf(endpoint),
      noteCaller(callers, context),
      ...limits,
      ...stepsOf(endpoint, callers, context),
    );
  }
  for (const path of new Set(ENDPOINTS.map(routeOf))) app.all(path, refuseMethod(path));
  app.use(() => {
    throw new Problem(404, 'There is nothing at this address');
  });
  app.use(tellErrors(options));
  return {
    app,
    close() {
      limit.close();
      close();
    },
  };
}

const NOBODY: Caller = { kind: 'nobody' };

/** `/worklog/{issue}` is `/worklog/:issue` for Express. */
function routeOf({ path }: Endpoint): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function noteCaller(callers: WeakMap<Request, Caller>, { keys, sessions }: ServerContext): RequestHandler {
  return async (request, _response, next) => {
    callers.set(request, await identify(request.headers, keys, sessions));
    next();
  };
}

/** The caller and the address are known to be good before a byte of the body is read. */
function stepsOf(
  endpoint: Endpoint,
  callers: WeakMap<Request, Caller>,
  context: ServerContext,
): readonly RequestHandler[] {
  const admit: RequestHandler = async (request, _response, next) => {
    const { access } = endpoint;
    const caller = callers.get(request) ?? NOBODY;
    if (access.kind === 'webhook') expectProof(request.headers, request.query.token, context.webhookSecret);
    if (access.kind === 'key') await checkAccess(access, request, caller, context.keys);
    const { params } = request;
    endpoint.checkParams(params, context.engine.project());
    next();
  };
  const handle: RequestHandler = async (request, response) => {
    const caller = callers.get(request) ?? NOBODY;
    const body = request.body as unknown;
    if (caller.kind === 'known' && endpoint.access.kind === 'key' && endpoint.method === 'post')
      checkCsrf(caller, request.headers, formValue(body, 'csrf'), context.sessions);
    const params = inPresentKeys(request.params, context.engine.project());
    const given = { params, query: queryOf(request), body };
    const circumstances = { headers: request.headers, caller, signal: waitingFor(response) };
    sendAnswer(request, response, await endpoint.handle(given, circumstances, context));
  };
  return [admit, ...bodyReaders(endpoint.body.form), handle];
}

function refuseMethod(path: string): RequestHandler {
  const known = ENDPOINTS.filter((endpoint) => routeOf(endpoint) === path).map(({ method }) => method.toUpperCase());
  return () => {
    throw new Problem(405, `This address takes ${known.join(', ')}`, { headers: { Allow: known.join(', ') } });
  };
}

/** The last value of each name. */
function queryOf(request: Request): Readonly<Record<string, unknown>> {
  const pairs = Object.entries(request.query).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.at(-1) : value,
  ]);
  return Object.fromEntries(pairs);
}

const withSafeHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  });
  next();
};

/** A defect is told to the log with its stack, and to the caller without. */
function tellErrors({ log }: ServerOptions): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = problemOf(error);
    if (problem === null) log.error('request failed', { method: request.method, path: request.path, error });
    const told = problem ?? new Problem(500, 'Something went wrong here: the log of the server tells what');
    response
      .status(told.status)
      .set(told.extras.headers ?? {})
      .type('application/problem+json')
      .send(JSON.stringify(problemDocument(told)));
  };
}
