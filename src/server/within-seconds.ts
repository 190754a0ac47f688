import { Problem } from './problem.ts';

/** Waits for a result, but no longer than so many seconds; null when it is still on its way. */
export async function withinSeconds<T>(result: Promise<T>, seconds: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<null>((resolve) => {
    // A caller who waits does not keep the process from ending.
    timer = setTimeout(resolve, seconds * 1000, null).unref();
  });
  try {
    return await Promise.race([result, timeout]);
  } finally {
    clearTimeout(timer);
    // Nobody may be there any more to hear of a later failure; the engine has told it.
    result.catch(() => {});
  }
}

/** Reads `?wait=SECONDS`; null when it is not asked for. */
export function waitSeconds(text: string | undefined, most: number): number | null {
  if (text === undefined) return null;
  const seconds = Number(text);
  if (/^\d{1,4}(\.\d{1,3})?$/.test(text) && seconds <= most) return seconds;
  throw new Problem(400, `wait must be a number of seconds, at most ${most}`);
}
