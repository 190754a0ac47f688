import { isTicketKey, ticketName } from '../../../src/model/ticket-key.ts';
import type { Oid, TreeChange, TreeEdit } from '../../../src/snapshot/object-store.ts';
import type { Random } from '../random.ts';
import { BRANCH, type World } from '../world.ts';
import { type Checkout, checkout, homeOf, readDoc } from './checkout.ts';
import { type Chronicle, wordIn, wordsIn } from './chronicle.ts';
import { mergeContents } from './merge-contents.ts';
import { isSpoilt } from './spoilt-merge.ts';

/** What a deed in a clone comes to: edits of the tree, and what the chronicle says once they are pushed. */
export type Deed = { readonly edits: readonly TreeEdit[]; readonly told: () => void };

/** Fields of which every edit is told from every other. */
export const FIELDS = ['title', 'status', 'priority', 'assignee', 'due', 'estimate'] as const;

/** Somebody with a clone, who works on what was there at the last pull, and merges by hand what does not merge. */
export class Developer {
  readonly name: string;
  readonly #world: World;
  readonly #random: Random;
  readonly #chronicle: Chronicle;
  #head: Oid = '';
  #upstream: Oid = '';
  #told: (() => void)[] = [];

  constructor(name: string, world: World, random: Random, chronicle: Chronicle) {
    this.name = name;
    this.#world = world;
    this.#random = random;
    this.#chronicle = chronicle;
  }

  get hasUnpushed(): boolean {
    return this.#head !== this.#upstream;
  }

  /** The words that nobody but this clone has. */
  async unpushed(): Promise<readonly string[]> {
    const changes = await this.#world.store.diff(this.#upstream, this.#head, '');
    const texts = await Promise.all(
      changes.map(async ({ path }) => [
        await this.#at(this.#head).text(path),
        await this.#at(this.#upstream).text(path),
      ]),
    );
    const before = new Set(texts.flatMap(([, old]) => wordsIn(old ?? '')));
    const isNew = (word: string) => !before.has(word) && !this.#chronicle.knows(word);
    return texts.flatMap(([now]) => wordsIn(now ?? '')).filter(isNew);
  }

  files(): Checkout {
    return this.#at(this.#head);
  }

  async commit({ edits, told }: Deed): Promise<void> {
    this.#head = await this.#write([this.#head], edits, 'edit');
    this.#told.push(told);
  }

  /** Throws the clone away and makes a new one, where nothing is in it that others do not have. */
  async pull(): Promise<void> {
    const tip = await this.#world.tip();
    if (tip === this.#upstream) return;
    if (this.hasUnpushed) {
      const edits = await this.#merge(this.#upstream, this.#head, tip);
      const parents = this.#random.chance(0.5) ? [tip] : [tip, this.#head];
      this.#head = await this.#write(parents, edits, parents.length === 1 ? 'rebased edit' : 'merge');
    } else this.#head = tip;
    this.#upstream = tip;
  }

  async push(): Promise<void> {
    while (this.hasUnpushed) {
      await this.pull();
      if (!(await this.#world.store.moveRefs([{ ref: BRANCH, from: this.#upstream, to: this.#head }]))) continue;
      this.#upstream = this.#head;
      for (const tell of this.#told) tell();
      this.#told = [];
      this.#chronicle.figures.add('pushes');
    }
  }

  #at(commit: Oid): Checkout {
    return checkout(this.#world.store, this.#world.format, commit);
  }

  #write(parents: readonly Oid[], edits: readonly TreeEdit[], message: string): Promise<Oid> {
    const author = { name: this.name, email: `${this.name}@example.com` };
    return this.#world.store.writeCommit({
      parents,
      edits,
      message,
      author,
      committer: author,
      atMs: this.#world.nowMs,
    });
  }

  /** What our commits change, on top of theirs. */
  async #merge(base: Oid, ours: Oid, theirs: Oid): Promise<readonly TreeEdit[]> {
    const { store } = this.#world;
    const [mine, others] = await Promise.all([store.diff(base, ours, ''), store.diff(base, theirs, '')]);
    const changed = new Set(others.map(({ path }) => path));
    const added = others.flatMap(({ path, before }) => (before === null ? [path] : []));
    const edits: TreeEdit[] = [];
    const renamed = await this.#renamedByMe(mine, base, ours);
    const settled = new Set<string>();
    for (const { path } of mine) {
      const name = renamed.get(path);
      const former = (await this.#at(base).text(path)) ?? '';
      // Where others renamed it as well, git asks, and their name stays.
      const from = name === undefined ? path : await this.#renamedTo(path, former, added, theirs);
      if (name !== undefined && changed.has(path) && (await this.#at(theirs).text(from)) !== null) {
        const to = from === path ? name : from;
        const now = await this.#at(ours).text(name);
        edits.push(editOf(path, null), ...(await this.#mergePath(to, former, now, theirs, from)));
        settled.add(name);
        continue;
      }
      if (settled.has(path)) continue;
      const content = await this.#at(ours).text(path);
      const before = (await this.#at(base).text(path)) ?? '';
      if (!changed.has(path)) edits.push(editOf(path, content));
      else {
        const to = await this.#renamedTo(path, before, added, theirs);
        edits.push(...(await this.#mergePath(to, before, content, theirs)));
      }
    }
    return edits;
  }

  /** The files that this clone renamed, by their former paths: git takes the others' edits along. */
  async #renamedByMe(mine: readonly TreeChange[], base: Oid, ours: Oid): Promise<ReadonlyMap<string, string>> {
    const added = mine.filter(({ before }) => before === null);
    const found = new Map<string, string>();
    for (const { path } of mine.filter(({ after }) => after === null)) {
      const [beginning] = /Begun w\d+x/.exec((await this.#at(base).text(path)) ?? '') ?? [];
      if (beginning === undefined) continue;
      for (const { path: to } of added) {
        if ((await this.#at(ours).text(to))?.includes(beginning)) found.set(path, to);
      }
    }
    return found;
  }

  /** Git finds the file again that got its ticket's key meanwhile, by what it says. */
  async #renamedTo(path: string, before: string, added: readonly string[], theirs: Oid): Promise<string> {
    const files = this.#at(theirs);
    if (before === '' || (await files.text(path)) !== null) return path;
    const [beginning] = /Begun w\d+x/.exec(before) ?? [];
    // The record of a conflict quotes the ticket, but is not its file.
    const others = added.filter((to) => ticketName(to) !== null);
    for (const to of others) if (beginning && (await files.text(to))?.includes(beginning)) return to;
    return path;
  }

  async #mergePath(
    path: string,
    before: string,
    mine: string | null,
    theirs: Oid,
    from = path,
  ): Promise<readonly TreeEdit[]> {
    const other = await this.#at(theirs).text(from);
    if (mine === other && from === path) return [];
    if (mine === null || other === null) {
      // Edited here and removed there: somebody decides, and what was said in the file may go with it.
      const lost = other === null ? await this.#saidMeanwhile(from, theirs) : [];
      this.#loosen(path, [mine ?? '', other ?? '', before, ...lost]);
      return this.#random.chance(0.5) || isUnborn(path) ? [] : [editOf(path, mine)];
    }
    const isTicket = path.startsWith('issues/');
    const whole = mergeContents(before, mine, other, isTicket ? 'person' : 'union', this.#random);
    // Git keeps both forms of a line; where it has no id, only a person can tell that they are one entry.
    const isUnclear =
      !isTicket && whole.contested.some((lines) => lines.split('\n').some((line) => !line.includes('"id"')));
    const merged = isUnclear ? mergeContents(before, mine, other, 'person', this.#random) : whole;
    this.#chronicle.loosen(merged.contested.flatMap(wordsIn));
    if (merged.contested.length > 0) this.#noteConflict(isTicket ? [mine, other] : []);
    if (!isTicket) {
      // A line that one clone put elsewhere and another removed is there again, and git finds no conflict in that.
      this.#chronicle.loosen(broughtBack(before, [mine, other], merged.text));
      return [editOf(path, merged.text)];
    }
    const text = isSpoilt(merged.text, [mine, other], this.#world.format) ? mine : merged.text;
    if (text === mine) this.#loosen(path, [mine, other, before]);
    this.#noteTaken(path, text, mine, other);
    return [editOf(path, text)];
  }

  /** What others had said in a file before it was removed: whoever brings back an older form of it does not say that. */
  async #saidMeanwhile(path: string, theirs: Oid): Promise<readonly string[]> {
    const { store } = this.#world;
    const changes = (await store.commitChanges(this.#upstream, theirs, '')).filter((change) => change.path === path);
    const blobs = await store.readBlobs(changes.flatMap(({ before }) => before?.oid ?? []));
    return blobs.flatMap((bytes) => (bytes === null ? [] : [new TextDecoder().decode(bytes)]));
  }

  /** Dates and durations say no word in the lines that were in conflict. */
  #noteConflict(texts: readonly string[]): void {
    this.#chronicle.figures.add('merge conflicts');
    for (const text of texts) {
      const values = readDoc(text, this.#world.format)?.values ?? {};
      this.#chronicle.loosen(['due', 'estimate'].map((field) => wordIn(field, values[field] ?? null)));
    }
  }

  /** Of two values of a field that one clone had, the other one was taken back knowingly. */
  #noteTaken(path: string, result: string, mine: string, other: string): void {
    const [taken, ...both] = [result, mine, other].map((text) => readDoc(text, this.#world.format)?.values ?? {});
    const home = homeOf(path, this.#world.jira);
    for (const field of FIELDS) {
      const winner = wordIn(field, taken?.[field] ?? null);
      for (const values of both) {
        const loser = wordIn(field, values[field] ?? null);
        if (loser !== winner) this.#told.push(() => this.#chronicle.overrule(home, field, winner, loser));
      }
    }
  }

  #loosen(path: string, texts: readonly string[]): void {
    for (const text of texts) {
      this.#chronicle.loosen(wordsIn(text));
      const values = path.startsWith('issues/') ? (readDoc(text, this.#world.format)?.values ?? {}) : {};
      this.#chronicle.loosen(FIELDS.map((field) => wordIn(field, values[field] ?? null)));
    }
  }
}

/** A file that was to become a ticket: whoever brings it back when it is gone asks for another ticket. */
function isUnborn(path: string): boolean {
  return path.startsWith('issues/') && !isTicketKey(ticketName(path) ?? '');
}

/** What one side of a merge had removed, and the merge says all the same. */
function broughtBack(before: string, sides: readonly string[], merged: string): readonly string[] {
  const kept = new Set(wordsIn(merged));
  const said = sides.map((side) => new Set(wordsIn(side)));
  return wordsIn(before).filter((word) => kept.has(word) && said.some((words) => !words.has(word)));
}

function editOf(path: string, content: string | null): TreeEdit {
  return content === null ? { kind: 'remove', path } : { kind: 'put', path, content };
}
