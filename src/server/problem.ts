import { STATUS_CODES } from 'node:http';
import { Failure } from '../model/failure.ts';

/** An answer that is an error: a problem document as RFC 9457 has it. */
export class Problem extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.headers = headers;
  }
}

export type ProblemDocument = {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
};

export function problemDocument({ status, message }: Problem): ProblemDocument {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail: message };
}

/** The answer to what went wrong: our own refusals, Jira's failures, a body that cannot be read; null for a defect. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof Failure) return problemOfFailure(error);
  return problemOfBody(error);
}

function problemOfFailure(failure: Failure): Problem {
  switch (failure.kind) {
    case 'transient':
      return new Problem(503, failure.message, { 'Retry-After': String(retryAfterSeconds(failure)) });
    case 'stale':
      return new Problem(409, failure.message);
    case 'rejected':
      return new Problem(422, failure.message);
    case 'fatal':
      return new Problem(503, failure.message);
  }
}

function retryAfterSeconds({ retryAfterMs }: Failure): number {
  return Math.max(1, Math.ceil((retryAfterMs ?? 15_000) / 1000));
}

/** body-parser marks its errors with a `type` and a status. */
function problemOfBody(error: unknown): Problem | null {
  if (typeof error !== 'object' || error === null || !('type' in error) || !('status' in error)) return null;
  switch (error.type) {
    case 'entity.too.large':
      return new Problem(413, 'The body is too large');
    case 'entity.parse.failed':
      return new Problem(400, 'The body is not JSON');
    default:
      return new Problem(typeof error.status === 'number' ? error.status : 400, 'The body cannot be read');
  }
}
