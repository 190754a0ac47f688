import { normalLines } from '../normal-lines.ts';
import { matchSequences } from './match-sequences.ts';

/** What a text ends its lines with: what most of its lines have. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const crlf = text.split('\r\n').length - 1;
  return crlf > 0 && crlf * 2 >= text.split('\n').length - 1 ? '\r\n' : '\n';
}

/** A text with the line ends of another: a line that both have keeps its own, the others follow most. */
export function withLineEndsOf(like: string, text: string): string {
  const normal = normalLines(text);
  if (!like.includes('\r')) return normal;
  const most = lineEndOf(like);
  const own = linesOf(like);
  if (own.every(({ end }) => end === most || end === '')) return normal.replaceAll('\n', most);
  const lines = linesOf(normal);
  const ends = new Map<number, string>();
  const matches = matchSequences(
    own.map((line) => line.text),
    lines.map((line) => line.text),
  );
  for (const { a, b } of matches) ends.set(b, own[a]?.end ?? '');
  return lines.map(({ text: line, end }, at) => `${line}${end === '' ? '' : ends.get(at) || most}`).join('');
}

type Line = { readonly text: string; readonly end: string };

function linesOf(text: string): readonly Line[] {
  return [...text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)]
    .map((match): Line => ({ text: match[1] ?? '', end: match[2] ?? '' }))
    .filter((line) => line.text !== '' || line.end !== '');
}
