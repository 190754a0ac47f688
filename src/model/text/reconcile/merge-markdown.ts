import { normalLines } from '../normal-lines.ts';
import { withLineEndsOf } from './line-ends.ts';
import { mergeSequences } from './merge-sequences.ts';

/**
 * What two people made of one text: edits of different lines stand together, edits of one line where they touch
 * different words. Null when both changed the same words. Line ends, also the last one, are those of `git`.
 */
export function mergeMarkdown(base: string, git: string, jira: string): string | null {
  const merged = mergeSequences(splitLines(base), splitLines(git), splitLines(jira), [splitWords]);
  if (merged === null) return null;
  const text = merged.join('');
  return withLineEndsOf(git, git.endsWith('\n') ? text : text.replace(/\n$/, ''));
}

/** Lines with their line ends, the last one too. */
function splitLines(text: string): readonly string[] {
  return `${normalLines(text)}\n`.replace(/\n\n$/, '\n').match(/[^\n]*\n/g) ?? [];
}

/** Words, white space and single other characters. */
export function splitWords(text: string): readonly string[] {
  return text.match(/\n|[ \t]+|[\p{L}\p{N}_]+|./gsu) ?? [];
}
