import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Emulator } from '../../emulator/start-emulator.ts';
import type { EngineEvent } from '../../reconciler/engine.ts';
import type { Log } from '../../reconciler/log.ts';
import { createMetrics } from '../../server/metrics/create-metrics.ts';
import { failedError, usageError } from '../cli-error.ts';
import { compose } from '../compose.ts';
import type { ServeConfig } from '../config/serve-config.ts';
import { type Onboarded, onboardProject } from '../onboard/onboard-project.ts';
import { packageVersion } from '../package-version.ts';
import { runDaemon } from '../serve/run-daemon.ts';
import { NOBODY } from '../serve/service-manager.ts';
import { createUpdates } from '../update/create-updates.ts';
import { demoConfig } from './demo-config.ts';
import { freePort } from './free-port.ts';
import { startJira } from './start-jira.ts';

export type DemoOptions = {
  readonly personality: 'server' | 'cloud';
  /** An empty or missing folder for the data, which stays; null for one that goes with the demo. */
  readonly keep: string | null;
  readonly log: Log;
  readonly stop: AbortSignal;
  readonly onEvent: (event: EngineEvent) => void;
};

/** A running demo. */
export type Demo = {
  readonly jira: Emulator;
  readonly folder: string;
  /** Whether the folder stays. */
  readonly isKept: boolean;
  readonly config: ServeConfig;
  readonly serverUrl: string;
  readonly tickets: number;
  /** Settles when the daemon ends, with its error if it has one. */
  readonly ended: Promise<void>;
  /** Ends everything, and removes the data unless it is kept. */
  close(): Promise<void>;
};

/** Starts a Jira, a ticket repository and a daemon on loopback, filled with an invented project. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const folder = await makeFolder(options.keep);
  const demoJira = await startJira(options.personality);
  const stopping = new AbortController();
  let ended: Promise<void> = Promise.resolve();
  const close = async () => {
    stopping.abort();
    await ended.catch(() => {});
    await demoJira.jira.close();
    if (options.keep === null) await rm(folder, { recursive: true, force: true });
  };
  try {
    const config = demoConfig(demoJira, folder, await freePort());
    const serverUrl = `http://${config.host}:${config.port}`;
    const { status } = await onboard(config, serverUrl, options);
    const daemon = await startDaemon(config, options, AbortSignal.any([stopping.signal, options.stop]));
    ended = daemon.ended;
    const isKept = options.keep !== null;
    return { jira: demoJira.jira, folder, isKept, config, serverUrl, tickets: status.tickets, ended, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function makeFolder(keep: string | null): Promise<string> {
  if (keep === null) return mkdtemp(join(tmpdir(), 'tract-demo-'));
  const folder = resolve(keep);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length === 0) return folder;
  throw usageError(`${folder} is not empty: every demo begins anew, so give it another folder`);
}

async function onboard(config: ServeConfig, serverUrl: string, { log, stop }: DemoOptions): Promise<Onboarded> {
  const onboarded = await onboardProject(config, {
    allFields: false,
    server: serverUrl,
    webhook: { url: serverUrl, secret: config.webhookSecret ?? '' },
    witness: { log, onRequest: () => {} },
    onProgress: () => {},
    onChecked: () => {},
    stop,
  });
  if (onboarded.report.error !== null) throw failedError(onboarded.report.error);
  return onboarded;
}

/** Answers once the daemon listens; an error before that is thrown here, one after it is in `ended`. */
async function startDaemon(
  config: ServeConfig,
  { log, onEvent }: DemoOptions,
  stop: AbortSignal,
): Promise<{ readonly ended: Promise<void> }> {
  const schedule = { poll: config.poll, fullSweep: config.fullSweep, maintenance: config.maintenance.schedule };
  const metrics = createMetrics({ withProcess: true });
  const engine = await compose(config, { log, schedule, onRequest: metrics.jiraRequest });
  engine.onEvent(onEvent);
  const listening = new AbortController();
  const ended = runDaemon({
    config,
    engine,
    metrics,
    log,
    manager: NOBODY,
    updates: createUpdates({ settings: config.update, place: null, version: packageVersion(), env: {}, stop, log }),
    probation: null,
    stop,
    onListening: () => listening.abort(),
  });
  await Promise.race([ended, new Promise((resolve) => listening.signal.addEventListener('abort', resolve))]);
  ended.catch(() => {});
  return { ended };
}
