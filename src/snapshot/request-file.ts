import { prettyJson } from './pretty-json.ts';
import type { RequestEntry } from './request-entry.ts';
import { anything, listOf, mapOf, matching, number, object, oneOf, orNull, parseShape, text } from './shape.ts';

export const REQUEST_FOLDER = 'requests';

const ID = /^[0-9a-f]{20}$/;
const ENTRY = object({
  id: matching(isRequestId),
  key: orNull(text),
  digest: text,
  state: oneOf('sent', 'made', 'done', 'free'),
  action: anything,
  texts: mapOf(text),
  line: orNull(text),
  known: listOf(text),
  atMs: number,
  result: orNull(object({ id: text, key: orNull(text) })),
  commit: orNull(text),
});

/** An id is a fingerprint, and becomes a path. */
export function isRequestId(id: string): boolean {
  return ID.test(id);
}

/** Spread over 256 folders, so that one more entry does not write the names of all the others anew. */
export function requestPath(id: string): string {
  return `${REQUEST_FOLDER}/${id.slice(0, 2)}/${id.slice(2)}.json`;
}

export function encodeRequest(entry: RequestEntry): string {
  return prettyJson(entry);
}

export function decodeRequest(content: string, place: string): RequestEntry {
  return parseShape<RequestEntry>(content, ENTRY, place);
}
