import type { IndexEntry } from './index-entry.ts';
import { shardOf } from './index-shard.ts';

/** The compact index in memory: by shard and id, by key, and by worklog once somebody asks for one. */
export class EntryIndex {
  readonly #shards = new Map<string, Map<string, IndexEntry>>();
  readonly #byKey = new Map<string, IndexEntry>();
  #byWorklog: Map<string, IndexEntry> | null = null;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  byId(id: string): IndexEntry | null {
    return this.#shards.get(shardOf(id))?.get(id) ?? null;
  }

  byKey(key: string): IndexEntry | null {
    return this.#byKey.get(key) ?? null;
  }

  byWorklog(worklogId: string): IndexEntry | null {
    this.#byWorklog ??= this.#mapWorklogs();
    return this.#byWorklog.get(worklogId) ?? null;
  }

  *entries(): Iterable<IndexEntry> {
    for (const shard of this.#shards.values()) yield* shard.values();
  }

  shard(name: string): ReadonlyMap<string, IndexEntry> {
    return this.#shards.get(name) ?? new Map();
  }

  set(entry: IndexEntry): void {
    this.remove(entry.id);
    const name = shardOf(entry.id);
    const shard = this.#shards.get(name) ?? new Map<string, IndexEntry>();
    this.#shards.set(name, shard.set(entry.id, entry));
    this.#byKey.set(entry.key, entry);
    this.#size += 1;
  }

  remove(id: string): void {
    const entry = this.byId(id);
    if (entry === null) return;
    this.#shards.get(shardOf(id))?.delete(id);
    // The key may have gone to another ticket already.
    if (this.#byKey.get(entry.key) === entry) this.#byKey.delete(entry.key);
    this.#byWorklog = null;
    this.#size -= 1;
  }

  #mapWorklogs(): Map<string, IndexEntry> {
    const map = new Map<string, IndexEntry>();
    for (const entry of this.entries()) for (const id of entry.worklogs) map.set(id, entry);
    return map;
  }
}
