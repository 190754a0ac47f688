import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { replyOfFault } from '../faults/fault-replies.ts';
import type { FaultKind, Faults } from '../faults/faults.ts';
import { answer, type Incoming, type Site } from './answer.ts';
import { authenticate, type Identity } from './authenticate.ts';
import type { Reply } from './call.ts';
import type { Credentials } from './credentials.ts';
import type { Limits } from './limits.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import { siteHeaders } from './site-headers.ts';

export interface Desk {
  readonly site: Site;
  readonly credentials: Credentials;
  readonly faults: Faults;
  readonly limits: Limits;
  readonly requests: RequestLog;
}

/** One request from arrival to reply, through whatever is scheduled to go wrong. */
export async function serveRequest(desk: Desk, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const { world } = desk.site;
  const incoming = await readIncoming(message, desk.site.contextPath);
  const logged = log(desk, message, incoming);
  const fault = desk.faults.take(incoming.method, incoming.path, world.now());
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'reset') return cut(response);
  const delayMs = world.settings.latencyMs + (fault?.kind === 'delay' ? fault.delayMs : 0);
  if (delayMs > 0) await wait(delayMs);
  const identity = authenticate(world, desk.credentials, message.headers.authorization);
  logged.user = identity.kind === 'user' ? identity.user.name : null;
  const reply = (fault && replyOfFault(fault, world)) ?? admitted(desk, incoming, identity);
  if (fault?.kind === 'lost-reply') return cut(response);
  if (fault?.kind === 'held-reply') return;
  logged.status = reply.status;
  send(desk, response, reply, identity, fault);
}

function admitted(desk: Desk, incoming: Incoming, identity: Identity): Reply {
  return desk.limits.check(userOf(identity), incoming.method, incoming.path) ?? answer(desk.site, incoming, identity);
}

function userOf(identity: Identity): string {
  return identity.kind === 'user' ? identity.user.key : 'anonymous';
}

async function readIncoming(message: IncomingMessage, contextPath: string): Promise<Incoming> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const url = new URL(message.url ?? '/', 'http://emulator');
  return {
    method: message.method ?? 'GET',
    path: url.pathname.startsWith(contextPath) ? url.pathname.slice(contextPath.length) : url.pathname,
    query: url.searchParams,
    rawBody: Buffer.concat(chunks).toString('utf8'),
    contentType: message.headers['content-type'] ?? '',
  };
}

function log(desk: Desk, message: IncomingMessage, incoming: Incoming): LoggedRequest {
  const headers = Object.entries(message.headers).filter(([name]) => name !== 'authorization');
  const logged: LoggedRequest = {
    method: incoming.method,
    path: incoming.path,
    query: Object.fromEntries(incoming.query),
    headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
    body: parsed(incoming.rawBody),
    atMs: desk.site.world.now(),
    status: null,
    user: null,
  };
  desk.requests.add(logged);
  return logged;
}

/** What cannot be parsed is logged as it came. */
function parsed(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function cut(response: ServerResponse): void {
  response.socket?.destroy();
}

function send(desk: Desk, response: ServerResponse, reply: Reply, identity: Identity, fault: FaultKind | null): void {
  const { world } = desk.site;
  const isText = typeof reply.body === 'string';
  const body = reply.body === undefined ? '' : isText ? String(reply.body) : JSON.stringify(reply.body);
  response.writeHead(reply.status, {
    ...siteHeaders(world, identity, desk.requests.all.length),
    ...desk.limits.headers(userOf(identity)),
    'X-Content-Type-Options': 'nosniff',
    ...(body === '' ? {} : { 'Content-Type': 'application/json;charset=UTF-8' }),
    ...(reply.status === 204 ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }),
    ...reply.headers,
  });
  if (fault?.kind !== 'cut-reply') response.end(body);
  else response.write(body.slice(0, Math.floor(body.length / 2)), () => cut(response));
}
