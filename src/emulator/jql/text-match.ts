/** Whether a text contains every word (or, quoted, every phrase) of a `~` operand; `*` ends a prefix. */
export function textMatcher(operand: string): (text: string) => boolean {
  const terms = [...operand.matchAll(/"([^"]+)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  const patterns = terms.flatMap((term) => pattern(term));
  return (text) => patterns.every((each) => each.test(text));
}

function pattern(term: string): readonly RegExp[] {
  const prefix = term.endsWith('*');
  const words = term.split(/[^\p{L}\p{N}_]+/u).filter((word) => word !== '');
  if (words.length === 0) return [];
  const end = prefix ? '' : '(?![\\p{L}\\p{N}_])';
  return [new RegExp(`(?<![\\p{L}\\p{N}_])${words.join('[^\\p{L}\\p{N}_]+')}${end}`, 'iu')];
}
