import { fingerprint } from '../../model/fingerprint.ts';
import type { RequestOptions, RequestOutcome, TicketRequest } from './request.ts';

/** Where requests wait for their turn in the engine's lane. */
export interface RequestDesk {
  /** Answers when the request had its turn. The same key with the same request waits for the same answer. */
  ask(request: TicketRequest, options: RequestOptions): Promise<RequestOutcome>;
  /** Serves what waits, one after another. For the lane only. */
  serveAll(): Promise<void>;
  /** Answers what waits, without doing it. */
  close(reason: string): void;
}

export type Serve = (request: TicketRequest, key: string | null) => Promise<RequestOutcome>;

type Waiting = {
  readonly request: TicketRequest;
  readonly key: string | null;
  readonly answer: (outcome: RequestOutcome) => void;
  /** Those who are still listening: a request that all have left is not begun. */
  listeners: number;
};

type Underway = { readonly print: string; readonly waiting: Waiting; readonly outcome: Promise<RequestOutcome> };

/** `serve` answers and never throws; `wake` sees to it that the lane comes by. */
export function createRequestDesk(serve: Serve, wake: () => void): RequestDesk {
  const queue: Waiting[] = [];
  const underway = new Map<string, Underway>();

  function enqueue(request: TicketRequest, key: string | null): Underway {
    let answer: (outcome: RequestOutcome) => void = () => {};
    const outcome = new Promise<RequestOutcome>((resolve) => {
      answer = resolve;
    });
    const waiting: Waiting = { request, key, answer, listeners: 0 };
    queue.push(waiting);
    return { print: fingerprint(request), waiting, outcome };
  }

  function join(request: TicketRequest, key: string | null): Underway | null {
    const same = key === null ? undefined : underway.get(key);
    if (same !== undefined) return same.print === fingerprint(request) ? same : null;
    const begun = enqueue(request, key);
    if (key !== null) {
      underway.set(key, begun);
      void begun.outcome.then(() => underway.delete(key));
    }
    return begun;
  }

  return {
    async ask(request, { idempotencyKey, signal }) {
      if (signal?.aborted) return GIVEN_UP;
      const begun = join(request, idempotencyKey);
      if (begun === null) return { kind: 'key-reused' };
      begun.waiting.listeners++;
      wake();
      return untilAborted(begun.outcome, signal, () => {
        begun.waiting.listeners--;
        return queue.includes(begun.waiting) && begun.waiting.listeners === 0 ? GIVEN_UP : LEFT;
      });
    },
    async serveAll() {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        next.answer(next.listeners === 0 ? GIVEN_UP : await serve(next.request, next.key));
      }
    },
    close(reason) {
      for (const waiting of queue.splice(0)) waiting.answer({ kind: 'away', reason, retryAfterMs: null });
    },
  };
}

const GIVEN_UP: RequestOutcome = { kind: 'away', reason: 'nobody waited for it any more', retryAfterMs: null };
const LEFT: RequestOutcome = {
  kind: 'pending',
  reason: 'it is still under way: ask again with the same idempotency key',
};

/** The outcome, or what `left` answers as soon as nobody wants to wait any longer. */
function untilAborted(
  outcome: Promise<RequestOutcome>,
  signal: AbortSignal | undefined,
  left: () => RequestOutcome,
): Promise<RequestOutcome> {
  if (signal === undefined) return outcome;
  return new Promise((resolve) => {
    const leave = () => resolve(left());
    signal.addEventListener('abort', leave, { once: true });
    void outcome.then((found) => {
      signal.removeEventListener('abort', leave);
      resolve(found);
    });
  });
}
