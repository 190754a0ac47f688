import { setTimeout as wait } from 'node:timers/promises';
import { failedError } from '../cli-error.ts';

const LONGEST_MS = 60_000;
const PAUSE_MS = 250;

/** Looks again and again until what it sees is as wished; a CliError after a minute. */
export async function until<T>(what: string, look: () => Promise<T>, isSo: (seen: T) => boolean): Promise<T> {
  const lastMs = Date.now() + LONGEST_MS;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (Date.now() > lastMs) throw failedError(`waited a minute for ${what}, in vain`);
    await wait(PAUSE_MS);
  }
}
