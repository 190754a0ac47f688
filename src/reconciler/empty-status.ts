import type { StatusReport } from './engine.ts';

/** What a service tells of which nothing is known yet. */
export const EMPTY_STATUS: Omit<StatusReport, 'project' | 'health'> = {
  calledBy: null,
  tickets: 0,
  pending: [],
  problems: [],
  queue: [],
  queued: { count: 0, oldestAt: null, items: [] },
  cursor: null,
  sweptAtMs: null,
  repair: null,
  verified: { oldestMs: null, key: null, sweptMs: null },
  lastCycle: null,
};
