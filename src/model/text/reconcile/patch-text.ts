import { normalLines } from '../normal-lines.ts';
import { withLineEndsOf } from './line-ends.ts';
import { matchSequences } from './match-sequences.ts';
import { type Hunk, hunksBetween, type Span } from './sequence-hunks.ts';

/**
 * Takes an edit over to a text that says the same in another spelling: `old` and `now` are how the text would be
 * written before and after the edit, `original` is how somebody wrote it. Lines and words that the edit left alone stay
 * as they were written; inserted lines follow their neighbours in marker and indentation. Whether the result says what
 * `now` says is for the caller to check.
 */
export function patchText(old: string, now: string, original: string): string {
  const lines = { old: splitLines(old), now: splitLines(now), original: splitLines(original) };
  const places = matchLoosely(lines.old, lines.original, looseLine);
  const prefixes = prefixesOf(lines.old, lines.original, places);
  const edits = editsOf(lines.old, lines.now, places, lines.original.length).map(({ hunk, place }) => {
    const parts = [lines.old.slice(...hunk.old), lines.now.slice(...hunk.now), lines.original.slice(...place)] as const;
    return { place, tokens: patchLines(parts, prefixes) };
  });
  return withLineEndsOf(original, applyEdits(lines.original, edits).join('\n'));
}

function splitLines(text: string): readonly string[] {
  return normalLines(text).split('\n');
}

/** For each old token, where it stands in the original; -1 for one that is not found there. */
type Places = readonly number[];

function matchLoosely(old: readonly string[], original: readonly string[], loose: (token: string) => string): Places {
  const places = old.map(() => -1);
  for (const { a, b } of matchSequences(old.map(loose), original.map(loose))) places[a] = b;
  return places;
}

/** A line without what only lays it out: markers, padding, marks of emphasis. */
function looseLine(line: string): string {
  const words = line.replace(/^[ \t]*(?:\d+[.)][ \t]+)?/, '').replace(/[^\p{L}\p{N}]/gu, '');
  return words === '' ? (line.trim()[0] ?? '') : words;
}

type Edit = { readonly place: Span; readonly tokens: readonly string[] };

/** Each change with the part of the original that it replaces; one whose place overlaps that of another joins it. */
function editsOf(
  old: readonly string[],
  now: readonly string[],
  places: Places,
  length: number,
): readonly { readonly hunk: Hunk; readonly place: Span }[] {
  const edits: { hunk: Hunk; place: Span }[] = [];
  for (const hunk of hunksBetween(old, now)) {
    const place = placeOf(hunk.old, places, length);
    const last = edits.at(-1);
    if (last === undefined || last.place[1] <= place[0]) edits.push({ hunk, place });
    else {
      const joined: Hunk = { old: [last.hunk.old[0], hunk.old[1]], now: [last.hunk.now[0], hunk.now[1]] };
      edits[edits.length - 1] = { hunk: joined, place: [last.place[0], Math.max(last.place[1], place[1])] };
    }
  }
  return edits;
}

/** Where the original holds these old tokens: exactly there if all are found together, else between their neighbours. */
function placeOf([from, to]: Span, places: Places, length: number): Span {
  const first = places[from] ?? -1;
  const found = places.slice(from, to);
  if (from < to && first >= 0 && found.every((place, at) => place === first + at)) return [first, first + found.length];
  let before = from - 1;
  while (before >= 0 && places[before] === -1) before -= 1;
  let after = to;
  while (after < places.length && places[after] === -1) after += 1;
  const start = (places[before] ?? -1) + 1;
  const end = places[after] ?? length;
  if (from < to) return [start, end];
  return before === from - 1 || after > to ? [start, start] : [end, end];
}

function applyEdits(original: readonly string[], edits: readonly Edit[]): readonly string[] {
  const out: string[] = [];
  let at = 0;
  for (const { place, tokens } of edits) {
    out.push(...original.slice(at, place[0]), ...tokens);
    at = place[1];
  }
  return [...out, ...original.slice(at)];
}

type Lines = readonly [old: readonly string[], now: readonly string[], original: readonly string[]];

/** Lines that are new get the markers and the indentation that such lines have in the original. */
function patchLines([old, now, original]: Lines, prefixes: ReadonlyMap<string, string>): readonly string[] {
  if (now.length === 0) return [];
  const patched =
    old.length > 0 && original.length > 0 ? patchWords(old.join('\n'), now.join('\n'), original.join('\n')) : null;
  return (patched?.split('\n') ?? now).map((line) => {
    const own = prefixOf(line);
    return `${prefixes.get(own) ?? own}${line.slice(own.length)}`;
  });
}

/** What stands for each usual beginning of a line in the original, where they differ. */
function prefixesOf(old: readonly string[], original: readonly string[], places: Places): ReadonlyMap<string, string> {
  const prefixes = new Map<string, string>();
  old.forEach((line, at) => {
    const place = places[at] ?? -1;
    const usual = prefixOf(line);
    if (place >= 0 && !prefixes.has(usual)) prefixes.set(usual, prefixOf(original[place] ?? ''));
  });
  return prefixes;
}

/** Indentation, quote marks and one marker of a list. */
function prefixOf(line: string): string {
  return /^[ \t>]*(?:(?:[-*+#]+|\d{1,9}[.)])[ \t]+)?/.exec(line)?.[0] ?? '';
}

function patchWords(old: string, now: string, original: string): string {
  const words = { old: splitWords(old), now: splitWords(now), original: splitWords(original) };
  const places = matchLoosely(words.old, words.original, looseWord);
  const edits = editsOf(words.old, words.now, places, words.original.length).map(({ hunk, place }) => {
    return { place, tokens: words.now.slice(...hunk.now) };
  });
  return applyEdits(words.original, edits).join('');
}

/** Words, white space with at most one line end, and single other characters. */
function splitWords(text: string): readonly string[] {
  return text.match(/[ \t]*\n?[ \t]+|\n|[\p{L}\p{N}]+|./gsu) ?? [];
}

/** A wrapped line goes on as if it had a space; the marks of emphasis are interchangeable. */
function looseWord(word: string): string {
  if (word.trim() === '') return ' ';
  return word === '_' ? '*' : word;
}
