import { isCloud, type World } from '../world/world.ts';

export interface Letter {
  readonly webhookEvent: string;
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Delivery extends Letter {
  readonly attempt: number;
  /** null: refused or timed out. */
  readonly status: number | null;
}

interface Waiting {
  readonly letter: Letter;
  readonly attempt: number;
  readonly dueMs: number;
}

const mostRetries = 5;
const retryDelayMs = 5 * 60_000;
const timeoutMs = 20_000;
const retriedStatuses = new Set([408, 409, 425, 429]);

/** Sends letters one after the other, keeps what came of them, and on Cloud tries again what failed. */
export class Mailbag {
  readonly #closing = new AbortController();
  readonly #world: World;
  readonly #delivered: Delivery[] = [];
  #held: Letter[] | null = null;
  #waiting: Waiting[] = [];
  #sending: Promise<void> = Promise.resolve();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(world: World) {
    this.#world = world;
  }

  /** Every attempt, in order. */
  get deliveries(): readonly Delivery[] {
    return this.#delivered;
  }

  post(letter: Letter): void {
    if (this.#held) this.#held.push(letter);
    else this.#send(letter, 0);
  }

  /** Collects letters instead of sending them. */
  hold(): void {
    this.#held ??= [];
  }

  release(order: 'in-order' | 'reversed' = 'in-order'): void {
    const letters = this.#held ?? [];
    this.#held = null;
    for (const letter of order === 'reversed' ? letters.reverse() : letters) this.#send(letter, 0);
  }

  /** When everything posted so far has been attempted. */
  async idle(): Promise<void> {
    let sending: Promise<void>;
    do {
      sending = this.#sending;
      await sending;
    } while (sending !== this.#sending);
  }

  /** Attempts again what is due by the clock. */
  async retryDue(): Promise<void> {
    const nowMs = this.#world.now();
    const due = this.#waiting.filter((each) => each.dueMs <= nowMs);
    this.#waiting = this.#waiting.filter((each) => each.dueMs > nowMs);
    for (const { letter, attempt } of due) this.#send(letter, attempt);
    await this.idle();
  }

  /** Ends what is being delivered too: a receiver that does not answer must not keep the site open. */
  close(): void {
    this.#closing.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#waiting = [];
  }

  #send(letter: Letter, attempt: number): void {
    this.#sending = this.#sending.then(() => this.#attempt(letter, attempt));
  }

  async #attempt(letter: Letter, attempt: number): Promise<void> {
    if (this.#closing.signal.aborted) return;
    const retry: Record<string, string> = attempt > 0 ? { 'X-Atlassian-Webhook-Retry': String(attempt) } : {};
    const status = await postLetter({ ...letter, headers: { ...letter.headers, ...retry } }, this.#closing.signal);
    this.#delivered.push({ ...letter, attempt, status });
    const failed = status === null || status >= 500 || retriedStatuses.has(status);
    if (failed && isCloud(this.#world) && attempt < mostRetries) this.#retryLater(letter, attempt + 1);
  }

  #retryLater(letter: Letter, attempt: number): void {
    this.#waiting.push({ letter, attempt, dueMs: this.#world.now() + retryDelayMs });
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.retryDue();
    }, retryDelayMs);
    this.#timers.add(timer.unref());
  }
}

async function postLetter(letter: Letter, closing: AbortSignal): Promise<number | null> {
  const { url, body, headers } = letter;
  const signal = AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]);
  try {
    const response = await fetch(url, { method: 'POST', body, headers, signal });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}
