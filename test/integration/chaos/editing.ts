import { setTimeout as wait } from 'node:timers/promises';
import type { Deed, People } from '../../support/people/people.ts';
import { eventually } from '../cli/workshop.ts';

export type SideName = Deed['side'];

/** How long one person rests between two edits. */
const PAUSE_MS = 300;
/** An edit with all that may be in its way. */
const PATIENCE_MS = 60_000;

/** One person on each side does one deed after another, until told to pause. */
export class Editing {
  readonly #people: People;
  readonly #keys: readonly string[];
  readonly #work = new Map<SideName, { readonly over: AbortController; readonly done: Promise<void> }>();

  constructor(people: People, keys: readonly string[]) {
    this.#people = people;
    this.#keys = keys;
  }

  /** Resolves when so many more deeds were done on each of these sides; who is at work elsewhere goes on too. */
  async goesOn(sides: readonly SideName[], deeds: number): Promise<void> {
    for (const side of sides) this.#resume(side);
    const counts = () => sides.map((side) => this.#people.deeds.filter((deed) => deed.side === side).length);
    const before = counts();
    const isEnough = (now: readonly number[]) => now.every((count, index) => count >= (before[index] ?? 0) + deeds);
    await Promise.race([eventually(counts, isEnough, PATIENCE_MS), this.#failure()]);
  }

  /** Lets these end what they are at. */
  async pause(sides: readonly SideName[]): Promise<void> {
    for (const side of sides) {
      const { over, done } = this.#work.get(side) ?? {};
      over?.abort();
      this.#work.delete(side);
      await done;
    }
  }

  #resume(side: SideName): void {
    if (this.#work.has(side)) return;
    const over = new AbortController();
    const done = this.#edit(side, over.signal);
    // Whoever waits for it hears of it.
    done.catch(() => {});
    this.#work.set(side, { over, done });
  }

  #failure(): Promise<never> {
    return new Promise((_resolve, reject) => {
      for (const { done } of this.#work.values()) done.catch(reject);
    });
  }

  async #edit(side: SideName, over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      await this.#people.act(this.#keys, side);
      await wait(PAUSE_MS);
    }
  }
}
