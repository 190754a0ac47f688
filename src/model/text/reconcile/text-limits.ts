import type { AdfNode, JiraText } from '../jira-text.ts';
import type { TextInput } from '../text-outcome.ts';

const LONGEST_TEXT = 100_000;
const DEEPEST_QUOTE = 32;
/** Levels of JSON. */
export const DEEPEST_NODE = 100;
const DEEPEST_INDENT = 400;
const MOST_MARKS = 3000;
/** In weights of blocks: a long changelog has some thousand items and a few hundred headings. */
const MOST_STRUCTURE = 3000;

/** Some text of the field is so long or so deeply nested that taking it apart could take too long. */
export function exceedsLimits(input: TextInput): boolean {
  const markdowns = [input.git, input.base?.markdown ?? ''];
  return markdowns.some(exceedsMarkdown) || exceedsJira(input.jira) || exceedsJira(input.base?.jira ?? null);
}

/** Deeper than any editor makes a document; reading it would overflow the stack. */
export function isTooDeep(jira: JiraText | null): boolean {
  return jira?.kind === 'adf' && depthOf(jira.doc, DEEPEST_NODE) > DEEPEST_NODE;
}

/** The same for a text of Jira's. */
export function exceedsJira(jira: JiraText | null): boolean {
  if (jira === null) return false;
  return jira.kind === 'wiki' ? jira.wiki.length > LONGEST_TEXT : isTooDeep(jira) || sizeOf(jira.doc) > LONGEST_TEXT;
}

/**
 * Markdown's parsers take a time that grows with the square of nested quotes, of unpaired marks within one paragraph,
 * and of blocks; code in fences costs nothing.
 */
export function exceedsMarkdown(markdown: string): boolean {
  if (markdown.length > LONGEST_TEXT) return true;
  let marks = 0;
  let structure = 0;
  let apart = true;
  let fence: string | null = null;
  for (const line of markdown.split('\n')) {
    const text = line.trimStart();
    const opener = text.startsWith('```') || text.startsWith('~~~') ? text.slice(0, 3) : null;
    if (fence !== null) {
      if (opener === fence) fence = null;
      continue;
    }
    if (opener !== null) fence = opener;
    marks = text === '' ? 0 : marks + countMarks(line);
    structure += weightOf(text, apart);
    apart = text === '';
    const tooMuch = marks > MOST_MARKS || structure > MOST_STRUCTURE;
    if (tooMuch || line.length - text.length > DEEPEST_INDENT || quoteDepth(line) > DEEPEST_QUOTE) return true;
  }
  return false;
}

/** What a line adds to the work of the parser: blocks, of which quotes cost most, and items and rows, which cost less. */
function weightOf(text: string, apart: boolean): number {
  if (text === '') return 0;
  if (apart) return text.startsWith('>') ? 2 : 1;
  if (/^(?:#|```|~~~|---|\*\*\*|___)/.test(text)) return 1;
  return /^(?:[-*+|]|\d{1,9}[.)])/.test(text) ? 0.25 : 0;
}

function countMarks(line: string): number {
  let count = 0;
  for (let at = 0; at < line.length; at += 1) if ('*_~[]`<!&\\'.includes(line[at] ?? '')) count += 1;
  return count;
}

/** Quotes and list markers at the start of a line, each a level. */
function quoteDepth(line: string): number {
  let depth = 0;
  for (let at = 0; at < line.length && '> \t-*+.)0123456789'.includes(line[at] ?? ''); at += 1) {
    const char = line[at] ?? '';
    const marker = '-*+.)'.includes(char) && (line[at + 1] === ' ' || line[at + 1] === '\t');
    if (marker || char === '>' || char === '\t') depth += 1;
  }
  return depth;
}

/** Stops counting behind `limit`; without recursion, because that is what it guards. */
function depthOf(node: AdfNode, limit: number): number {
  let level: unknown[] = [node];
  let depth = 0;
  while (level.length > 0 && depth <= limit) {
    depth += 1;
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) next.push(member);
    }
    level = next;
  }
  return depth;
}

function sizeOf(node: AdfNode): number {
  const pending: unknown[] = [node];
  let size = 0;
  while (pending.length > 0) {
    const value = pending.pop();
    size += typeof value === 'string' ? value.length : 1;
    if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) pending.push(member);
  }
  return size;
}
