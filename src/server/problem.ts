import { STATUS_CODES } from 'node:http';
import { Failure } from '../model/failure.ts';

export type ProblemExtras = {
  readonly headers?: Readonly<Record<string, string>>;
  /** What is wrong with each field, by its name. */
  readonly errors?: Readonly<Record<string, string>>;
  /** Of what could not be done now: `away`, nothing was done; `pending`, perhaps it was: ask again with the same key. */
  readonly outcome?: 'away' | 'pending';
};

/** An answer that is an error: a problem document as RFC 9457 has it. */
export class Problem extends Error {
  readonly status: number;
  readonly extras: ProblemExtras;

  constructor(status: number, detail: string, extras: ProblemExtras = {}) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.extras = extras;
  }
}

export type ProblemDocument = {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: Readonly<Record<string, string>>;
  readonly outcome?: 'away' | 'pending';
};

export function problemDocument({ status, message, extras: { errors, outcome } }: Problem): ProblemDocument {
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    ...(errors === undefined ? {} : { errors }),
    ...(outcome === undefined ? {} : { outcome }),
  };
}

/** A problem that time mends. Milliseconds; 15 seconds where nobody knows. */
export function unavailable(detail: string, retryAfterMs: number | null, outcome?: 'away' | 'pending'): Problem {
  const seconds = Math.max(1, Math.ceil((retryAfterMs ?? 15_000) / 1000));
  const headers = { 'Retry-After': String(seconds) };
  return new Problem(503, detail, outcome === undefined ? { headers } : { headers, outcome });
}

/** The answer to what went wrong: our own refusals, Jira's failures, a body that cannot be read; null for a defect. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof Failure) return problemOfFailure(error);
  return problemOfRequest(error);
}

function problemOfFailure(failure: Failure): Problem {
  switch (failure.kind) {
    case 'transient':
      return unavailable(failure.message, failure.retryAfterMs);
    case 'stale':
      return new Problem(409, failure.message);
    case 'rejected':
      return new Problem(422, failure.message, { errors: failure.fields });
    case 'fatal':
      return unavailable(failure.message, null);
  }
}

/** body-parser and the router mark errors of a request with a status, the former with a `type` too. */
function problemOfRequest(error: unknown): Problem | null {
  if (typeof error !== 'object' || error === null || !('status' in error)) return null;
  const { status } = error;
  if (typeof status !== 'number' || status < 400 || status > 499) return null;
  switch ('type' in error ? error.type : null) {
    case 'entity.too.large':
      return new Problem(413, 'The body is too large');
    case 'entity.parse.failed':
      return new Problem(400, 'The body is not JSON');
    case null:
      return new Problem(status, 'The address cannot be read');
    default:
      return new Problem(status, 'The body cannot be read');
  }
}
