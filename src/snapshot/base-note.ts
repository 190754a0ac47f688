import { isTicketKey } from '../model/ticket-key.ts';
import type { TicketBase } from './base.ts';
import { Damage } from './damage.ts';
import { prettyJson } from './pretty-json.ts';
import { either, listOf, mapOf, matching, number, object, oneOf, orAbsent, orNull, parseShape, text } from './shape.ts';

const JIRA_TEXT = either(
  object({ kind: oneOf('wiki'), wiki: text }),
  object({ kind: oneOf('adf'), doc: object({ type: text }) }),
);
const TEXT_BASE = object({ markdown: text, jira: orNull(JIRA_TEXT) });

const ORIGINS = object({
  git: orNull(object({ by: text, at: text, commit: text })),
  jira: orNull(object({ by: orNull(text), at: orNull(text), change: orNull(text) })),
});

const BASE = object({
  id: text,
  key: matching(isTicketKey),
  values: mapOf(orNull(either(text, number, listOf(text)))),
  texts: mapOf(TEXT_BASE),
  comments: listOf(object({ id: text, author: text, at: orNull(text), text: TEXT_BASE })),
  worklogs: listOf(
    object({ id: text, line: orNull(text), author: text, seconds: number, started: text, comment: TEXT_BASE }),
  ),
  holds: listOf(
    object({
      field: text,
      kind: oneOf('conflict', 'refused', 'unreadable', 'deleted', 'stopped'),
      reason: text,
      git: text,
      jira: text,
      since: text,
      // Notes of before it was asked have none.
      origins: orAbsent(orNull(ORIGINS)),
    }),
  ),
  made: orAbsent(object({ path: text, content: text })),
  told: orAbsent(listOf(text)),
  older: orAbsent(object({ updated: text, prints: mapOf(text) })),
});

export function encodeBase(base: TicketBase): string {
  return prettyJson(base);
}

/** `place` is for the Damage where the note is none of ours. */
export function decodeBase(content: string, place: string): TicketBase {
  const base = parseShape<TicketBase>(content, BASE, place);
  return { ...base, holds: base.holds.map((hold) => ({ ...hold, origins: hold.origins ?? null })) };
}

/** A note that cannot be read is none. `bytes` is null where the object is not there. */
export function readBase(bytes: Uint8Array | null, place: string): TicketBase | null {
  try {
    return bytes === null ? null : decodeBase(new TextDecoder().decode(bytes), place);
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    return null;
  }
}
