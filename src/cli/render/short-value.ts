const MOST_CHARACTERS = 60;

/** A value of a field in a few words on one line; control characters cannot reach the terminal. */
export function shortValue(value: unknown): string {
  if (value === undefined || value === null || value === '') return '(empty)';
  if (Array.isArray(value)) return cut(value.map((member) => plain(String(member))).join(', '));
  if (typeof value === 'object') return cut(plain(JSON.stringify(value)));
  return cut(plain(String(value)));
}

/** Text of a ticket as it may be shown on a terminal. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= MOST_CHARACTERS ? text : `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`;
}
