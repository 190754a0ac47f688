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
