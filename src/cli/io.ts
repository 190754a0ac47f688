import type { ReadStream, WriteStream } from 'node:tty';
import { leadsToJournal } from './journal.ts';

/** The world of a command: where it writes, what it may read, and who can stop it. */
export type Io = {
  /** stdout: results, and nothing else. */
  readonly out: (text: string) => void;
  /** stderr: diagnostics and progress. */
  readonly err: (text: string) => void;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Width of the terminal that stdout is, null where it is none. */
  readonly outColumns: number | null;
  readonly errIsTerminal: boolean;
  /** Whether stderr leads to systemd's journal, which takes the priority of a line from its beginning. */
  readonly errIsJournal: boolean;
  /** Aborts on the first SIGINT or SIGTERM. For a command that never asks for it, signals do what they do. */
  readonly stop: AbortSignal;
};

export type Process = Pick<NodeJS.Process, 'env' | 'cwd' | 'on' | 'exit'> & {
  readonly stdout: WriteStream | (WriteStream & ReadStream);
  readonly stderr: WriteStream;
};

const STDERR = 2;

/** The Io of a real process. */
export function processIo(process: Process): Io {
  let stopping: AbortSignal | null = null;
  // A reader that has seen enough (`tract status | head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    env: process.env,
    cwd: process.cwd(),
    outColumns: process.stdout.isTTY ? process.stdout.columns : null,
    errIsTerminal: process.stderr.isTTY === true,
    errIsJournal: leadsToJournal(STDERR, process.env),
    get stop() {
      stopping ??= listenForStop(process);
      return stopping;
    },
  };
}

/** From now on the first signal asks to end in order; the second, whichever it is, ends at once. */
function listenForStop(process: Process): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
      stopping.abort();
    });
  }
  return stopping.signal;
}
