import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { startFailure } from './git-failure.ts';

/** Where git processes work: the repository's folder and their whole environment. */
export type GitPlace = { readonly path: string; readonly env: Readonly<Record<string, string>> };

export type GitOutcome = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

const MAX_STDERR_CHARS = 64 * 1024;
const BLOCK_BYTES = 64 * 1024;
const CLOSED_EARLY = new Set(['EPIPE', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']);

/**
 * Starts git with pipes. It gets a process group of its own, so that Ctrl-C reaches Tract and not a transaction under
 * way; when Tract dies, the end of the input ends it.
 */
export function spawnGit(place: GitPlace, args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn('git', args, { cwd: place.path, env: place.env, stdio: 'pipe', detached: true });
}

/** Runs git with streamed input. A non-zero exit is an outcome; only a process that cannot start is a Failure. */
export async function runGit(
  place: GitPlace,
  args: readonly string[],
  input: Iterable<string | Uint8Array>,
  onStart: (pid: number) => Promise<void> = async () => {},
): Promise<GitOutcome> {
  const child = spawnGit(place, args);
  const outcome = collectOutcome(place, child);
  // It may fail while the input is still on its way; whoever awaits it below hears of that.
  outcome.catch(() => {});
  try {
    if (child.pid !== undefined) await onStart(child.pid);
    await pipeline(Readable.from(inBlocks(input)), child.stdin).catch(ignoreClosedEarly);
  } catch (error) {
    child.kill('SIGKILL');
    await outcome.catch(() => {});
    throw error;
  }
  return outcome;
}

/** Joins small pieces: a write to a pipe for each line would cost more than git's own work. */
function* inBlocks(input: Iterable<string | Uint8Array>): Generator<Buffer> {
  let pieces: Buffer[] = [];
  let length = 0;
  for (const piece of input) {
    const bytes =
      typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    pieces.push(bytes);
    length += bytes.length;
    if (length < BLOCK_BYTES) continue;
    yield Buffer.concat(pieces, length);
    pieces = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(pieces, length);
}

/** A process that gave up closes its input early; its exit code and its words say more than EPIPE. */
function ignoreClosedEarly(error: NodeJS.ErrnoException): void {
  if (!CLOSED_EARLY.has(error.code ?? '')) throw error;
}

function collectOutcome(place: GitPlace, child: ChildProcessWithoutNullStreams): Promise<GitOutcome> {
  return new Promise((resolve, reject) => {
    const stdout: Buffer[] = [];
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < MAX_STDERR_CHARS) stderr += text;
    });
    child.stdin.on('error', () => {});
    child.once('error', (error) => reject(startFailure(place.path, error)));
    child.once('close', (code) => resolve({ code, stdout: Buffer.concat(stdout).toString('utf8'), stderr }));
  });
}
