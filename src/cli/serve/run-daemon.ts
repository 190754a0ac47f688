import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Engine } from '../../reconciler/engine.ts';
import type { Log } from '../../reconciler/log.ts';
import type { Metrics } from '../../server/metrics/create-metrics.ts';
import { type RunningServer, startServer } from '../../server/start-server.ts';
import type { Updates } from '../../server/updates.ts';
import { failedError } from '../cli-error.ts';
import type { ServeConfig } from '../config/serve-config.ts';
import { packageVersion } from '../package-version.ts';
import type { Probation } from '../update/probation.ts';
import { keyRingOf } from './keys/key-ring-of.ts';
import { lockRepository, type RepositoryLock } from './repository-lock.ts';
import type { ServiceManager } from './service-manager.ts';

export type DaemonOptions = {
  readonly config: ServeConfig;
  readonly engine: Engine;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly manager: ServiceManager;
  readonly updates: Updates;
  /** The trial of this version; null where there is none. */
  readonly probation: Probation | null;
  /** Ends the daemon in order. */
  readonly stop: AbortSignal;
  /** Told once the HTTP server answers. */
  readonly onListening: (url: string) => void;
};

/** Whoever asked for something to be made waits a minute at most: all that was accepted is answered by then. */
const ANSWER_MS = 62_000;
/** What Jira still has not answered is left to the next start. */
const CUT_MS = 75_000;
/** systemd kills a service that takes longer than 90 seconds to stop, unless told otherwise. */
const LIMIT_MS = 80_000;

/**
 * Keeps a repository in sync until it is told to stop, or until a person must act: then it throws a Failure or CliError.
 * What was accepted by then is finished, within 80 seconds. The engine is stopped in any case.
 */
export async function runDaemon(options: DaemonOptions): Promise<void> {
  const { config, engine, log } = options;
  try {
    const lock = await lockRepository(config.repository, `refs/heads/${config.branch}`);
    try {
      await serveUntilStopped(options, lock);
    } finally {
      await lock.release();
    }
  } finally {
    await engine.stop();
  }
  log.info('stopped');
}

async function serveUntilStopped(options: DaemonOptions, lock: RepositoryLock): Promise<void> {
  const { config, engine, log, manager, stop, onListening } = options;
  const server = await openDoor(options);
  try {
    await lock.announce(server.url);
    onListening(server.url);
    const admitted = admit(options, `${config.project} at ${server.url}`);
    await Promise.race([keepRunning(engine, stop), unlessFailed(admitted)]);
    log.info('stopping');
  } finally {
    await manager.stopping();
    await finish(server, engine);
  }
}

/** Ready once it answers; a version on trial once it proved to do. Throws where that does not. */
async function admit({ engine, manager, probation, stop }: DaemonOptions, status: string): Promise<void> {
  if (probation !== null) {
    await manager.starting(probation.limitMs);
    await probation.pass(engine, stop);
    if (stop.aborted) return;
  }
  await manager.ready(status);
}

/** Never resolves: it is for a race with what goes on. */
async function unlessFailed(work: Promise<void>): Promise<never> {
  await work;
  return new Promise(() => {});
}

/** The engine goes on until all that was accepted is answered; what waits longer it refuses in words when it ends. */
async function finish(server: RunningServer, engine: Engine): Promise<void> {
  const cut = AbortSignal.timeout(CUT_MS);
  const answered = server.close(LIMIT_MS);
  await Promise.race([answered, wait(ANSWER_MS, null, { ref: false })]);
  await engine.stop(cut);
  await answered;
}

function openDoor({ config, engine, metrics, updates, log }: DaemonOptions): Promise<RunningServer> {
  const server = {
    engine,
    branch: `refs/heads/${config.branch}`,
    version: packageVersion(),
    repositoryPath: config.repository,
    keys: keyRingOf(config, log),
    webhookSecret: config.webhookSecret,
    rateLimit: config.rateLimit,
    trustedProxies: config.trustedProxies,
    metrics,
    updates,
    clock: Date.now,
    startedAtMs: Date.now(),
    log,
  };
  return startServer(server, config.host, config.port);
}

/** Ends with the signal; throws where the engine cannot go on without a person. */
async function keepRunning(engine: Engine, stop: AbortSignal): Promise<void> {
  const ended = new AbortController();
  const failed = new Promise<never>((_resolve, reject) => {
    const stopListening = engine.onEvent((event) => {
      if (event.kind === 'health' && event.health.state === 'stopped')
        reject(failedError(event.health.reason ?? 'stopped'));
    });
    ended.signal.addEventListener('abort', stopListening);
  });
  failed.catch(() => {});
  try {
    await Promise.race([engine.start(), failed]);
    if (!stop.aborted) await Promise.race([once(stop, 'abort', { signal: ended.signal }), failed]);
  } finally {
    ended.abort();
  }
}
