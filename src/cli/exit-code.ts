/** How `tract` ends, for scripts. */
export const EXIT = {
  done: 0,
  failed: 1,
  /** Wrong usage or configuration. */
  usage: 2,
  /** Done, but something is pending or in conflict. */
  pending: 3,
  /** The server cannot be reached and nothing could be queued. */
  unreachable: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
