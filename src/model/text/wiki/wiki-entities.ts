import type { Inline } from '../tree/text-tree.ts';

/** `&lt;` and `&#92;` are one character, as in HTML; an entity that is not in the list is plain text. */
export function entityAt(
  text: string,
  at: number,
  end: number,
): { readonly inline: Inline; readonly end: number } | null {
  const close = text.slice(at, Math.min(end, at + LONGEST)).indexOf(';') + at;
  if (close <= at) return null;
  const char = characterOf(text.slice(at + 1, close));
  return char === null ? null : { inline: { kind: 'text', text: char }, end: close + 1 };
}

const LONGEST = 8;

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
  ['copy', '©'],
  ['reg', '®'],
  ['hellip', '…'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['middot', '·'],
]);

function characterOf(name: string): string | null {
  if (!name.startsWith('#')) return NAMED.get(name) ?? null;
  const hex = name[1] === 'x' || name[1] === 'X';
  const digits = name.slice(hex ? 2 : 1);
  if (!(hex ? /^[0-9a-fA-F]+$/ : /^[0-9]+$/).test(digits)) return null;
  const code = Number.parseInt(digits, hex ? 16 : 10);
  const visible =
    code > 0x20 && code <= 0x10ffff && !(code >= 0x7f && code < 0xa0) && !(code >= 0xd800 && code < 0xe000);
  return visible ? String.fromCodePoint(code) : null;
}
