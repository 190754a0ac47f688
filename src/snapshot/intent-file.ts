import type { Intent } from './intent.ts';
import { prettyJson } from './pretty-json.ts';
import { anything, listOf, number, object, orAbsent, orNull, parseShape, text } from './shape.ts';

export const INTENT_FOLDER = 'intents';

const UID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/;
const INTENT = object({
  uid: text,
  action: anything,
  subject: text,
  atMs: number,
  known: listOf(text),
  blob: orAbsent(text),
  result: orNull(object({ id: text, key: orNull(text) })),
});

/** A uid becomes a path, so it has letters, digits, `-` and `_` only. */
export function isIntentUid(uid: string): boolean {
  return UID.test(uid);
}

export function intentPath(uid: string): string {
  return `${INTENT_FOLDER}/${uid}.json`;
}

export function encodeIntent(intent: Intent): string {
  return prettyJson(intent);
}

export function decodeIntent(content: string, place: string): Intent {
  return parseShape<Intent>(content, INTENT, place);
}
