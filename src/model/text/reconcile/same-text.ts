import type { AdfNode, JiraText } from '../jira-text.ts';
import { normalLines } from '../normal-lines.ts';
import { DEEPEST_NODE } from './text-limits.ts';

/**
 * The same text to Jira: line ends, trailing white space, ADF's local ids, empty attributes and key order do not count.
 * Nothing is the same as a document nested too deeply, except itself.
 */
export function sameJiraText(a: JiraText | null, b: JiraText | null): boolean {
  if (a === b) return true;
  if (saysNothing(a) || saysNothing(b)) return saysNothing(a) && saysNothing(b);
  if (a?.kind === 'wiki' && b?.kind === 'wiki') return wikiIdentity(a.wiki) === wikiIdentity(b.wiki);
  return a?.kind === 'adf' && b?.kind === 'adf' && sameValue(a.doc, b.doc, 0);
}

/** The same Markdown document: line ends and surrounding blank lines do not count. */
export function sameMarkdown(a: string, b: string): boolean {
  return a === b || markdownIdentity(a) === markdownIdentity(b);
}

function saysNothing(text: JiraText | null): boolean {
  if (text === null) return true;
  if (text.kind === 'wiki') return text.wiki.trimEnd() === '';
  const content: AdfNode['content'] = text.doc.content;
  return !Array.isArray(content) || content.every(isEmptyParagraph);
}

/** An editor that was opened and left blank holds empty paragraphs. */
function isEmptyParagraph(node: unknown): boolean {
  if (typeof node !== 'object' || node === null || !('type' in node) || node.type !== 'paragraph') return false;
  return !('content' in node) || !Array.isArray(node.content) || node.content.length === 0;
}

function wikiIdentity(wiki: string): string {
  return normalLines(wiki).trimEnd();
}

/** Compares as `canonicalAdf` does, but stops at the first difference and builds nothing: documents can be large. */
function sameValue(a: unknown, b: unknown, depth: number): boolean {
  if (a === b) return true;
  if (depth > DEEPEST_NODE || typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((member, at) => sameValue(member, b[at], depth + 1));
  }
  const [left, right] = [saidBy(a), saidBy(b)];
  if (left.length !== right.length) return false;
  const others = new Map(right);
  return left.every(([key, member]) => others.has(key) && sameValue(member, others.get(key), depth + 1));
}

function saidBy(value: object): readonly (readonly [key: string, member: unknown])[] {
  return Object.entries(value).filter(([key, member]) => key !== 'localId' && !isBlank(member, 0));
}

function isBlank(value: unknown, depth: number): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (typeof value !== 'object' || depth > DEEPEST_NODE) return false;
  if (Array.isArray(value)) return value.length === 0;
  return Object.entries(value).every(([key, member]) => key === 'localId' || isBlank(member, depth + 1));
}

function markdownIdentity(markdown: string): string {
  const lines = normalLines(markdown).split('\n');
  let from = 0;
  let to = lines.length;
  while (from < to && lines[from]?.trim() === '') from += 1;
  while (to > from && lines[to - 1]?.trim() === '') to -= 1;
  return lines.slice(from, to).join('\n');
}
