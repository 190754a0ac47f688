import type { Issue } from './issue.ts';

interface Change {
  readonly id: string;
  readonly issue: Issue | null;
  /** null: at once. */
  readonly atMs: number | null;
  readonly order: number;
}

/**
 * What search sees. A change arrives when its time has come, so search may lag behind the database; an issue found
 * here may be gone or different there.
 */
export class SearchIndex {
  readonly #issues = new Map<string, Issue>();
  readonly #orderOf = new Map<string, number>();
  #pending: Change[] = [];
  #order = 0;

  put(issue: Issue, atMs: number | null): void {
    this.#take({ id: issue.id, issue, atMs, order: this.#order++ });
  }

  delete(id: string, atMs: number | null): void {
    this.#take({ id, issue: null, atMs, order: this.#order++ });
  }

  /** The indexed versions at a time. */
  at(nowMs: number): ReadonlyMap<string, Issue> {
    const isDue = (change: Change) => change.atMs === null || change.atMs <= nowMs;
    const due = this.#pending.filter(isDue);
    if (due.length > 0) {
      this.#pending = this.#pending.filter((change) => !isDue(change));
      for (const change of due) this.#apply(change);
    }
    return this.#issues;
  }

  #take(change: Change): void {
    if (change.atMs === null) this.#apply(change);
    else this.#pending.push(change);
  }

  /** A change that was overtaken by a later one of the same issue is dropped. */
  #apply(change: Change): void {
    if (change.order < (this.#orderOf.get(change.id) ?? -1)) return;
    this.#orderOf.set(change.id, change.order);
    if (change.issue === null) this.#issues.delete(change.id);
    else this.#issues.set(change.id, change.issue);
  }
}
