import { Failure } from '../model/failure.ts';

/** A part of the snapshot that cannot be what Tract wrote. `place` is its path in the snapshot's tree. */
export class Damage extends Error {
  readonly place: string;

  constructor(place: string, what: string, cause?: unknown) {
    super(what, { cause });
    this.name = 'Damage';
    this.place = place;
  }
}

/** Runs a reading of the snapshot in `ref`; damage becomes a fatal Failure that says how to go back. */
export async function reportDamage<T>(ref: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    throw new Failure(
      'fatal',
      `the snapshot ${ref} is damaged (${error.place}: ${error.message}): ` +
        `\`git log ${ref}\` lists the older ones, \`git update-ref ${ref} ${ref}~1\` goes back by one`,
      { cause: error },
    );
  }
}
