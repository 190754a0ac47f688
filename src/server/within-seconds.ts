/** How long whoever waits for a cycle still does once the service stops. */
const LAST_SECONDS = 10;

/**
 * Waits for a result, but no longer than so many seconds, and not much longer once the service stops; null when it is
 * still on its way.
 */
export async function withinSeconds<T>(result: Promise<T>, seconds: number, stopping: AbortSignal): Promise<T | null> {
  const ended = new AbortController();
  const timeout = new Promise<null>((resolve) => {
    const giveUpAfter = (delay: number) => {
      // A caller who waits does not keep the process from ending.
      const timer = setTimeout(resolve, delay * 1000, null).unref();
      ended.signal.addEventListener('abort', () => clearTimeout(timer));
    };
    giveUpAfter(seconds);
    const hurry = () => giveUpAfter(LAST_SECONDS);
    if (stopping.aborted) hurry();
    stopping.addEventListener('abort', hurry, { signal: ended.signal });
  });
  try {
    return await Promise.race([result, timeout]);
  } finally {
    ended.abort();
    // Nobody may be there any more to hear of a later failure; the engine has told it.
    result.catch(() => {});
  }
}
