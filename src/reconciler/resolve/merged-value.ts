import { canonicalText } from '../../model/canonical.ts';
import { parseDuration } from '../../model/duration.ts';
import { parseValue } from '../../model/parse-value.ts';
import type { TicketFormat } from '../../model/ticket.ts';
import { parseTime } from '../../model/timestamp.ts';
import type { Value } from '../../model/value.ts';
import type { GitWorklog } from '../../model/worklog.ts';
import { NEVER_EMPTY } from '../decide-value.ts';
import type { Contested } from './contested.ts';
import type { Take } from './resolve-request.ts';

/** A value that a person gave, as git will say it. */
export type Merged =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'worklog'; readonly members: Partial<Pick<GitWorklog, 'seconds' | 'started' | 'comment'>> };

/** A way in which one conflict is settled: `merged` is what a person gave, null with the sides' own values. */
export type Choice = { readonly take: Take; readonly merged: Merged | null };

export type MergedReading = Merged | { readonly kind: 'invalid'; readonly reason: string };

/** Reads what a person gave for something in conflict. Whether Jira takes it is for Jira to say. */
export function readMerged(contested: Contested, raw: unknown, format: TicketFormat): MergedReading {
  switch (contested.kind) {
    case 'value': {
      const reading = parseValue(contested.field, raw, format);
      if (reading.kind === 'value' && reading.value === null && NEVER_EMPTY.has(contested.field.name))
        return invalid('a ticket cannot be without it');
      return reading;
    }
    case 'text':
      return typeof raw === 'string' ? { kind: 'text', text: canonicalText(raw) } : invalid(NO_TEXT);
    case 'comment':
      if (contested.match.git === null || contested.match.jira === null) return invalid(ONE_SIDE);
      if (typeof raw !== 'string') return invalid(NO_TEXT);
      return raw.trim() === '' ? invalid('a comment needs text') : { kind: 'text', text: canonicalText(raw) };
    case 'worklog':
      if (contested.match.git === null || contested.match.jira === null) return invalid(ONE_SIDE);
      return readEntry(raw, format);
    case 'gone':
      return invalid(ONE_SIDE);
  }
}

const NO_TEXT = 'must be a text in Markdown';
const ONE_SIDE = 'one side removed it: take git or jira, and edit what is left afterwards';

const NO_ENTRY = 'must be an object with some of "time", "started" and "comment", such as {"time":"2h"}';

/** Some members of a line of `worklogs/`; those that are missing stay as git has them. */
function readEntry(raw: unknown, format: TicketFormat): MergedReading {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return invalid(NO_ENTRY);
  const { time, started, comment, ...others } = raw as Readonly<Record<string, unknown>>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined || (time ?? started ?? comment) === undefined) return invalid(NO_ENTRY);
  const duration = time === undefined ? null : parseDuration(String(time), format);
  const start = started === undefined ? undefined : parseTime(String(started));
  if (duration?.kind === 'invalid') return invalid(`"time": ${duration.reason}`);
  if (start === null) return invalid('"started" must be a time such as 2026-02-14T09:00:00Z');
  if (comment !== undefined && typeof comment !== 'string') return invalid('"comment" must be a text');
  return {
    kind: 'worklog',
    members: {
      ...(duration === null ? {} : { seconds: duration.seconds }),
      ...(start === undefined ? {} : { started: start }),
      ...(comment === undefined ? {} : { comment: canonicalText(comment) }),
    },
  };
}

function invalid(reason: string): MergedReading {
  return { kind: 'invalid', reason };
}
