/** A line of a file: its text without the line end, and where it stands. */
export type Line = { readonly text: string; readonly start: number; readonly end: number };

/** The lines from `from` on; `\r\n`, `\n` and `\r` end one. What follows the last line end is no line when it is empty. */
export function linesOf(source: string, from: number): readonly Line[] {
  const lines: Line[] = [];
  const lineEnd = /\r\n|\n|\r/g;
  lineEnd.lastIndex = from;
  let start = from;
  for (let match = lineEnd.exec(source); match; match = lineEnd.exec(source)) {
    lines.push({ text: source.slice(start, match.index), start, end: match.index });
    start = lineEnd.lastIndex;
  }
  if (start < source.length) lines.push({ text: source.slice(start), start, end: source.length });
  return lines;
}

export function isBlank(line: Line): boolean {
  return /^[ \t]*$/.test(line.text);
}

/** The line ends that a file uses, by its first line; `\n` where it has none. */
export function lineEndOf(source: string): string {
  return /\r?\n/.exec(source)?.[0] ?? '\n';
}

export function withLineEnds(text: string, lineEnd: string): string {
  return text.replaceAll('\n', lineEnd);
}
