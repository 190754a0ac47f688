/**
 * What one side inserted, without what the other side says right before or after it: both say that there, as where Jira
 * has our own merge already and memory does not know. White space is not compared.
 */
export function withoutSaidBeside(
  inserted: readonly string[],
  before: readonly string[],
  after: readonly string[],
): readonly string[] {
  const own = saying(inserted);
  if ([before, after].some((other) => isSaidIn(saying(other), own))) return [];
  const places = inserted.flatMap((token, at) => (isBlank(token) ? [] : [at]));
  const head = sharedEnd(saying(before), own) || sharedBeginning(saying(before), own);
  const from = (places[head - 1] ?? -1) + 1;
  const left = saying(inserted.slice(from));
  const tail = sharedEnd(left, saying(after)) || sharedBeginning(saying(after).reverse(), [...left].reverse());
  return inserted.slice(from, places[places.length - tail]);
}

/** True where the one text holds the other, in one run; of what says no word nobody can tell. */
export function isSaidIn(whole: readonly string[], part: readonly string[]): boolean {
  return hasWord(part) && whole.some((_, start) => part.every((token, at) => whole[start + at] === token));
}

/** How many tokens the one ends with that the other begins with; 0 where they say no word. */
function sharedEnd(one: readonly string[], other: readonly string[]): number {
  for (let length = Math.min(one.length, other.length); length > 0; length -= 1) {
    const from = one.length - length;
    const isShared = one.slice(from).every((token, at) => token === other[at]);
    if (isShared) return hasWord(one.slice(from)) ? length : 0;
  }
  return 0;
}

/** How many tokens both begin with: what one side put in place of a text, and the other behind it. 0 where they say no word. */
function sharedBeginning(one: readonly string[], other: readonly string[]): number {
  const differs = other.findIndex((token, at) => token !== one[at]);
  const length = differs < 0 ? other.length : differs;
  return hasWord(other.slice(0, length)) ? length : 0;
}

function saying(tokens: readonly string[]): string[] {
  return tokens.filter((token) => !isBlank(token));
}

function isBlank(token: string): boolean {
  return token.trim() === '';
}

function hasWord(tokens: readonly string[]): boolean {
  return tokens.some((token) => /[\p{L}\p{N}]/u.test(token));
}
