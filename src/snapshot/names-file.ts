import type { Names } from '../model/names.ts';
import { prettyJson } from './pretty-json.ts';
import { listOf, mapOf, object, parseShape, text } from './shape.ts';

/** Beside `meta.json`, which is written with every snapshot. */
export const NAMES_PATH = 'names.json';

const NAMES = mapOf(mapOf(object({ now: text, before: listOf(text) })));

export function encodeNames(names: Names): string {
  return prettyJson(names);
}

/** Null is the file of a snapshot that has none: nothing is known. */
export function decodeNames(content: string | null): Names {
  return content === null ? {} : parseShape<Names>(content, NAMES, NAMES_PATH);
}
