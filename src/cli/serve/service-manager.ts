import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Log } from '../../reconciler/log.ts';

/** Whoever started the daemon and watches it. */
export interface ServiceManager {
  /** The daemon answers. From now on it also hears, as often as it asked for, that the daemon still runs. */
  ready(status: string): Promise<void>;
  /** It takes so long at most until the daemon is ready, whatever is usual. */
  starting(limitMs: number): Promise<void>;
  stopping(): Promise<void>;
}

/** Says that state, in the words of sd_notify(3). */
export type Notify = (state: readonly string[]) => Promise<void>;

const GRACE_MS = 30_000;

/** Started by hand, or by another program. */
export const NOBODY: ServiceManager = { async ready() {}, async starting() {}, async stopping() {} };

/**
 * systemd, where it says by `NOTIFY_SOCKET` that it waits to hear from this service (`Type=notify`), and by
 * `WATCHDOG_USEC` how long a silence it takes for a frozen process. Without them, nobody.
 *
 * Source: sd_notify(3), sd_watchdog_enabled(3), which advises to tell it twice in that time. A process that hangs runs no timer.
 */
export function findServiceManager(
  env: Readonly<NodeJS.ProcessEnv>,
  log: Log,
  notify = runNotify(env),
): ServiceManager {
  if (!env.NOTIFY_SOCKET) return NOBODY;
  let watchdog: NodeJS.Timeout | undefined;
  const tell = (...state: readonly string[]) =>
    notify(state).catch((error: unknown) => log.warn('systemd was not told', { state, reason: String(error) }));
  const intervalMs = watchdogMs(env) / 2;
  return {
    async ready(status) {
      await tell('READY=1', `STATUS=${status}`);
      if (intervalMs > 0) watchdog = setInterval(() => void tell('WATCHDOG=1'), intervalMs).unref();
    },
    // Beyond our own limit, so that what we say at its end is heard.
    starting: (limitMs) => tell(`EXTEND_TIMEOUT_USEC=${(limitMs + GRACE_MS) * 1000}`, 'STATUS=on trial'),
    async stopping() {
      // A service that says that it stops may be silent.
      clearInterval(watchdog);
      await tell('STOPPING=1');
    },
  };
}

/** Zero where no silence is watched, or not that of this process. */
function watchdogMs(env: Readonly<NodeJS.ProcessEnv>): number {
  const usec = Number(env.WATCHDOG_USEC ?? 0);
  if (env.WATCHDOG_PID !== undefined && Number(env.WATCHDOG_PID) !== process.pid) return 0;
  return Number.isFinite(usec) && usec > 0 ? usec / 1000 : 0;
}

/** Node has no datagram sockets of Unix; the program that comes with systemd has. Its unit needs `NotifyAccess=all`. */
function runNotify({ NOTIFY_SOCKET = '', PATH = '' }: Readonly<NodeJS.ProcessEnv>): Notify {
  return async (state) => {
    await promisify(execFile)('systemd-notify', [...state], { env: { NOTIFY_SOCKET, PATH } });
  };
}
