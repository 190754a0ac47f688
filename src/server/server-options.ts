import type { Engine } from '../reconciler/engine.ts';
import type { Log } from '../reconciler/log.ts';

/** All that the server knows: an engine to nudge and to ask, and how to recognise a caller. */
export type ServerOptions = {
  readonly engine: Engine;
  readonly project: string;
  /** Full name of the branch, `refs/heads/main`. */
  readonly branch: string;
  readonly version: string;
  readonly repositoryPath: string;
  readonly apiKeys: readonly string[];
  readonly webhookSecret: string | null;
  readonly clock: () => number;
  readonly startedAtMs: number;
  readonly log: Log;
};
