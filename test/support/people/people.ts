import type { Random } from '../random.ts';

const KINDS = ['label', 'comment', 'worklog', 'title', 'ticket'] as const;
export type Kind = (typeof KINDS)[number];

/** Something that one person did, with a word that is nowhere else. `key` is null for a new ticket. */
export type Deed = {
  readonly side: 'git' | 'jira';
  readonly kind: Kind;
  readonly key: string | null;
  readonly word: string;
  /** By the monotonic clock of this process. */
  readonly atMs: number;
};

/** Does something to the ticket `key`, with `word` in it; for a new ticket the key says nothing. Resolves once it is there. */
export type Hand = (kind: Kind, key: string, word: string) => Promise<void>;

/** New tickets come now and then, and there are not more of them than a small project has. */
const MOST_TICKETS = 200;

/** People who edit both sides of a project. Each side does one deed after another; the two may be at work at once. */
export class People {
  readonly deeds: Deed[] = [];
  readonly #hands: Readonly<Record<Deed['side'], Hand>>;
  readonly #random: Random;
  #words = 0;
  #tickets = 0;

  constructor(hands: Readonly<Record<Deed['side'], Hand>>, random: Random) {
    this.#hands = hands;
    this.#random = random;
  }

  /** Somebody does something, on a side taken by chance unless it is given; answers what, once it is there. */
  async act(keys: readonly string[], side: Deed['side'] = this.#random.chance(0.5) ? 'git' : 'jira'): Promise<Deed> {
    const word = `w${this.#words++}x`;
    const kind = this.#kind();
    const key = this.#keyFor(kind, side, keys);
    await this.#hands[side](kind, key, word);
    const deed = { side, kind, key: kind === 'ticket' ? null : key, word, atMs: performance.now() } as const;
    this.deeds.push(deed);
    return deed;
  }

  #kind(): Kind {
    if (this.#tickets < MOST_TICKETS && this.#random.chance(0.05)) {
      this.#tickets++;
      return 'ticket';
    }
    return KINDS[this.#random.below(4)] ?? 'label';
  }

  /** A title is edited on one side of a ticket only: two people at one title are a conflict, and wait for a person. */
  #keyFor(kind: Kind, side: Deed['side'], keys: readonly string[]): string {
    const half = keys.filter((_, index) => kind !== 'title' || (index % 2 === 0) === (side === 'git'));
    return this.#random.pick(half) ?? '';
  }
}
