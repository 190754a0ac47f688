import { z } from 'zod';
import { CliError, failedError, isCliError, usageError } from '../cli-error.ts';
import { EXIT } from '../exit-code.ts';
import { BAD_PORT_FIX, badPortOf, isBadPort } from './bad-port.ts';
import type { ServerAccess } from './server-access.ts';

export type ServerCall = {
  readonly method: 'GET' | 'POST';
  /** With query, properly encoded. */
  readonly path: string;
  readonly body?: unknown;
  readonly timeoutMs: number;
};

const PROBLEM = z.object({ detail: z.string() });

/** Asks the sync service and answers its JSON; null for 404. Throws a CliError in the server's own words for any refusal. */
export async function callServer({ url, key }: ServerAccess, call: ServerCall): Promise<unknown> {
  const response = await request({ url, key }, call);
  const body = await jsonOf(response, url);
  if (response.ok) return body;
  if (response.status === 404) return null;
  const detail = PROBLEM.safeParse(body).data?.detail ?? `the server answered ${response.status}`;
  throw response.status === 401 ? keyError({ url, key }, detail) : failedError(detail);
}

/** What to do about an answer 401. */
export function keyError({ url, key }: ServerAccess, detail: string): CliError {
  return usageError(
    key === null ? `${url} needs an API key: set TRACT_API_KEY` : `${url} does not take TRACT_API_KEY: ${detail}`,
  );
}

/** True for an error that says that no server answered. */
export function isUnreachable(error: unknown): boolean {
  return isCliError(error) && error.exitCode === EXIT.unreachable;
}

async function request(access: ServerAccess, call: ServerCall): Promise<Response> {
  try {
    return await sendCall(access, call);
  } catch (error) {
    if (isCliError(error)) throw error;
    throw new CliError(EXIT.unreachable, [`${access.url} cannot be reached: ${reasonOf(error)}`], error);
  }
}

/**
 * Sends one request, with further header fields where given. Throws what `fetch` throws, and a CliError (usage) for an
 * address that it never asks.
 */
export async function sendCall(
  { url, key }: ServerAccess,
  { method, path, body, timeoutMs }: ServerCall,
  further: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const headers = {
    Accept: 'application/json',
    ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...further,
  };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  try {
    return await fetch(url + path, { method, headers, signal: AbortSignal.timeout(timeoutMs), ...sent });
  } catch (error) {
    throw isBadPort(error) ? new CliError(EXIT.usage, [`${badPortOf(url)}: ${BAD_PORT_FIX}`], error) : error;
  }
}

/** What answers without JSON is no sync service. */
async function jsonOf(response: Response, url: string): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw new CliError(EXIT.unreachable, [strangerAt(url)], error);
  }
}

export function strangerAt(url: string): string {
  return `what answers at ${url} is no sync service: check TRACT_SYNC_SERVER`;
}

/** Why `fetch` failed, in a word or a few. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  return codeOf(error) ?? error.message;
}

/** The code of the system or the network behind it, such as `ECONNREFUSED`; null where there is none. */
export function codeOf(error: unknown): string | null {
  const cause = error instanceof Error ? error.cause : null;
  const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;
  return code ?? null;
}
