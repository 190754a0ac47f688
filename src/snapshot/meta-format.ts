import { Failure } from '../model/failure.ts';
import { Damage } from './damage.ts';
import { number, object, parseShape } from './shape.ts';

/** The format of the snapshot that this program writes; counted up whenever an older program must not write it any more. */
export const FORMAT = 2;

type RawMeta = Readonly<Record<string, unknown>> & { readonly version: number };

/** What leads from each older format to the next one. */
const UPGRADES: Readonly<Record<number, (meta: RawMeta) => RawMeta>> = { 1: withLaterMembers };

/** Where the last snapshot of an older format is kept, so that the program that wrote it can go on from there. */
export function formerFormatRef(format: number): string {
  return `refs/tract/format-${format}`;
}

/** The format in which a `meta.json` was written. */
export function formatOf(content: string, place: string): number {
  return parseShape<RawMeta>(content, object({ version: number }), place).version;
}

/**
 * A `meta.json` of any format, as JSON of the present one. Fails fatally where a newer Tract wrote it: rewriting that
 * would lose what this one does not know.
 */
export function upgradeMeta(content: string, place: string): string {
  let meta = parseShape<RawMeta>(content, object({ version: number }), place);
  if (meta.version > FORMAT) {
    throw new Failure(
      'fatal',
      `the snapshot was written by a newer Tract (format ${meta.version}; this one knows ${FORMAT}): update Tract here`,
    );
  }
  while (meta.version < FORMAT) {
    const upgrade = UPGRADES[meta.version];
    if (upgrade === undefined) throw new Damage(place, `unknown format ${meta.version}`);
    meta = upgrade(meta);
  }
  return JSON.stringify(meta);
}

/** Members came to the first format one by one, so that any of them may be missing: then nothing was known. */
function withLaterMembers(meta: RawMeta): RawMeta {
  const later = {
    unverified: {},
    sweep: null,
    account: null,
    written: null,
    repair: null,
    forgotten: [],
    formerKeys: [],
    gone: [],
    people: {},
  };
  return { ...later, ...meta, version: 2 };
}
