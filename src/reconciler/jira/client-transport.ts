import { Agent, type Dispatcher, request } from 'undici';
import type { Exchange, Reply } from './exchange.ts';
import type { Credentials, Timeouts } from './options.ts';

const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

/** What jira-client hands over for one request. */
export type WireRequest = { readonly method: string; readonly uri: string; readonly body?: unknown };

/** A pool of kept connections to one Jira, with every wait bounded. */
export function openPool(connections: number, timeouts: Timeouts): Agent {
  return new Agent({
    connections,
    connect: { timeout: timeouts.connectMs },
    headersTimeout: timeouts.headersMs,
    bodyTimeout: timeouts.bodyMs,
    maxResponseSize: MAX_RESPONSE_BYTES,
  });
}

/** Sends one request and waits for the whole answer. Never rejects, and follows no redirect: credentials go to one host only. */
export async function exchange(
  wire: WireRequest,
  credentials: Credentials,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<Exchange> {
  try {
    const response = await request(wire.uri, {
      dispatcher,
      method: wire.method as Dispatcher.HttpMethod,
      headers: headersOf(wire, credentials),
      body: wire.body === undefined ? null : JSON.stringify(wire.body),
      signal,
    });
    return replyOf(response.statusCode, response.headers, await response.body.text());
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { kind: 'no-reply', sent: !NEVER_SENT.test(codeOf(error)), error };
  }
}

/** Jira guards its REST writes against forged forms: `X-Atlassian-Token` says that this is none. */
function headersOf(wire: WireRequest, credentials: Credentials): Record<string, string> {
  return {
    authorization: authorization(credentials),
    accept: 'application/json',
    'user-agent': 'tract',
    'x-atlassian-token': 'no-check',
    ...(wire.body === undefined ? {} : { 'content-type': 'application/json' }),
  };
}

function authorization(credentials: Credentials): string {
  if (credentials.kind === 'bearer') return `Bearer ${credentials.token}`;
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`, 'utf8').toString('base64')}`;
}

function replyOf(status: number, headers: Dispatcher.ResponseData['headers'], text: string): Reply {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return { kind: 'reply', status, headers: flat, body: parseBody(text) };
}

function parseBody(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Codes of errors that come before a byte of the request was written. */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|UND_ERR_INVALID_ARG|ERR_TLS.*|ERR_SSL.*|EPROTO|CERT_.*|.*SELF_SIGNED.*|UNABLE_TO_.*|HOSTNAME_MISMATCH)$/;

/** The code of an error, or of what caused it; '' where there is none. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const code = (error as NodeJS.ErrnoException).code;
  if (typeof code === 'string') return code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}
