import stringify from 'fast-json-stable-stringify';
import type { Value } from './value.ts';

const BLANK = /^[ \t]*$/;

/** One text for one JSON value, whatever the order of its members: for comparing and hashing. `undefined` gives ''. */
export function canonical(value: unknown): string {
  return value === undefined ? '' : stringify(value);
}

/** True where both say the same. `undefined` (this side does not speak of the field) equals only itself. */
export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  return a === b || canonical(a) === canonical(b);
}

/** The members of a set once each, sorted by code unit, so that no locale can change the order. */
export function canonicalSet(members: Iterable<string>): readonly string[] {
  return [...new Set(members)].sort(byCodeUnit);
}

/** A text as both sides report it back: line ends are `\n`, and the blank lines around it are gone. */
export function canonicalText(text: string): string {
  const lines = wellFormed(text).split(/\r\n|\n|\r/);
  const first = lines.findIndex((line) => !BLANK.test(line));
  const last = lines.findLastIndex((line) => !BLANK.test(line));
  return first < 0 ? '' : lines.slice(first, last + 1).join('\n');
}

/** An unpaired surrogate cannot be written as UTF-8: it becomes U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
