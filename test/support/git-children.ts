import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Process ids of the git processes that this process started in `cwd` and that still run; null without /proc. */
export function gitChildren(cwd: string, word = ''): readonly number[] | null {
  if (!existsSync('/proc/self/stat')) return null;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => isOurs(pid, cwd, word));
}

function isOurs(pid: number, cwd: string, word: string): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(parent) !== process.pid || state === 'Z' || readlinkSync(`/proc/${pid}/cwd`) !== cwd) return false;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(word);
  } catch {
    // It ended while we looked.
    return false;
  }
}
