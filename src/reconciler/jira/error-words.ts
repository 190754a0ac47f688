import { list, type Raw, record, text } from './raw.ts';

/** What the body of an error says: general words, and words by Jira's field id. */
export type ErrorWords = { readonly general: readonly string[]; readonly byField: Readonly<Record<string, string>> };

const LONGEST = 500;

/**
 * Reads every shape of error body that Jira and what stands before it send: `{errorMessages, errors}` with either
 * member missing, `{message, "status-code"}`, `{errorMessage}`, `{error}`, plain text, HTML, nothing.
 */
export function errorWords(body: unknown): ErrorWords {
  const object = record(body);
  if (object) return { general: generalWords(object), byField: fieldWords(object) };
  if (typeof body !== 'string') return { general: [], byField: {} };
  return { general: isHtml(body) ? titleOf(body) : [clip(body)], byField: {} };
}

/** A page instead of an answer: a proxy, a login form, maintenance. */
export function isHtml(body: unknown): body is string {
  return typeof body === 'string' && /^\s*(<!doctype html|<html|<\?xml|<head|<body)/i.test(body);
}

function generalWords(body: Raw): readonly string[] {
  const messages = list(body.errorMessages).flatMap((each) => text(each) ?? []);
  const single = [body.message, body.errorMessage, body.error].flatMap((each) => text(each) ?? []);
  return [...messages, ...single].map(clip);
}

function fieldWords(body: Raw): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [field, words] of Object.entries(record(body.errors) ?? {})) {
    found[field] = clip(typeof words === 'string' ? words : JSON.stringify(words));
  }
  return found;
}

function titleOf(html: string): readonly string[] {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(html.slice(0, 20_000))?.[1];
  const words = clip(title ?? '');
  return words === '' ? [] : [`a web page "${words}"`];
}

/** One line, of bounded length. */
function clip(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
