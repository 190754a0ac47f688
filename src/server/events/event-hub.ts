import { randomBytes } from 'node:crypto';

export type StreamKind = 'cycle' | 'change' | 'conflict' | 'health';

/** `reset` tells a listener that it missed events that nobody has any more: it has to ask anew how things are. */
export type StreamEvent = {
  readonly id: string;
  readonly kind: StreamKind | 'reset';
  readonly data: unknown;
};

type Listener = (event: StreamEvent) => void;

const KEPT = 1000;
const ID = /^([0-9a-f]{12})-(\d{1,15})$/;

/** Passes events on to whoever listens, and keeps the last ones for those who lost their connection for a while. */
export class EventHub {
  readonly #run = randomBytes(6).toString('hex');
  readonly #clock: () => number;
  readonly #kept: { readonly sequence: number; readonly event: StreamEvent }[] = [];
  readonly #listeners = new Set<Listener>();
  #sequence = 0;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  publish(kind: StreamKind, data: Readonly<Record<string, unknown>>): void {
    const sequence = ++this.#sequence;
    const event = { id: this.#id(sequence), kind, data: { at: new Date(this.#clock()).toISOString(), ...data } };
    this.#kept.push({ sequence, event });
    if (this.#kept.length > KEPT) this.#kept.shift();
    for (const listener of [...this.#listeners]) listener(event);
  }

  /** First what was missed since `lastId` (null: nothing), then everything, until the function it answers is called. */
  listen(lastId: string | null, listener: Listener): () => void {
    for (const event of lastId === null ? [] : this.#since(lastId)) listener(event);
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #since(lastId: string): readonly StreamEvent[] {
    const [, run, digits] = ID.exec(lastId) ?? [];
    const last = Number(digits);
    const oldest = this.#kept[0]?.sequence ?? this.#sequence + 1;
    if (run !== this.#run || last > this.#sequence || last < oldest - 1) return [this.#reset()];
    return this.#kept.filter(({ sequence }) => sequence > last).map(({ event }) => event);
  }

  #reset(): StreamEvent {
    const data = { at: new Date(this.#clock()).toISOString(), reason: 'events since the last one you saw are gone' };
    return { id: this.#id(this.#sequence), kind: 'reset', data };
  }

  #id(sequence: number): string {
    return `${this.#run}-${sequence}`;
  }
}
