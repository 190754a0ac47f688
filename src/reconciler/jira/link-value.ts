import { type Raw, record, records, text } from './raw.ts';

export type LinkValue = { readonly value: string; readonly id: string };

/** Links of an issue as `phrase KEY`, seen from it: `blocks APP-2`, `is blocked by APP-3`. */
export function decodeLinks(raw: unknown): readonly LinkValue[] {
  return records(raw).flatMap((link) => linkOf(link) ?? []);
}

function linkOf(link: Raw): LinkValue | null {
  const type = record(link.type);
  const outward = text(record(link.outwardIssue)?.key);
  const key = outward ?? text(record(link.inwardIssue)?.key);
  const phrase = text(outward === null ? type?.inward : type?.outward)
    ?.trim()
    .replace(/\s+/g, ' ');
  const id = text(link.id);
  return key === null || !phrase || id === null ? null : { value: `${phrase} ${key}`, id };
}

/** `is blocked by APP-3` → its phrase and key; null where the last word is missing. */
export function parseLink(value: string): { readonly phrase: string; readonly key: string } | null {
  const at = value.lastIndexOf(' ');
  const phrase = value.slice(0, at).trim();
  return at < 0 || phrase === '' ? null : { phrase, key: value.slice(at + 1) };
}
