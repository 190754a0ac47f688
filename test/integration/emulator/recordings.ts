import { existsSync, readFileSync } from 'node:fs';
import type { Shape } from '../../unit/emulator/emulator-caller.ts';

const folder = new URL('../../../../shared/jira/recorded/', import.meta.url);

export const areRecordingsThere = existsSync(folder);

export function recorded(file: string): Shape {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Shape;
}

type Paths = ReadonlyMap<string, ReadonlySet<string>>;

/** Every path of a document with the types found there; the members of `opaque` paths are not looked into. */
function pathsOf(value: unknown, opaque: RegExp): Paths {
  const paths = new Map<string, Set<string>>();
  const walk = (each: unknown, path: string) => {
    const type = each === null ? 'null' : Array.isArray(each) ? 'array' : typeof each;
    paths.set(path, (paths.get(path) ?? new Set()).add(type));
    if (opaque.test(path)) return;
    if (Array.isArray(each)) for (const member of each) walk(member, `${path}[]`);
    else if (each && typeof each === 'object')
      for (const [key, member] of Object.entries(each)) walk(member, `${path}.${key}`);
  };
  walk(value, '');
  return paths;
}

export interface Comparison {
  /** Paths whose members differ from site to site. */
  readonly opaque?: RegExp;
  /** Paths that some versions have and others have not. */
  readonly varies?: RegExp;
}

/**
 * What is wrong with a document beside recordings of the same kind: a path or a type that none of them has, and a path
 * that all of them have and the document lacks.
 */
export function differences(
  ours: unknown,
  recordings: readonly unknown[],
  comparison: Comparison = {},
): readonly string[] {
  const { opaque = /avatarUrls$/, varies = /^$/ } = comparison;
  const mine = pathsOf(ours, opaque);
  const theirs = recordings.map((each) => pathsOf(each, opaque));
  const found: string[] = [];
  for (const [path, types] of mine) {
    const known = new Set(theirs.flatMap((each) => [...(each.get(path) ?? [])]));
    if (varies.test(path)) continue;
    if (known.size === 0) found.push(`${path} is in no recording`);
    else
      for (const type of types)
        if (!known.has(type)) found.push(`${path} is ${type}, recorded ${[...known].join(' or ')}`);
  }
  for (const path of theirs[0]?.keys() ?? []) {
    if (!mine.has(path) && !varies.test(path) && theirs.every((each) => each.has(path)))
      found.push(`${path} is missing`);
  }
  return found;
}
