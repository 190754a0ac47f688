/** A part of the snapshot that cannot be what Tract wrote. `place` is its path in the snapshot's tree. */
export class Damage extends Error {
  readonly place: string;

  constructor(place: string, what: string, cause?: unknown) {
    super(what, { cause });
    this.name = 'Damage';
    this.place = place;
  }
}
