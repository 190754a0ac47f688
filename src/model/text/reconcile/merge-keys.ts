import { splitWords } from './merge-markdown.ts';
import { mergeSequences } from './merge-sequences.ts';

/**
 * Whether a merged text says what both edits mean: its blocks are those that merging the meanings of the three texts
 * gives. All four are keys of blocks. A mark that was left open, or a cell that slipped, makes a difference.
 */
export function saysBoth(
  merged: readonly string[],
  base: readonly string[],
  git: readonly string[],
  jira: readonly string[],
): boolean {
  const expected = mergeSequences(base, git, jira, [splitKey, splitWords]);
  if (expected === null) return false;
  return finestTokens(expected).join('\0') === finestTokens(merged).join('\0');
}

/** Whole keys, parts of keys and words alike as their finest tokens. */
export function finestTokens(tokens: readonly string[]): readonly string[] {
  return tokens.flatMap(splitKey).flatMap(splitWords);
}

/** The brackets, lines (in quotes) and other values of a key; anything else is no key. */
function splitKey(token: string): readonly string[] {
  if (!token.startsWith('["')) return [token];
  const out: string[] = [];
  flatten(JSON.parse(token), out);
  return out;
}

function flatten(value: unknown, out: string[]): void {
  if (Array.isArray(value)) {
    out.push(OPEN);
    for (const member of value) flatten(member, out);
    out.push(CLOSE);
  } else if (typeof value === 'string') out.push(...linesOf(value).map((line) => JSON.stringify(line)));
  else out.push(String(value));
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [''];
}

const OPEN = '[';
const CLOSE = ']';
