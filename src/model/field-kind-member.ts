import { parseDuration } from './duration.ts';
import type { FieldKind } from './field.ts';
import type { TicketFormat } from './ticket.ts';
import { parseTicketRef } from './ticket-ref.ts';
import { isDate, parseTime } from './timestamp.ts';

export type ParsedMember =
  | { readonly kind: 'value'; readonly value: string | number }
  | { readonly kind: 'invalid'; readonly reason: string };

type MemberParser = (text: string, format: TicketFormat) => ParsedMember;

/** Reads one value, or one member of a list: `text` is one line, trimmed and not empty. */
export function parseMember(kind: FieldKind, text: string, format: TicketFormat): ParsedMember {
  return PARSERS[kind](text, format);
}

const PARSERS: Readonly<Record<FieldKind, MemberParser>> = {
  string: asWritten,
  option: asWritten,
  'multi-option': asWritten,
  user: asWritten,
  'multi-user': asWritten,
  cascading: asWritten,
  sprint: asWritten,
  attachments: asWritten,
  number: parseNumber,
  date: parseDate,
  datetime: parseDateTime,
  duration: parseWork,
  labels: parseLabel,
  key: parseKey,
  links: parseLink,
  text: notOneLine,
  comments: notOneLine,
  worklogs: notOneLine,
};

function asWritten(text: string): ParsedMember {
  return value(text);
}

function parseNumber(text: string): ParsedMember {
  const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
  // Adding 0 turns the -0 of "-0" into 0, which is what comes back from JSON.
  return Number.isFinite(number) ? value(number + 0) : invalid(`"${text}" is no number`);
}

function parseDate(text: string): ParsedMember {
  return isDate(text) ? value(text) : invalid(`"${text}" is no date; write it like 2026-02-14`);
}

function parseDateTime(text: string): ParsedMember {
  const time = parseTime(text);
  return time === null ? invalid(`"${text}" is no time; write it like 2026-02-14T09:00:00Z`) : value(time);
}

/** Unlike a time entry, an estimate may be nothing: `0m` is what Jira says when all the work is done. */
function parseWork(text: string, format: TicketFormat): ParsedMember {
  if (/^0+(?:\.0+)?\s*[wdhms]$/.test(text)) return value(0);
  const duration = parseDuration(text, format);
  return duration.kind === 'duration' ? value(duration.seconds) : duration;
}

/** Jira refuses labels with spaces. */
function parseLabel(text: string): ParsedMember {
  return /\s/.test(text)
    ? invalid(`the label "${text}" contains a space; write a list such as [one, two]`)
    : value(text);
}

function parseKey(text: string): ParsedMember {
  const key = parseTicketRef(text);
  return key === null ? invalid(`"${text}" is no ticket key such as APP-123`) : value(key);
}

function parseLink(text: string): ParsedMember {
  const [, phrase = '', ref = ''] = /^(.*\S)\s+(\S+)$/.exec(text) ?? [];
  const key = parseTicketRef(ref);
  if (key === null) return invalid(`"${text}" is no link; write it like "blocks APP-123"`);
  return value(`${phrase.replace(/\s+/g, ' ')} ${key}`);
}

function notOneLine(): ParsedMember {
  return invalid('this is no single value');
}

function value(parsed: string | number): ParsedMember {
  return { kind: 'value', value: parsed };
}

function invalid(reason: string): ParsedMember {
  return { kind: 'invalid', reason };
}
