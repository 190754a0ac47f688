import type { Value } from '../../../src/model/value.ts';
import { Figures } from './figures.ts';

/** Something that a person wrote once and that must be there once, on both sides, until a person takes it out. */
export type Element = {
  readonly kind: 'ticket' | 'comment' | 'worklog' | 'paragraph' | 'member';
  readonly word: string;
  /** Whose it is: Jira's id of the ticket, or `born:WORD` for one that began as a file. */
  readonly home: string;
};

/** The value that a field began with. */
const BEGINNING = '';

/** What the people of a world did, each deed by a word that occurs nowhere else: how the end of a world is checked. */
export class Chronicle {
  readonly figures = new Figures();
  readonly elements: Element[] = [];
  /** Words that a person took out. */
  readonly removed = new Set<string>();
  /** Words that people decided about against each other: there once or not at all, but the same on both sides. */
  readonly loose = new Set<string>();
  /** Words of the tickets that somebody asked the engine for. */
  readonly asked = new Set<string>();
  /** Tickets that a person removed from Jira. */
  readonly goneHomes = new Set<string>();
  /** Of each field of each ticket, which words each word was written over. */
  readonly fields = new Map<string, Map<string, Set<string>>>();
  /** Whose file it is that somebody renamed, by the home that its name speaks of. */
  readonly #renamed = new Map<string, string>();
  #count = 0;

  nextNumber(): number {
    return ++this.#count;
  }

  add(kind: Element['kind'], home: string, word: string): void {
    this.elements.push({ kind, home: this.ownerOf(home), word });
    this.figures.add(`edit: ${kind}`);
  }

  /** Somebody who saw `replaced` in a field wrote `value` over it. */
  set(home: string, field: string, value: Value, replaced: Value): void {
    const [to, from] = [wordIn(field, value), wordIn(field, replaced)];
    this.overrule(home, field, to, from);
    this.figures.add(`edit: ${field}`);
  }

  /** Of two values in a merge somebody took one. */
  overrule(home: string, field: string, winner: string, loser: string): void {
    const name = `${this.ownerOf(home)} ${field}`;
    const words = this.fields.get(name) ?? new Map<string, Set<string>>();
    const over = words.get(winner) ?? new Set<string>();
    this.fields.set(name, words.set(winner, over.add(loser)));
  }

  /** Of two edits that did not know of each other a rule took one; one that was written over the other is no such edit. */
  rule(home: string, field: string, winner: Value, loser: Value): void {
    const [taken, left] = [wordIn(field, winner), wordIn(field, loser)];
    const words = this.fields.get(`${this.ownerOf(home)} ${field}`) ?? new Map<string, Set<string>>();
    if (!ancestry(words, left).has(taken)) this.overrule(home, field, taken, left);
  }

  remove(words: Iterable<string>): void {
    for (const word of words) this.removed.add(word);
    this.figures.add('edit: removal');
  }

  /** Somebody goes on with what another one took out: it may come back with that, or wait for a person. */
  takeUp(words: readonly string[]): void {
    this.loosen(words.filter((word) => this.removed.has(word)));
  }

  loosen(words: Iterable<string>): void {
    for (const word of words) if (word !== BEGINNING) this.loose.add(word);
  }

  /** Whether somebody said this where everybody can see it. */
  knows(word: string): boolean {
    return (
      this.elements.some((each) => each.word === word) || [...this.fields.values()].some((words) => words.has(word))
    );
  }

  /** A file with a name that speaks of `named` is still that of its ticket. */
  rename(named: string, home: string): void {
    this.#renamed.set(named, home);
  }

  /** Its file was removed: whatever had been edited in it may be as it was. */
  loosenHome(home: string): void {
    const owner = this.ownerOf(home);
    this.loosen(this.elements.filter((element) => element.home === owner).map(({ word }) => word));
    for (const [name, words] of this.fields) if (name.startsWith(`${owner} `)) this.loosen(words.keys());
  }

  /** What was told of a file is told of the issue that it became. */
  adopt(home: string, born: string): void {
    for (const [index, element] of this.elements.entries()) {
      if (element.home === born) this.elements[index] = { ...element, home };
    }
    for (const [name, words] of this.fields) {
      if (!name.startsWith(`${born} `)) continue;
      const field = name.slice(born.length + 1);
      for (const [word, over] of words) for (const loser of over) this.overrule(home, field, word, loser);
    }
  }

  /** A value that somebody wrote over while looking at it, and nobody wrote again, must not be the last word. */
  isOverwritten(home: string, field: string, value: Value): boolean {
    const words = this.fields.get(`${home} ${field}`);
    if (words === undefined) return false;
    const last = wordIn(field, value);
    const older = new Map([...words.keys()].map((word) => [word, ancestry(words, word)]));
    const replaces = (later: string, earlier: string) => older.get(later)?.has(earlier) ?? false;
    const isLoose = (word: string) => [...this.loose].some((other) => other === word || replaces(other, word));
    return [...words.keys()].some(
      (word) => word !== last && replaces(word, last) && !replaces(last, word) && !isLoose(word),
    );
  }

  /** The ticket that a home speaks of: of a renamed file, the one that it is the file of. */
  ownerOf(home: string): string {
    return this.#renamed.get(home) ?? home;
  }
}

export function wordOf(number: number): string {
  return `w${number}x`;
}

export function wordsIn(text: string): readonly string[] {
  return text.match(/w\d+x/g) ?? [];
}

const DAY_MS = 86_400_000;
const FIRST_DAY_MS = Date.UTC(2030, 0, 1);

/** A value of a field that no other edit gives it. */
export function valueFor(field: string, number: number): Value {
  const word = wordOf(number);
  if (field === 'due') return new Date(FIRST_DAY_MS + number * DAY_MS).toISOString().slice(0, 10);
  if (field === 'estimate' || field === 'seconds') return number * 60;
  return field === 'assignee' ? word : `${field} ${word}`;
}

/** The word of the edit that gave a field its value. */
export function wordIn(field: string, value: Value): string {
  if (value === null) return BEGINNING;
  if (field === 'due') return wordOf((Date.parse(String(value)) - FIRST_DAY_MS) / DAY_MS);
  if (field === 'estimate' || field === 'seconds') return wordOf(Number(value) / 60);
  return wordsIn(String(value))[0] ?? BEGINNING;
}

function ancestry(words: ReadonlyMap<string, ReadonlySet<string>>, from: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const next = [from];
  for (const word of next) {
    for (const older of words.get(word) ?? []) {
      if (seen.has(older)) continue;
      seen.add(older);
      next.push(older);
    }
  }
  return seen;
}
