import { setTimeout as wait } from 'node:timers/promises';
import type { Deed, People } from '../../support/people/people.ts';
import { eventually } from '../cli/workshop.ts';

export type SideName = Deed['side'];

/** How long one person rests between two edits. */
const PAUSE_MS = 300;
/** An edit with all that may be in its way. */
const PATIENCE_MS = 60_000;
/**
 * So many more than are waited for is anybody let do: each edit in Jira becomes a commit, and whoever pushes to a branch that
 * never rests may be too late every time.
 */
const MOST_AHEAD = 3;

/** One person on each side does one deed after another, until told to pause. */
export class Editing {
  readonly #people: People;
  readonly #keys: readonly string[];
  readonly #limits = { git: 0, jira: 0 };
  readonly #work = new Map<SideName, { readonly over: AbortController; readonly done: Promise<void> }>();

  constructor(people: People, keys: readonly string[]) {
    this.#people = people;
    this.#keys = keys;
  }

  /** Resolves when so many more deeds were done on each of these sides; who is at work elsewhere goes on too. */
  async goesOn(sides: readonly SideName[], deeds: number): Promise<void> {
    const wanted = { git: this.#count('git') + deeds, jira: this.#count('jira') + deeds };
    for (const side of ['git', 'jira'] as const) this.#limits[side] = wanted[side] + MOST_AHEAD;
    for (const side of sides) this.#resume(side);
    const left = () => sides.filter((side) => this.#count(side) < wanted[side]);
    await Promise.race([eventually(left, (some) => some.length === 0, PATIENCE_MS), this.#failure()]);
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
      if (this.#count(side) < this.#limits[side]) await this.#people.act(this.#keys, side);
      await wait(PAUSE_MS);
    }
  }

  #count(side: SideName): number {
    return this.#people.deeds.filter((deed) => deed.side === side).length;
  }
}
