import type { JiraText } from '../../model/text/jira-text.ts';
import type { JiraComment, JiraWorklog } from '../jira-ticket.ts';
import { type Attributed, readAttribution, type Verb } from './attribution.ts';
import { authorOf, type CodecContext } from './codec-context.ts';
import { decodeText } from './jira-text-value.ts';
import { canonicalTime } from './jira-time.ts';
import { number, type Raw, record, records, text } from './raw.ts';

/** The property of issues and worklogs under which Tract keeps what Jira has no place for. */
export const PROPERTY = 'tract';

const NEVER = '1970-01-01T00:00:00Z';

/** A comment; one without an id is none. */
export function decodeComment(raw: Raw, context: CodecContext): JiraComment | null {
  const id = text(raw.id);
  if (id === null) return null;
  const { author, body } = trueAuthor(raw, decodeText(raw.body), 'Written by', context);
  return { id, author, at: canonicalTime(raw.created) ?? NEVER, body };
}

/** A time entry; one without id, start or length is none. */
export function decodeWorklog(raw: Raw, context: CodecContext): JiraWorklog | null {
  const id = text(raw.id);
  const seconds = number(raw.timeSpentSeconds);
  const started = canonicalTime(raw.started ?? raw.created);
  if (id === null || seconds === null || started === null) return null;
  const { author, body } = trueAuthor(raw, decodeText(raw.comment), 'Logged by', context);
  return { id, author, seconds, started, comment: body };
}

/** Only what our own account wrote can be somebody else's; a line typed by a person means nothing. */
function trueAuthor(raw: Raw, body: JiraText | null, verb: Verb, context: CodecContext): Attributed {
  const author = authorOf(raw.author, context);
  if (author !== context.account) return { author, body };
  const named = authorInProperty(raw);
  return named === null ? (readAttribution(body, verb) ?? { author, body }) : { author: named, body };
}

function authorInProperty(raw: Raw): string | null {
  const property = records(raw.properties).find((each) => each.key === PROPERTY);
  return text(record(property?.value)?.author);
}
