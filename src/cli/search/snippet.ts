import { searchable } from './search-words.ts';

const BEFORE = 40;
const LENGTH = 160;

/** The words around the place where most of the search is close together, on one line. */
export function snippetOf(text: string, words: readonly string[]): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const folded = searchable(line);
  const starts = words.map((word) => folded.indexOf(word)).filter((at) => at >= 0);
  const best = starts
    .map((at) => ({ at, near: starts.filter((other) => other >= at && other < at + LENGTH - BEFORE).length }))
    .sort((a, b) => b.near - a.near || a.at - b.at)[0];
  const start = wordStart(line, Math.max(0, (best?.at ?? 0) - BEFORE));
  const end = wordEnd(line, start + LENGTH);
  return `${start > 0 ? '…' : ''}${line.slice(start, end)}${end < line.length ? '…' : ''}`;
}

function wordStart(line: string, at: number): number {
  if (at === 0) return 0;
  const space = line.indexOf(' ', at);
  return space < 0 || space > at + BEFORE ? at : space + 1;
}

function wordEnd(line: string, at: number): number {
  if (at >= line.length) return line.length;
  const space = line.lastIndexOf(' ', at);
  return space > at - BEFORE ? space : at;
}
