import type { Names } from '../model/names.ts';
import { FORMAT, upgradeMeta } from './meta-format.ts';
import { prettyJson } from './pretty-json.ts';
import { listOf, mapOf, number, object, oneOf, orNull, parseShape, text } from './shape.ts';
import type { SnapshotMeta } from './snapshot-meta.ts';

export const META_PATH = 'meta.json';

const META = object({
  version: oneOf(FORMAT),
  project: text,
  formerKeys: listOf(text),
  branch: text,
  commit: orNull(text),
  cursor: orNull(object({ updatedMs: number, worklogsUpdatedMs: number, worklogsDeletedMs: number })),
  sweptAtMs: orNull(number),
  account: orNull(text),
  unverified: mapOf(orNull(number)),
  sweep: orNull(object({ startedAtMs: number, atMs: number, after: orNull(text), missed: listOf(text) })),
  problems: listOf(object({ path: text, blob: orNull(text), reason: text })),
  written: orNull(text),
  repair: orNull(object({ sinceMs: number, reason: text })),
  forgotten: listOf(object({ id: text, key: text, path: text, content: orNull(text), foundAtMs: number })),
  gone: listOf(object({ id: text, key: text, blob: text, note: text, goneAtMs: number })),
  people: mapOf(text),
});

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
  return { version: FORMAT, project, branch, ...books };
}

/** All but the names, which change seldom. */
export function encodeMeta({ names: _names, ...meta }: SnapshotMeta): string {
  return prettyJson(meta);
}

/** Of this format or an older one. Fails fatally where a newer Tract wrote it. */
export function decodeMeta(content: string, names: Names): SnapshotMeta {
  const upgraded = upgradeMeta(content, META_PATH);
  return { ...parseShape<Omit<SnapshotMeta, 'names'>>(upgraded, META, META_PATH), names };
}
