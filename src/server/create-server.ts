import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { checkAccess } from './check-access.ts';
import { expectProof } from './check-webhook.ts';
import type { Answer, Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './endpoints/index.ts';
import { Problem, problemDocument, problemOf } from './problem.ts';
import type { ServerOptions } from './server-options.ts';

const JSON_LIMIT = '256kb';
/** Jira sends an issue with all its fields and its last comments. */
const RAW_LIMIT = '8mb';

/** The door for machines: routes, who may pass, and what an error looks like. */
export function createServer(options: ServerOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(withSafeHeaders);
  for (const endpoint of ENDPOINTS) addEndpoint(app, endpoint, options);
  app.use((request) => {
    const path = request.path;
    const known = ENDPOINTS.filter((endpoint) => endpoint.path === path).map(({ method }) => method.toUpperCase());
    if (known.length === 0) throw new Problem(404, 'There is nothing at this address');
    throw new Problem(405, `This address takes ${known.join(', ')}`, { Allow: known.join(', ') });
  });
  app.use(tellErrors(options));
  return app;
}

/** The caller is known before a byte of the body is read. */
function addEndpoint(app: Express, endpoint: Endpoint, options: ServerOptions): void {
  const admit: RequestHandler = (request, _response, next) => {
    if (endpoint.access === 'webhook') {
      expectProof({ headers: request.headers, query: queryOf(request) }, options.webhookSecret);
    } else checkAccess(endpoint.access, request, options.apiKeys);
    next();
  };
  app[endpoint.method](endpoint.path, admit, ...bodyReaders(endpoint), async (request, response) => {
    const asked = { query: queryOf(request), headers: request.headers, body: request.body as unknown };
    send(response, await endpoint.answer(asked, options));
  });
}

function bodyReaders({ body }: Endpoint): readonly RequestHandler[] {
  switch (body) {
    case 'none':
      return [];
    case 'json':
      return [express.json({ limit: JSON_LIMIT, type: () => true })];
    case 'raw':
      return [express.raw({ limit: RAW_LIMIT, type: () => true })];
  }
}

function queryOf(request: Request): Readonly<Record<string, string>> {
  const pairs = Object.entries(request.query).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.at(-1) : value,
  ]);
  return Object.fromEntries(pairs.filter(([, value]) => typeof value === 'string'));
}

function send(response: Response, { status, body, headers }: Answer): void {
  response.status(status).set(headers ?? {});
  if (typeof body === 'string') response.type('text/plain').send(body);
  else response.json(body);
}

const withSafeHeaders: RequestHandler = (_request, response, next) => {
  response.set({ 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' });
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
      .set(told.headers)
      .type('application/problem+json')
      .send(JSON.stringify(problemDocument(told)));
  };
}
