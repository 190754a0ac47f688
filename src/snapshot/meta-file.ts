import { Failure } from '../model/failure.ts';
import type { Names } from '../model/names.ts';
import { Damage } from './damage.ts';
import { prettyJson } from './pretty-json.ts';
import { listOf, mapOf, number, object, oneOf, orAbsent, orNull, parseShape, text } from './shape.ts';
import type { SnapshotMeta } from './snapshot-meta.ts';

export const META_PATH = 'meta.json';

const VERSION = 1;
const META = object({
  version: oneOf(VERSION),
  project: text,
  formerKeys: orAbsent(listOf(text)),
  branch: text,
  commit: orNull(text),
  cursor: orNull(object({ updatedMs: number, worklogsUpdatedMs: number, worklogsDeletedMs: number })),
  sweptAtMs: orNull(number),
  account: orAbsent(orNull(text)),
  unverified: orAbsent(mapOf(orNull(number))),
  sweep: orAbsent(orNull(object({ startedAtMs: number, atMs: number, after: orNull(text), missed: listOf(text) }))),
  problems: listOf(object({ path: text, blob: orNull(text), reason: text })),
  written: orAbsent(orNull(text)),
  repair: orAbsent(orNull(object({ sinceMs: number, reason: text }))),
  forgotten: orAbsent(listOf(object({ id: text, key: text, path: text, content: orNull(text), foundAtMs: number }))),
  gone: orAbsent(listOf(object({ id: text, key: text, blob: text, note: text, goneAtMs: number }))),
  people: orAbsent(mapOf(text)),
});

type Later = 'formerKeys' | 'unverified' | 'sweep' | 'account' | 'written' | 'repair' | 'forgotten' | 'gone' | 'people';
/** Older snapshots lack what was added later. */
type Written = Omit<SnapshotMeta, Later | 'names'> & Partial<Pick<SnapshotMeta, Later>>;

/** What a project has before its first cycle. */
export function emptyMeta(project: string, branch: string): SnapshotMeta {
  const books = {
    commit: null,
    cursor: null,
    sweptAtMs: null,
    unverified: {},
    sweep: null,
    account: null,
    problems: [],
    written: null,
    repair: null,
    forgotten: [],
    formerKeys: [],
    gone: [],
    people: {},
    names: {},
  };
  return { version: VERSION, project, branch, ...books };
}

/** All but the names, which change seldom. */
export function encodeMeta({ names: _names, ...meta }: SnapshotMeta): string {
  return prettyJson(meta);
}

/** Fails fatally where a newer Tract wrote it: rewriting that would lose what this one does not know. */
export function decodeMeta(content: string, names: Names): SnapshotMeta {
  const { version } = parseShape<{ version: number }>(content, object({ version: number }), META_PATH);
  if (version > VERSION) {
    throw new Failure('fatal', `the snapshot was written by a newer Tract (format ${version}): update Tract here`);
  }
  if (version < VERSION) throw new Damage(META_PATH, `unknown format ${version}`);
  const {
    unverified = {},
    sweep = null,
    account = null,
    written = null,
    repair = null,
    forgotten = [],
    formerKeys = [],
    gone = [],
    people = {},
    ...meta
  } = parseShape<Written>(content, META, META_PATH);
  return { ...meta, unverified, sweep, account, written, repair, forgotten, formerKeys, gone, people, names };
}
