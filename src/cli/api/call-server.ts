import { z } from 'zod';
import { CliError, failedError, isCliError, usageError } from '../cli-error.ts';
import { EXIT } from '../exit-code.ts';
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
  const response = await request(url, key, call);
  const body = await jsonOf(response, url);
  if (response.ok) return body;
  if (response.status === 404) return null;
  const detail = PROBLEM.safeParse(body).data?.detail ?? `the server answered ${response.status}`;
  if (response.status !== 401) throw failedError(detail);
  throw usageError(
    key === null ? `${url} needs an API key: set TRACT_API_KEY` : `${url} does not take TRACT_API_KEY: ${detail}`,
  );
}

/** True for an error that says that no server answered. */
export function isUnreachable(error: unknown): boolean {
  return isCliError(error) && error.exitCode === EXIT.unreachable;
}

async function request(
  url: string,
  key: string | null,
  { method, path, body, timeoutMs }: ServerCall,
): Promise<Response> {
  const headers = {
    Accept: 'application/json',
    ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await fetch(url + path, {
      method,
      headers,
      signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw new CliError(EXIT.unreachable, [`${url} cannot be reached: ${reasonOf(error)}`], error);
  }
}

/** What answers without JSON is no sync service. */
async function jsonOf(response: Response, url: string): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw new CliError(EXIT.unreachable, [`What answers at ${url} is no sync service: check TRACT_SYNC_SERVER`], error);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { cause } = error;
  const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;
  return code ?? error.message;
}
