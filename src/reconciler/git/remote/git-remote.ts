import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Oid, RefMove } from '../../../snapshot/object-store.ts';
import type { GitPlace } from '../plumbing/git-process.ts';
import { checkOid, checkRef } from '../plumbing/names.ts';
import { type RemoteAddress, remoteEnvironment } from './remote-environment.ts';
import { remoteFailure } from './remote-failure.ts';

/** A hosted repository, as far as a daemon needs it. Failures tell of the host by its address, without a secret. */
export interface GitRemote {
  /** Where it has these refs; one that it has not is not in the map. */
  list(refs: readonly string[]): Promise<ReadonlyMap<string, Oid>>;
  /** Brings the objects of these refs; no ref of ours moves. */
  fetch(refs: readonly string[]): Promise<void>;
  /** All of them move, or none; false where one is no longer at its `from`. */
  push(moves: readonly RefMove[]): Promise<boolean>;
  /** Goes as far as a push of `oid` goes before anything is sent: a Failure says that nothing at all may be pushed. */
  tryPush(oid: Oid): Promise<void>;
}

/** A push of a whole first import is the longest of them. */
const LIMIT_MS = 600_000;
/** Never made. */
const TRIAL_REF = 'refs/tract/trial';
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** The remote at `address`, seen from the repository at `place`. */
export function createGitRemote(place: GitPlace, address: RemoteAddress): GitRemote {
  const env = remoteEnvironment(place.env, address);
  const git = (args: readonly string[]) => runRemote(place.path, env, address, args);
  const list = async (refs: readonly string[]) => {
    const { code, stdout, stderr } = await git(['ls-remote', '--refs', '--', address.url, ...refs.map(checkRef)]);
    if (code !== 0) throw remoteFailure(address, stderr);
    const lines = stdout.split('\n').map((line) => line.split('\t'));
    const wanted = new Set(refs);
    // A pattern of ls-remote also fits refs that only end like it.
    return new Map(lines.flatMap(([oid = '', ref = '']) => (wanted.has(ref) ? [[ref, checkOid(oid)] as const] : [])));
  };
  return {
    list,
    async fetch(refs) {
      const options = [
        '--quiet',
        '--no-tags',
        '--no-write-fetch-head',
        '--no-auto-maintenance',
        '--no-recurse-submodules',
      ];
      const { code, stderr } = await git(['fetch', ...options, '--', address.url, ...refs.map(checkRef)]);
      if (code !== 0) throw remoteFailure(address, stderr);
    },
    async push(moves) {
      const leases = moves.map(({ ref, from }) => `--force-with-lease=${checkRef(ref)}:${from ?? ''}`);
      const refs = moves.map(({ ref, to }) => `${checkOid(to)}:${ref}`);
      const options = ['--atomic', '--porcelain', '--no-follow-tags', '--no-signed', '--no-recurse-submodules'];
      const { code, stdout, stderr } = await git(['push', ...options, ...leases, '--', address.url, ...refs]);
      if (code === 0) return true;
      // Words differ from host to host, and the answer to a push that went well may be lost: the refs themselves are asked.
      const there = await list(moves.map(({ ref }) => ref)).catch(() => null);
      if (there !== null && moves.every(({ ref, to }) => there.get(ref) === to)) return true;
      if (there !== null && moves.some(({ ref, from }) => (there.get(ref) ?? null) !== from)) return false;
      throw remoteFailure(address, `${refusals(stdout)}\n${stderr}`);
    },
    async tryPush(oid) {
      const { code, stderr } = await git(['push', '--dry-run', '--', address.url, `${checkOid(oid)}:${TRIAL_REF}`]);
      if (code !== 0) throw remoteFailure(address, stderr);
    },
  };
}

type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

async function runRemote(
  cwd: string,
  env: Readonly<Record<string, string>>,
  address: RemoteAddress,
  args: readonly string[],
): Promise<Ended> {
  const options = { cwd, env, timeout: LIMIT_MS, maxBuffer: MAX_OUTPUT_BYTES, encoding: 'utf8' } as const;
  try {
    return { code: 0, ...(await promisify(execFile)('git', [...args], options)) };
  } catch (error) {
    const { code, killed, stdout, stderr } = error as { code?: unknown; killed?: boolean } & Partial<Ended>;
    if (killed === true) throw remoteFailure(address, 'timed out');
    if (typeof code !== 'number') throw remoteFailure(address, String(error), error);
    return { code, stdout: stdout ?? '', stderr: stderr ?? '' };
  }
}

/** The lines that say why a ref was refused. Those that fell only because of another say nothing. */
function refusals(porcelain: string): string {
  const lines = porcelain.split('\n').filter((line) => line.startsWith('!'));
  return lines.filter((line) => !line.includes('atomic')).join('\n');
}
