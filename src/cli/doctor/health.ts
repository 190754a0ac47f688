import { z } from 'zod';
import { isBadPort } from '../api/bad-port.ts';
import type { ServerAccess } from '../api/server-access.ts';

/** What `GET /health` says, or why it says nothing. `skewMs`: how far the server's clock is ahead of ours. */
export type Health =
  | { readonly kind: 'none' }
  | { readonly kind: 'away'; readonly url: string; readonly reason: string }
  | { readonly kind: 'stranger'; readonly url: string }
  /** The port is one that `fetch` does not ask. */
  | { readonly kind: 'bad-port'; readonly url: string }
  | { readonly kind: 'health'; readonly url: string; readonly report: HealthReport; readonly skewMs: number | null };

export type HealthReport = z.infer<typeof REPORT>;

const REPORT = z.object({
  status: z.string(),
  version: z.string(),
  project: z.string(),
  jiraConnected: z.boolean(),
  uptime: z.number(),
  lastSuccess: z.string().nullish(),
  reason: z.string().nullish(),
});

const TIMEOUT_MS = 10_000;

/** Asks the service how it is; no key is needed. */
export async function readHealth({ url }: ServerAccess, nowMs: () => number): Promise<Health> {
  const askedMs = nowMs();
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const answeredMs = nowMs();
    const report = REPORT.safeParse(await response.json().catch(() => null));
    if (!report.success) return { kind: 'stranger', url };
    return {
      kind: 'health',
      url,
      report: report.data,
      skewMs: skewOf(response.headers.get('date'), askedMs, answeredMs),
    };
  } catch (error) {
    if (isBadPort(error)) return { kind: 'bad-port', url };
    return { kind: 'away', url, reason: reasonOf(error) };
  }
}

/** The header has whole seconds, cut off: half a second is its best guess. */
function skewOf(date: string | null, askedMs: number, answeredMs: number): number | null {
  const serverMs = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(serverMs) ? null : serverMs + 500 - (askedMs + answeredMs) / 2;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer in ${TIMEOUT_MS / 1000} s`;
  const { cause } = error;
  return (cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined) ?? error.message;
}
