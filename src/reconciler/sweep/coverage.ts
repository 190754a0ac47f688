import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { SnapshotMeta, SweepMark } from '../../snapshot/snapshot-meta.ts';
import type { BatchEvent } from '../batch-event.ts';
import type { Verified } from '../engine.ts';

/** What the snapshot keeps of it. */
export type CoverageBooks = Pick<SnapshotMeta, 'sweptAtMs' | 'unverified' | 'sweep'>;

/**
 * Since when each ticket is known to be equal on both sides, or held: since the last whole sweep began, but for those that
 * it could not finish. A sweep goes over all of them, and goes on where it was cut.
 */
export interface Coverage {
  open(): void;
  /** Takes note of tickets that were reconciled, by a sweep or otherwise. */
  note(event: BatchEvent): void;
  /** Takes up the sweep that was cut less than a day ago unless it began before that, else begins one; `anew` in any case. */
  begin(anew: boolean, notBeforeMs: number): { readonly startedAtMs: number; readonly after: string | null };
  /** These tickets are next, by Jira's id. */
  expect(ids: readonly string[]): void;
  /** Those that were expected are done as far as they can be; the listing has come to this key. */
  reached(key: string): void;
  /** All tickets were met. */
  finish(): void;
  /** True for a ticket that a cycle reconciled since the sweep began, otherwise than by sweeping. */
  wasMet(id: string): boolean;
  /** True while a sweep waits to be finished. */
  isUnfinished(): boolean;
  books(): CoverageBooks;
  /** True where a restart would forget too much, if nothing else is written. `stopping` where it is about to happen. */
  isWorthNoting(stopping: boolean): boolean;
  oldest(): Verified;
}

const DAY_MS = 24 * 3600_000;
/** A whole sweep that changed nothing is written down when what is written is this old. */
const REWRITE_AFTER_MS = DAY_MS / 2;
/** A restart repeats at most so much of a sweep, and less where it is announced. */
const NOTE_EVERY_MS = 5 * 60_000;
const NOTE_AT_STOP_MS = 60_000;

export function createCoverage(snapshot: Snapshot, clock: () => number): Coverage {
  let sweptAtMs: number | null = null;
  let unverified = new Map<string, number | null>();
  let sweep: SweepMark | null = null;
  let missed = new Set<string>();
  let notedAtMs = 0;
  const expected = new Set<string>();
  const met = new Set<string>();

  function verify(id: string): void {
    unverified.delete(id);
    missed.delete(id);
    expected.delete(id);
  }

  function books(): CoverageBooks {
    return {
      sweptAtMs,
      unverified: Object.fromEntries([...unverified].filter(([id]) => snapshot.entryById(id) !== null)),
      // The mark of a first walk says from its first batch on that all that is on record came by it.
      sweep:
        sweep === null || (sweep.after === null && sweptAtMs !== null)
          ? null
          : { ...sweep, atMs: clock(), missed: [...missed] },
    };
  }

  function goOnFrom(notBeforeMs: number): SweepMark | null {
    if (sweep === null || sweep.startedAtMs < notBeforeMs) return null;
    const isOnRecord = sweep.after !== null || snapshot.meta.sweep?.startedAtMs === sweep.startedAtMs;
    return isOnRecord && Math.abs(clock() - sweep.atMs) < DAY_MS ? sweep : null;
  }

  return {
    open() {
      const { meta } = snapshot;
      sweptAtMs = meta.sweptAtMs;
      unverified = new Map(Object.entries(meta.unverified));
      sweep = meta.sweep;
      missed = new Set(meta.sweep?.missed ?? []);
      notedAtMs = clock();
    },
    note({ tickets, swept }) {
      for (const { id, isVerified } of tickets) {
        if (id === null) continue;
        if (isVerified) verify(id);
        if (sweep !== null && !swept) met.add(id);
      }
    },
    begin(anew, notBeforeMs) {
      const cut = anew ? null : goOnFrom(notBeforeMs);
      if (cut === null) missed.clear();
      sweep = cut ?? { startedAtMs: clock(), atMs: clock(), after: null, missed: [] };
      expected.clear();
      met.clear();
      notedAtMs = clock();
      return sweep;
    },
    expect(ids) {
      for (const id of ids) expected.add(id);
    },
    reached(key) {
      for (const id of expected) missed.add(id);
      expected.clear();
      if (sweep !== null) sweep = { ...sweep, after: key, atMs: clock() };
    },
    finish() {
      const behind = [...missed, ...expected].filter((id) => snapshot.entryById(id) !== null);
      unverified = new Map(behind.map((id) => [id, unverified.has(id) ? (unverified.get(id) ?? null) : sweptAtMs]));
      sweptAtMs = sweep?.startedAtMs ?? sweptAtMs;
      sweep = null;
      missed.clear();
      expected.clear();
      met.clear();
    },
    wasMet: (id) => met.has(id),
    isUnfinished: () => sweep !== null,
    books,
    isWorthNoting(stopping) {
      const { meta } = snapshot;
      if (sweep !== null) {
        const sinceMs = clock() - Math.max(notedAtMs, meta.sweep?.atMs ?? 0);
        return sweep.after !== null && sinceMs >= (stopping ? NOTE_AT_STOP_MS : NOTE_EVERY_MS);
      }
      const isNew = sweptAtMs !== null && (meta.sweptAtMs === null || sweptAtMs - meta.sweptAtMs >= REWRITE_AFTER_MS);
      const isMended = Object.keys(meta.unverified).some((id) => !unverified.has(id));
      return isNew || isMended || meta.sweep !== null;
    },
    oldest() {
      const behind = [...unverified].filter(([id]) => snapshot.entryById(id) !== null);
      const [first] = behind.sort(([, a], [, b]) => (a ?? 0) - (b ?? 0));
      if (sweptAtMs === null || first === undefined) return { oldestMs: sweptAtMs, key: null, sweptMs: sweptAtMs };
      return { oldestMs: first[1], key: snapshot.entryById(first[0])?.key ?? null, sweptMs: sweptAtMs };
    },
  };
}
