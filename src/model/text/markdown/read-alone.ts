import type { MarkdownDialect } from './markdown-dialect.ts';
import { type MarkdownRange, readMarkdown } from './read-markdown.ts';

/**
 * A part of a text as it is read within the whole, where its footnotes have their notes: without a note, Markdown takes
 * a mark for words. Throws DamagedCarrier.
 */
export function readAlone(markdown: string, dialect: MarkdownDialect): readonly MarkdownRange[] {
  const labels = [...markdown.matchAll(/\[\^([^\s[\]^]+)\]/g)].map(([, label = '']) => label);
  if (labels.length === 0) return readMarkdown(markdown, dialect);
  const notes = [...new Set(labels)].map((label) => `\n\n[^${label}]: .`);
  const ranges = readMarkdown(`${markdown}${notes.join('')}`, dialect);
  return ranges.filter(({ start }) => start < markdown.length);
}
