import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Another build may be tried in place of the one that lies here. */
export const PROGRAM = resolve(process.env.TRACT_PROGRAM ?? 'dist/cli/main.js');

export type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

export type TractOptions = { readonly env?: Readonly<Record<string, string>>; readonly cwd?: string };

/** Runs the built program to its end, with no variable of ours or of Jira's but the given ones. */
export function tract(args: readonly string[], options: TractOptions = {}): Promise<Ended> {
  return startTract(args, options).ended;
}

/** A running program. */
export class RunningTract {
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcessWithoutNullStreams;
  #stdout = '';
  #stderr = '';

  constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    this.ended = new Promise((done) => {
      child.once('close', (code) => done({ code, stdout: this.#stdout, stderr: this.#stderr }));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** What ended it, once it has ended by a signal. */
  get signal(): NodeJS.Signals | null {
    return this.#child.signalCode;
  }

  get output(): string {
    return this.#stdout + this.#stderr;
  }

  /** Waits for words in the output; fails with all of it when the program ends first. */
  async says(words: string | RegExp): Promise<void> {
    const isThere = () => (typeof words === 'string' ? this.output.includes(words) : words.test(this.output));
    const over = this.ended.then(() => 'over' as const);
    while (!isThere()) {
      const heard = new Promise<'heard'>((done) => {
        const { stdout, stderr } = this.#child;
        const hear = () => {
          for (const stream of [stdout, stderr]) stream.off('data', hear);
          done('heard');
        };
        for (const stream of [stdout, stderr]) stream.on('data', hear);
      });
      if ((await Promise.race([heard, over])) === 'over' && !isThere()) {
        throw new Error(`ended without saying ${String(words)}:\n${this.output}`);
      }
    }
  }

  async stop(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL' = 'SIGTERM'): Promise<Ended> {
    this.#child.kill(signal);
    return this.ended;
  }
}

export function startTract(args: readonly string[], { env = {}, cwd }: TractOptions = {}): RunningTract {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: run \`npm run build\` first`);
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const base = { PATH, HOME, GIT_CONFIG_GLOBAL: '/dev/null', ...(TMPDIR === undefined ? {} : { TMPDIR }) };
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...base, ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  child.stdin.end();
  return new RunningTract(child);
}
