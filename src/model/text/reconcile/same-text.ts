import { canonicalAdf } from '../adf/canonical-adf.ts';
import type { JiraText } from '../jira-text.ts';
import { normalLines } from '../normal-lines.ts';
import { isTooDeep } from './text-limits.ts';

/** The same text to Jira: line ends, trailing white space, ADF's local ids, empty attributes and key order do not count. */
export function sameJiraText(a: JiraText | null, b: JiraText | null): boolean {
  if (a === b) return true;
  if (isTooDeep(a) || isTooDeep(b)) return false;
  return jiraIdentity(a) === jiraIdentity(b);
}

/** The same Markdown document: line ends and surrounding blank lines do not count. */
export function sameMarkdown(a: string, b: string): boolean {
  return a === b || markdownIdentity(a) === markdownIdentity(b);
}

function jiraIdentity(text: JiraText | null): string {
  if (text === null) return '';
  if (text.kind === 'wiki') return normalLines(text.wiki).trimEnd();
  const content = text.doc.content;
  const empty = !Array.isArray(content) || content.every(isEmptyParagraph);
  return empty ? '' : canonicalAdf(text.doc);
}

/** An editor that was opened and left blank holds empty paragraphs. */
function isEmptyParagraph(node: unknown): boolean {
  if (typeof node !== 'object' || node === null || !('type' in node) || node.type !== 'paragraph') return false;
  return !('content' in node) || !Array.isArray(node.content) || node.content.length === 0;
}

function markdownIdentity(markdown: string): string {
  const lines = normalLines(markdown).split('\n');
  let from = 0;
  let to = lines.length;
  while (from < to && lines[from]?.trim() === '') from += 1;
  while (to > from && lines[to - 1]?.trim() === '') to -= 1;
  return lines.slice(from, to).join('\n');
}
