import type { Engine } from '../reconciler/engine.ts';
import type { Log } from '../reconciler/log.ts';
import type { KeyRing } from './access/key-ring.ts';
import type { Metrics } from './metrics/create-metrics.ts';
import type { Updates } from './updates.ts';

/** All that the server knows: an engine to nudge and to ask, and how to recognise a caller. */
export type ServerOptions = {
  readonly engine: Engine;
  /** Full name of the branch, `refs/heads/main`. */
  readonly branch: string;
  readonly version: string;
  readonly repositoryPath: string;
  readonly keys: KeyRing;
  readonly webhookSecret: string | null;
  /** Requests a minute of one key, or of one address without a key. */
  readonly rateLimit: number;
  /** Addresses and networks, such as `10.0.0.0/8`, of proxies that say by `X-Forwarded-For` whom they speak for. */
  readonly trustedProxies: readonly string[];
  readonly metrics: Metrics;
  /** The program's updates of itself. */
  readonly updates: Updates;
  readonly clock: () => number;
  readonly startedAtMs: number;
  readonly log: Log;
};
