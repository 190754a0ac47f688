/** What goes wrong with one request. */
export type FaultKind =
  /** 429 in the dialect of the personality. */
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds?: number }
  /** 503, with Retry-After when given. */
  | { readonly kind: 'unavailable'; readonly retryAfterSeconds?: number }
  /** A proxy's or login page instead of JSON; 502 unless told otherwise. */
  | { readonly kind: 'html'; readonly status?: number }
  /** Nothing until the client gives up. */
  | { readonly kind: 'hang' }
  /** The connection is cut before anything happened. */
  | { readonly kind: 'reset' }
  /** The connection is cut after the request took effect. */
  | { readonly kind: 'lost-reply' }
  /** The request took effect, and the client waits for the reply until it gives up. */
  | { readonly kind: 'held-reply' }
  /** The request took effect, and half of the reply arrives. */
  | { readonly kind: 'cut-reply' }
  /** Any other answer, without effect. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** 409 as for a concurrent change. */
  | { readonly kind: 'conflict' }
  /** The request waits before it is worked on. */
  | { readonly kind: 'delay'; readonly delayMs: number };

export interface FaultTarget {
  readonly method?: string;
  /** Tested against the path without the query. */
  readonly path?: RegExp;
}

export type FaultRule = FaultKind & {
  readonly match?: FaultTarget;
  /** How many matching requests it befalls; once unless told otherwise. */
  readonly times?: number;
  /** Befalls every matching request until then, epoch ms of the emulator's clock, however many. */
  readonly untilMs?: number;
  /** How many matching requests pass unharmed first. */
  readonly after?: number;
};

interface Armed {
  readonly rule: FaultRule;
  passes: number;
  left: number;
}

/** The unkindness that is scheduled. The first rule that matches a request is used up by one. */
export class Faults {
  #armed: Armed[] = [];

  add(rule: FaultRule): void {
    this.#armed.push({ rule, passes: rule.after ?? 0, left: rule.times ?? 1 });
  }

  clear(): void {
    this.#armed = [];
  }

  /** Rules that have not befallen all their requests yet. */
  get pending(): number {
    return this.#armed.length;
  }

  /** The fault for a request, if any. */
  take(method: string, path: string, nowMs: number): FaultKind | null {
    this.#armed = this.#armed.filter(({ rule }) => rule.untilMs === undefined || nowMs < rule.untilMs);
    for (const armed of this.#armed) {
      if (!befalls(armed.rule.match ?? {}, method, path)) continue;
      if (armed.passes > 0) {
        armed.passes--;
        continue;
      }
      if (armed.rule.untilMs !== undefined) return armed.rule;
      armed.left--;
      if (armed.left <= 0) this.#armed = this.#armed.filter((each) => each !== armed);
      return armed.rule;
    }
    return null;
  }
}

function befalls(target: FaultTarget, method: string, path: string): boolean {
  if (target.method !== undefined && target.method !== method) return false;
  return target.path === undefined || target.path.test(path);
}
