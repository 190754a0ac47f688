import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readMemory } from '../benchmark/memory.ts';

/** What was seen at one moment of a soak. */
export type Sample = {
  readonly seconds: number;
  readonly memoryMb: number;
  /** Open files, sockets and pipes of the daemon. */
  readonly handles: number;
  /** Objects on disk, loose and packed. */
  readonly repositoryMb: number;
  readonly looseObjects: number;
  /** The longest that an edit of the last seconds took to the other side; null where none arrived. */
  readonly lagSeconds: number | null;
};

/** Looks at the daemon and its repository. Throws where the daemon is gone, or where the system has no /proc. */
export function takeSample(
  pid: number,
  repository: string,
): Pick<Sample, 'memoryMb' | 'handles' | 'repositoryMb' | 'looseObjects'> {
  const memory = readMemory(pid);
  if (memory === null) throw new Error('the daemon is gone, or its memory is not told');
  const counted = execFileSync('git', ['count-objects', '-v'], {
    cwd: repository,
    encoding: 'utf8',
    // Packs that are being written are told as garbage.
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const count = (name: string) => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(counted)?.[1] ?? 0);
  return {
    memoryMb: memory.nowMb,
    handles: readdirSync(`/proc/${pid}/fd`).length,
    repositoryMb: (count('size') + count('size-pack')) / 1_024,
    looseObjects: count('count'),
  };
}
