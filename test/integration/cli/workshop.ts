import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { runGit } from '../../../src/cli/demo/run-git.ts';
import type { Emulator } from '../../../src/emulator/start-emulator.ts';
import { PASSWORD, startSmallJira } from '../../support/small-jira.ts';
import { type Ended, type RunningTract, startTract, tract } from './run-tract.ts';

export const API_KEY = 'key-of-the-integration-tests';
export const SECRET = 'secret-of-the-webhook';

/** A Jira with one small project, a folder for repositories, and the programs that work between them. */
export class Workshop {
  readonly jira: Emulator;
  readonly folder: string;
  readonly repository: string;
  readonly port: number;
  readonly #daemons: RunningTract[] = [];

  private constructor(jira: Emulator, folder: string, port: number) {
    this.jira = jira;
    this.folder = folder;
    this.repository = join(folder, 'app.git');
    this.port = port;
  }

  static async open(personality: 'server' | 'cloud', clock: () => number = Date.now): Promise<Workshop> {
    const jira = await startSmallJira({ personality, clock });
    return new Workshop(jira, mkdtempSync(join(tmpdir(), 'tract-cli-')), await freePort());
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The environment of a daemon that polls rarely, so that only nudges can be quick. */
  env(change: Readonly<Record<string, string>> = {}): Record<string, string> {
    const cloud = this.jira.settings.personality === 'cloud';
    return {
      JIRA_URL: this.jira.url,
      JIRA_USERNAME: cloud ? 'tract@example.com' : 'tract',
      JIRA_PASSWORD: PASSWORD,
      TRACT_PROJECT: 'APP',
      TRACT_REPO: this.repository,
      TRACT_PORT: String(this.port),
      TRACT_API_KEY: API_KEY,
      TRACT_WEBHOOK_SECRET: SECRET,
      TRACT_POLL: '0 0 4 * * *',
      TRACT_CONFIRM_DELETES: '1',
      ...change,
    };
  }

  onboard(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return tract(['onboard', ...args], { env: this.env(env) });
  }

  /** A daemon that answers, and whose first cycle went well. */
  async serve(env: Readonly<Record<string, string>> = {}): Promise<RunningTract> {
    const daemon = startTract(['serve'], { env: this.env(env) });
    this.#daemons.push(daemon);
    await daemon.says('healthy flavor=');
    return daemon;
  }

  /** A program that is stopped at the latest when the workshop closes. */
  start(args: readonly string[], env: Readonly<Record<string, string>> = {}): RunningTract {
    const running = startTract(args, { env: this.env(env) });
    this.#daemons.push(running);
    return running;
  }

  async clone(): Promise<Clone> {
    const path = mkdtempSync(join(this.folder, 'clone-'));
    await runGit(path, [
      'clone',
      '--quiet',
      '-c',
      'user.name=anna',
      '-c',
      'user.email=anna@example.com',
      this.repository,
      '.',
    ]);
    return new Clone(path);
  }

  /** Runs the program in a clone, against the daemon. */
  ask(clone: Clone, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    return tract(args, { cwd: clone.path, env: { TRACT_SYNC_SERVER: this.url, TRACT_API_KEY: API_KEY, ...env } });
  }

  /** The bare repository's own git. */
  git(...args: readonly string[]): Promise<string> {
    return runGit(this.repository, args).then(({ stdout }) => stdout);
  }

  async stopDaemons(): Promise<void> {
    await Promise.all(this.#daemons.map((daemon) => daemon.stop('SIGKILL')));
  }

  async close(): Promise<void> {
    await this.stopDaemons();
    await this.jira.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A developer's clone. */
export class Clone {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  read(file: string): string {
    return readFileSync(join(this.path, file), 'utf8');
  }

  write(file: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.path, file)), { recursive: true });
    writeFileSync(join(this.path, file), content);
  }

  edit(file: string, change: (text: string) => string): void {
    this.write(file, change(this.read(file)));
  }

  /** Commits and pushes all; answers what the remote said. */
  async push(message = 'Edit'): Promise<string> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--message', message);
    const { stderr } = await runGit(this.path, ['push', 'origin', 'HEAD']);
    const lines = stderr.split('\n').filter((line) => line.startsWith('remote: '));
    return lines.map((line) => line.slice('remote: '.length).trimEnd()).join('\n');
  }

  async pull(): Promise<void> {
    await this.git('pull', '--quiet', '--rebase');
  }

  git(...args: readonly string[]): Promise<string> {
    return runGit(this.path, args).then(({ stdout }) => stdout);
  }
}

/** Looks until it is so; fails after half a minute, unless told otherwise, with what was seen last. */
export async function eventually<T>(
  look: () => Promise<T> | T,
  isSo: (seen: T) => boolean,
  patienceMs = 30_000,
): Promise<T> {
  const lastMs = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (Date.now() > lastMs) throw new Error(`never came to be; last seen: ${JSON.stringify(seen)}`);
    await wait(100);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
