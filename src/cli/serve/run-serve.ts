import { createMetrics } from '../../server/metrics/create-metrics.ts';
import { usageError } from '../cli-error.ts';
import { compose } from '../compose.ts';
import { readServeConfig, secretsOf } from '../config/serve-config.ts';
import type { Context } from '../context.ts';
import { createLogger } from '../create-logger.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readFaultPoint } from '../fault-points/read-fault-point.ts';
import { packageVersion } from '../package-version.ts';
import { inspectConfiguredTokens } from '../people-tokens/inspect-configured-tokens.ts';
import type { TokenFinding } from '../people-tokens/token-finding.ts';
import { watchTokens } from '../people-tokens/watch-tokens.ts';
import { createUpdates } from '../update/create-updates.ts';
import { findProbation } from '../update/probation.ts';
import { findProgram } from '../update/program-place.ts';
import { tellTakenBack } from '../update/tell-taken-back.ts';
import { watchProgram } from '../update/watch-program.ts';
import { logEvents } from './log-events.ts';
import { openRefusalMemory } from './refusal-memory.ts';
import { type DaemonOptions, runDaemon } from './run-daemon.ts';
import { serveOnce } from './serve-once.ts';
import { findServiceManager } from './service-manager.ts';

export type ServeOptions = { readonly once?: boolean };

/** Keeps both sides in sync until a signal, or for one cycle. */
export async function runServe(context: Context, options: ServeOptions): Promise<ExitCode> {
  const { io } = context;
  const config = await readServeConfig(io.env, io.cwd);
  const log = createLogger({
    level: config.logLevel,
    format: config.logFormat,
    stream: process.stderr,
    priorities: io.errIsJournal,
    secrets: secretsOf(config),
  });
  const once = options.once === true;
  const schedule = once
    ? null
    : { poll: config.poll, fullSweep: config.fullSweep, maintenance: config.maintenance.schedule };
  const metrics = createMetrics({ withProcess: true });
  const faultPoint = await readFaultPoint(io.env, config.repository, log);
  const refusals = openRefusalMemory(config, Date.now);
  const engine = await compose(config, { log, schedule, onRequest: metrics.jiraRequest, faultPoint, refusals });
  try {
    if (once) return await serveOnce(context, engine, config);
    await serve(context, { config, engine, metrics, log });
    return EXIT.done;
  } catch (error) {
    // An exit code by which a service manager knows not to start it again: only a person can mend it.
    if (refusals.isRefused() && error instanceof Error) throw usageError(error.message);
    throw error;
  }
}

async function serve(
  { io }: Context,
  { config, engine, metrics, log }: Pick<DaemonOptions, 'config' | 'engine' | 'metrics' | 'log'>,
): Promise<void> {
  engine.onEvent(logEvents(log));
  const refused = new Map<string, TokenFinding>();
  const tokens = watchTokens({
    inspect: (nowMs) => inspectConfiguredTokens(config, nowMs, refused),
    log,
    clock: Date.now,
    every: repeat,
  });
  engine.onEvent(tokens.note);
  const { project, repository, jira } = config;
  const place = findProgram(io.env);
  const watch = place === null ? null : watchProgram(place, log);
  const stop = watch === null ? io.stop : AbortSignal.any([io.stop, watch.changed]);
  await tellTakenBack(place, log);
  try {
    await runDaemon({
      config,
      engine,
      metrics,
      log,
      manager: findServiceManager(io.env, log),
      updates: createUpdates({ settings: config.update, place, version: packageVersion(), env: io.env, stop, log }),
      probation: await findProbation(place, log),
      stop,
      onListening: (url) => log.info('serving', { project, url, repository, jira: jira.url }),
    });
  } finally {
    tokens.stop();
    watch?.close();
  }
}

function repeat(ms: number, task: () => void): () => void {
  const timer = setInterval(task, ms).unref();
  return () => clearInterval(timer);
}
