import { randomBytes } from 'node:crypto';

/** Crockford's base32 in lower case: no letter that is taken for a digit, and nothing that a path or key could trip over. */
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_DIGITS = 9;
const RANDOM_DIGITS = 11;

/**
 * A fresh id for something that a person makes: 20 characters that sort by time (milliseconds, until the year 3084), 55
 * bits of them random, so that the ids of two people never meet. It is the idempotency key of a request, the `id` of a
 * line, and the end of an `APP-OFFLINE-…` key.
 */
export function newId(nowMs: number): string {
  const time = Array.from({ length: TIME_DIGITS }, (_, index) => nowMs / DIGITS.length ** (TIME_DIGITS - 1 - index));
  return [...time.map(Math.floor), ...randomBytes(RANDOM_DIGITS)].map(digit).join('');
}

/** When an id of {@link newId} was made; null for an id of somebody else's. */
export function msOfId(id: string): number | null {
  const digits = [...id].map((character) => DIGITS.indexOf(character));
  if (digits.length !== TIME_DIGITS + RANDOM_DIGITS || digits.includes(-1)) return null;
  return digits.slice(0, TIME_DIGITS).reduce((ms, number) => ms * DIGITS.length + number, 0);
}

function digit(number: number): string {
  return DIGITS.charAt(number % DIGITS.length);
}
