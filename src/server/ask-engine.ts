import type { RequestOutcome, TicketRequest } from '../reconciler/requests/request.ts';
import type { Circumstances } from './endpoint.ts';
import { idempotencyKeyOf } from './idempotency-key.ts';
import { Problem, unavailable } from './problem.ts';
import type { ServerContext } from './server-context.ts';

export type Done = Extract<RequestOutcome, { readonly kind: 'done' }>;

const PENDING_RETRY_MS = 5_000;

/** Asks the engine for something to be made, and throws the Problem where it was not, in words that say why. */
export async function askEngine(
  request: TicketRequest,
  { headers, signal }: Circumstances,
  { engine, inFlight }: ServerContext,
): Promise<Done> {
  const idempotencyKey = idempotencyKeyOf(headers);
  const outcome = await inFlight.run(idempotencyKey, () => engine.request(request, { idempotencyKey, signal }));
  switch (outcome.kind) {
    case 'done':
      return outcome;
    case 'unknown-issue':
      throw new Problem(404, `Issue ${outcome.issue} not found in Jira`);
    case 'refused':
      throw new Problem(422, outcome.reason, { errors: outcome.fields });
    case 'away':
      throw unavailable(outcome.reason, outcome.retryAfterMs, 'away');
    case 'pending':
      throw unavailable(outcome.reason, PENDING_RETRY_MS, 'pending');
    case 'key-reused':
      throw new Problem(422, 'This Idempotency-Key was used for another request: take a new one for each');
  }
}
