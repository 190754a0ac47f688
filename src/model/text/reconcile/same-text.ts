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
  const other = b as Readonly<Record<string, unknown>>;
  let said = 0;
  for (const [key, member] of Object.entries(a)) {
    if (!isSaid(key, member)) continue;
    said += 1;
    if (!Object.hasOwn(other, key) || !isSaid(key, other[key]) || !sameValue(member, other[key], depth + 1))
      return false;
  }
  return said === Object.entries(other).filter(([key, member]) => isSaid(key, member)).length;
}

function isSaid(key: string, member: unknown): boolean {
  return key !== 'localId' && !isBlank(member, 0);
}

function isBlank(value: unknown, depth: number): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (typeof value !== 'object' || depth > DEEPEST_NODE) return false;
  if (Array.isArray(value)) return value.length === 0;
  return Object.entries(value).every(([key, member]) => key === 'localId' || isBlank(member, depth + 1));
}

/** Without the blank lines around; the first and the last line stay whole. */
function markdownIdentity(markdown: string): string {
  const text = normalLines(markdown);
  const shown = text.length - text.trimStart().length;
  if (shown === text.length) return '';
  const end = text.indexOf('\n', text.trimEnd().length);
  return text.slice(text.lastIndexOf('\n', shown) + 1, end < 0 ? text.length : end);
}
