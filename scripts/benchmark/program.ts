import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { CycleReport } from '../../src/reconciler/cycle-report.ts';
import { readMemory } from './memory.ts';
import type { Site } from './site.ts';

const PROGRAM = 'dist/cli/main.js';
const API_KEY = 'only-for-the-benchmark';
const NEVER = '0 0 0 29 2 *';
const READY_MS = 300_000;

export type Daemon = {
  /** One cycle, as soon as possible. Throws where it did not end well. */
  sync(): Promise<CycleReport>;
  memoryMb(): number | null;
  stop(): Promise<void>;
};

/** `tract onboard` into a new bare repository, to its end; answers its peak of resident memory. */
export async function onboard(site: Site, repository: string): Promise<number | null> {
  const args = ['onboard', '--project', site.project, '--jira-url', site.jira.url, '--repo', repository];
  const child = start(args, site.login);
  let peakMb: number | null = null;
  const watch = setInterval(() => {
    peakMb = memoryOf(child)?.peakMb ?? peakMb;
  }, 100);
  try {
    await succeeded(child, 'tract onboard');
    return peakMb;
  } finally {
    clearInterval(watch);
  }
}

/** `tract serve` with cycles on demand only, once it answers. */
export async function serve(site: Site, repository: string): Promise<Daemon> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = start(['serve'], {
    ...site.login,
    JIRA_URL: site.jira.url,
    TRACT_PROJECT: site.project,
    TRACT_REPO: repository,
    TRACT_PORT: String(port),
    TRACT_API_KEY: API_KEY,
    TRACT_POLL: NEVER,
    TRACT_FULL_SWEEP: NEVER,
    TRACT_LOG_LEVEL: 'error',
  });
  await answers(`${url}/health/ready`, child);
  return {
    sync: () => sync(url),
    memoryMb: () => memoryOf(child)?.nowMb ?? null,
    async stop() {
      child.kill('SIGTERM');
      await succeeded(child, 'tract serve');
    },
  };
}

function start(args: readonly string[], variables: Readonly<Record<string, string>>): ChildProcess {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1', ...variables };
  return spawn(process.execPath, [PROGRAM, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function succeeded(child: ChildProcess, name: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`${name} ended with ${child.exitCode ?? child.signalCode}`);
}

function memoryOf({ pid }: ChildProcess) {
  return pid === undefined ? null : readMemory(pid);
}

async function sync(url: string): Promise<CycleReport> {
  const response = await fetch(`${url}/sync`, { method: 'POST', headers: { Authorization: `Bearer ${API_KEY}` } });
  if (response.status !== 200) throw new Error(`POST /sync answered ${response.status}: ${await response.text()}`);
  const report = (await response.json()) as CycleReport;
  if (report.error !== null) throw new Error(`The cycle ended early: ${report.error}`);
  return report;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`tract serve ended with ${child.exitCode}`);
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    await pause(20);
  }
  throw new Error(`tract serve was not ready after ${READY_MS / 1_000} s`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
