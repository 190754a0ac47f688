import { IDEMPOTENCY_KEY } from './idempotency-key.ts';
import { NO_QUERY } from './schemas/path-parameters.ts';

/** What the endpoints share that make something in Jira and in git. */
export const MAKING = {
  method: 'post',
  access: { kind: 'key', right: 'write', local: false },
  query: NO_QUERY,
  headers: IDEMPOTENCY_KEY,
} as const;

/** The problems that `askEngine` throws; `unknown` says what a 404 means. */
export function makingProblems(unknown: string): Readonly<Record<number, string>> {
  return {
    404: unknown,
    409: 'A request with this Idempotency-Key is being worked on',
    422: "Jira refuses it, in Jira's words by field; or the Idempotency-Key was used for another request",
    503: 'Jira is away',
  };
}
