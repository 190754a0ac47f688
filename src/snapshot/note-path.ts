import { blobOid } from './blob-oid.ts';

/**
 * Where the base of a ticket stands in the snapshot's tree. It is the note on the blob `KEY\n`, so that
 * `git notes --ref=tract show $(echo APP-1 | git hash-object --stdin)` prints it.
 * Git finds notes at any fan-out and needs no such object to exist; two digits suit up to a few hundred thousand notes.
 */
export function notePath(key: string): string {
  const name = noteName(key);
  return `${name.slice(0, 2)}/${name.slice(2)}`;
}

/** Where else git itself may have put that note: `git notes add` chooses the fan-out of all notes anew. */
export function otherNotePaths(key: string): readonly string[] {
  const name = noteName(key);
  return [name, `${name.slice(0, 2)}/${name.slice(2, 4)}/${name.slice(4)}`];
}

function noteName(key: string): string {
  return blobOid(`${key}\n`);
}
