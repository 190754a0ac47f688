import { isOfflineKey } from './ticket-ref.ts';

const MARK = '-OFFLINE-';
/** Bounded in every part, so that no text makes it slow. */
const MENTION = /[A-Z][A-Z0-9_]{1,79}-OFFLINE-[A-Za-z0-9][A-Za-z0-9-]{0,63}/g;
/** At the beginning of a text. */
const TICKET_KEY = /^[A-Z][A-Z0-9_]{1,79}-[1-9][0-9]{0,14}/;
const WORD_BEFORE = /[\p{L}\p{N}_]-?$/u;
const WORD_AFTER = /^[\p{L}\p{N}_]/u;

/** The temporary keys, such as `APP-OFFLINE-1f3c9a`, that a text mentions as whole words, each once. */
export function temporaryKeys(text: string): readonly string[] {
  return [...new Set(mentions(text).map(({ key }) => key))];
}

/** The text with these temporary keys replaced where they are whole words, and every other byte as it was. */
export function renameTemporaryKeys(text: string, names: ReadonlyMap<string, string>): string {
  let renamed = '';
  let from = 0;
  for (const { key, start } of mentions(text)) {
    const name = names.get(key);
    if (name === undefined) continue;
    renamed += text.slice(from, start) + name;
    from = start + key.length;
  }
  return renamed + text.slice(from);
}

/** True where `after` is `before` with keys of tickets in the place of temporary ones, and nothing else. */
export function isRenamed(before: string, after: string): boolean {
  const names = new Map<string, string>();
  let shift = 0;
  for (const { key, start } of mentions(before)) {
    const known = names.get(key);
    const [name = null] =
      known === undefined ? (TICKET_KEY.exec(after.slice(start + shift, start + shift + 120)) ?? []) : [known];
    if (name === null) continue;
    names.set(key, name);
    shift += name.length - key.length;
  }
  return names.size > 0 && renameTemporaryKeys(before, names) === after;
}

type Mention = { readonly key: string; readonly start: number };

/** `X-APP-OFFLINE-1` and `APP-OFFLINE-1é` are other words; the hyphen of `APP-OFFLINE-1- done` is no part of the key. */
function mentions(text: string): readonly Mention[] {
  if (!text.includes(MARK)) return [];
  return [...text.matchAll(MENTION)].flatMap(({ 0: found, index: start }): readonly Mention[] => {
    const key = found.replace(/-{1,64}$/, '');
    const end = start + key.length;
    // Two code units before and after are enough for one character of any kind.
    if (WORD_BEFORE.test(text.slice(Math.max(0, start - 3), start))) return [];
    if (key === found && WORD_AFTER.test(text.slice(end, end + 2))) return [];
    return isOfflineKey(key) ? [{ key, start }] : [];
  });
}
