import type { Issue } from './issue.ts';
import { SearchIndex } from './search-index.ts';

/** All issues by id and by every key they ever had. */
export class IssueStore {
  readonly index = new SearchIndex();
  readonly #byId = new Map<string, Issue>();
  readonly #idByKey = new Map<string, string>();
  readonly #subtasks = new Map<string, Set<string>>();

  get size(): number {
    return this.#byId.size;
  }

  byId(id: string): Issue | undefined {
    return this.#byId.get(id);
  }

  /** Exact, then case-insensitive, then a key the issue had before it moved. */
  find(idOrKey: string): Issue | undefined {
    return this.#byId.get(idOrKey) ?? this.#byId.get(this.#idByKey.get(idOrKey.toUpperCase()) ?? '');
  }

  all(): IterableIterator<Issue> {
    return this.#byId.values();
  }

  childrenOf(parentId: string): readonly Issue[] {
    const found: Issue[] = [];
    for (const id of this.#subtasks.get(parentId) ?? []) {
      const issue = this.#byId.get(id);
      if (issue) found.push(issue);
    }
    return found;
  }

  /** Old keys stay: a moved issue is found by each of them. */
  put(issue: Issue, visibleInSearchAtMs: number | null): void {
    const before = this.#byId.get(issue.id);
    this.#byId.set(issue.id, issue);
    this.#idByKey.set(issue.key.toUpperCase(), issue.id);
    this.#reparent(before, issue);
    this.index.put(issue, visibleInSearchAtMs);
  }

  delete(id: string, visibleInSearchAtMs: number | null): void {
    const issue = this.#byId.get(id);
    if (!issue) return;
    this.#byId.delete(id);
    for (const [key, owner] of this.#idByKey) if (owner === id) this.#idByKey.delete(key);
    this.#reparent(issue, undefined);
    this.index.delete(id, visibleInSearchAtMs);
  }

  #reparent(before: Issue | undefined, after: Issue | undefined): void {
    const from = before?.values.parent;
    const to = after?.values.parent;
    if (from === to) return;
    if (typeof from === 'string' && before) this.#subtasks.get(from)?.delete(before.id);
    if (typeof to !== 'string' || !after) return;
    const siblings = this.#subtasks.get(to) ?? new Set<string>();
    siblings.add(after.id);
    this.#subtasks.set(to, siblings);
  }
}
