import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { failedError, isCliError } from '../cli-error.ts';
import { codeOf, keyError, reasonOf, sendCall, strangerAt } from './call-server.ts';
import type { ServerAccess } from './server-access.ts';

export type Making<Answer> = {
  readonly path: string;
  readonly body: unknown;
  /** The idempotency key: with it the same thing is never made twice. */
  readonly id: string;
  readonly timeoutMs: number;
  readonly answer: z.ZodType<Answer>;
};

export type MakingEnd<Answer> =
  | { readonly kind: 'made'; readonly answer: Answer }
  /** Jira or the server does not want it: `errors` by field. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly detail: string;
      readonly errors: Readonly<Record<string, string>>;
    }
  /** Surely nothing was made: who is away, and how that is known. */
  | { readonly kind: 'away'; readonly who: 'server' | 'jira'; readonly reason: string }
  /** Perhaps it was made: no answer came. */
  | { readonly kind: 'pending'; readonly reason: string };

type Attempt<Answer> = MakingEnd<Answer> & { readonly retryAfterMs?: number };

const LONGEST_PAUSE_MS = 5_000;

/**
 * Asks the sync service to make something, and once more, with the same key, where the answer was lost. Throws a CliError
 * where the API key does not do.
 */
export async function askToMake<Answer>(access: ServerAccess, making: Making<Answer>): Promise<MakingEnd<Answer>> {
  const first = await attempt(access, making);
  if (first.kind !== 'pending') return first;
  await wait(Math.min(first.retryAfterMs ?? 0, LONGEST_PAUSE_MS));
  const second = await attempt(access, making);
  // That nothing came of the second says nothing about the first.
  return second.kind === 'away' ? first : second;
}

async function attempt<Answer>(access: ServerAccess, making: Making<Answer>): Promise<Attempt<Answer>> {
  const { path, body, id, timeoutMs } = making;
  try {
    const call = { method: 'POST', path, body, timeoutMs } as const;
    const response = await sendCall(access, call, { 'Idempotency-Key': id });
    return endOf(response, await response.text(), access, making.answer);
  } catch (error) {
    if (isCliError(error)) throw error;
    const reason = `${access.url} cannot be reached: ${reasonOf(error)}`;
    return isNeverSent(error) ? { kind: 'away', who: 'server', reason } : { kind: 'pending', reason };
  }
}

const NEVER_SENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|CERT_.*|ERR_TLS_.*|ERR_SSL_.*|.*_CERT(?:_.*)?)$/;

/** True for what fails before a connection stands, and with it before anything of the request was sent. */
function isNeverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  const isConnecting = cause instanceof Error && (cause as NodeJS.ErrnoException).syscall === 'connect';
  return isConnecting || NEVER_SENT.test(codeOf(error) ?? '');
}

const PROBLEM = z.object({
  detail: z.string(),
  errors: z.record(z.string(), z.string()).default({}),
  outcome: z.enum(['away', 'pending']).nullable().default(null),
});

function endOf<Answer>(
  response: Response,
  text: string,
  access: ServerAccess,
  schema: z.ZodType<Answer>,
): Attempt<Answer> {
  const { status } = response;
  const json = jsonOf(text);
  const answer = response.ok ? schema.safeParse(json).data : undefined;
  if (answer !== undefined) return { kind: 'made', answer };
  const problem = PROBLEM.safeParse(json).data ?? null;
  if (problem === null && status < 500) {
    return { kind: 'away', who: 'server', reason: strangerAt(access.url) };
  }
  const { detail, errors, outcome } = problem ?? { detail: `the server answered ${status}`, errors: {}, outcome: null };
  if (status === 401) throw keyError(access, detail);
  if (status === 403) throw failedError(detail);
  if (outcome === 'away') return { kind: 'away', who: 'jira', reason: detail };
  if (status === 429) return { kind: 'away', who: 'server', reason: detail };
  // 409: a request with this key is being worked on.
  if (status >= 500 || status === 409)
    return { kind: 'pending', reason: detail, retryAfterMs: retryAfterMsOf(response) };
  return { kind: 'refused', status, detail, errors };
}

/** Seconds are all that the sync service sends. */
function retryAfterMsOf(response: Response): number {
  const seconds = response.headers.get('Retry-After') ?? '';
  return /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : 0;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
