import { Failure } from '../model/failure.ts';

/** The failure that ended it, null where none did. What is no Failure is a mistake of ours and is told as such. */
export async function attempt(run: () => Promise<void>): Promise<Failure | null> {
  try {
    await run();
    return null;
  } catch (error) {
    if (error instanceof Failure) return error;
    return new Failure('transient', error instanceof Error ? error.message : String(error), { cause: error });
  }
}
