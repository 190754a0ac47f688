import { createMetrics } from '../../server/metrics/create-metrics.ts';
import { compose } from '../compose.ts';
import { readServeConfig, secretsOf } from '../config/serve-config.ts';
import type { Context } from '../context.ts';
import { createLogger } from '../create-logger.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readFaultPoint } from '../fault-points/read-fault-point.ts';
import { logEvents } from './log-events.ts';
import { runDaemon } from './run-daemon.ts';
import { serveOnce } from './serve-once.ts';

export type ServeOptions = { readonly once?: boolean };

/** Keeps both sides in sync until a signal, or for one cycle. */
export async function runServe(context: Context, options: ServeOptions): Promise<ExitCode> {
  const { io } = context;
  const config = await readServeConfig(io.env, io.cwd);
  const log = createLogger({
    level: config.logLevel,
    format: config.logFormat,
    stream: process.stderr,
    secrets: secretsOf(config),
  });
  const once = options.once === true;
  const schedule = once ? null : { poll: config.poll, fullSweep: config.fullSweep };
  const metrics = createMetrics({ withProcess: true });
  const faultPoint = await readFaultPoint(io.env, config.repository, log);
  const engine = await compose(config, { log, schedule, onRequest: metrics.jiraRequest, faultPoint });
  if (once) return serveOnce(context, engine, config);
  engine.onEvent(logEvents(log));
  await runDaemon({
    config,
    engine,
    metrics,
    log,
    stop: io.stop,
    onListening: (url) =>
      log.info('serving', { project: config.project, url, repository: config.repository, jira: config.jira.url }),
  });
  return EXIT.done;
}
