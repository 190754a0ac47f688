import { once } from 'node:events';
import type { Engine } from '../../reconciler/engine.ts';
import type { Log } from '../../reconciler/log.ts';
import type { Metrics } from '../../server/metrics/create-metrics.ts';
import { type RunningServer, startServer } from '../../server/start-server.ts';
import { failedError } from '../cli-error.ts';
import type { ServeConfig } from '../config/serve-config.ts';
import { packageVersion } from '../package-version.ts';
import { keyRingOf } from './keys/key-ring-of.ts';
import { lockRepository } from './repository-lock.ts';

export type DaemonOptions = {
  readonly config: ServeConfig;
  readonly engine: Engine;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Ends the daemon in order. */
  readonly stop: AbortSignal;
  /** Told once the HTTP server answers. */
  readonly onListening: (url: string) => void;
};

const GRACE_MS = 5_000;

/**
 * Keeps a repository in sync until it is told to stop, or until a person must act: then it throws a Failure or CliError.
 * The engine is stopped in any case.
 */
export async function runDaemon(options: DaemonOptions): Promise<void> {
  const { config, engine, log, stop } = options;
  try {
    const lock = await lockRepository(config.repository, `refs/heads/${config.branch}`);
    try {
      const server = await openDoor(options);
      try {
        await lock.announce(server.url);
        options.onListening(server.url);
        await keepRunning(engine, stop);
        log.info('stopping');
      } finally {
        await server.close(GRACE_MS);
      }
    } finally {
      await lock.release();
    }
  } finally {
    await engine.stop();
  }
  log.info('stopped');
}

function openDoor({ config, engine, metrics, log }: DaemonOptions): Promise<RunningServer> {
  const server = {
    engine,
    project: config.project,
    branch: `refs/heads/${config.branch}`,
    version: packageVersion(),
    repositoryPath: config.repository,
    keys: keyRingOf(config, log),
    webhookSecret: config.webhookSecret,
    rateLimit: config.rateLimit,
    metrics,
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
