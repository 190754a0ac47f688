/** True for `2.39.5` against `[2, 36]`; words around the number say nothing. */
export function isAtLeast(text: string, oldest: readonly number[]): boolean {
  const numbers = (/\d+(?:\.\d+)*/.exec(text)?.[0] ?? '').split('.').map(Number);
  for (const [at, least] of oldest.entries()) {
    const number = numbers[at] ?? 0;
    if (number !== least) return number > least;
  }
  return true;
}
