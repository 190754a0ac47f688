import type { InspectedBlock } from './inspect-text.ts';
import { APART } from './markdown/carriers.ts';
import { DamagedCarrier } from './markdown/damaged-carrier.ts';
import type { MarkdownDialect } from './markdown/markdown-dialect.ts';
import { readAlone } from './markdown/read-alone.ts';
import { type MarkdownRange, readMarkdown } from './markdown/read-markdown.ts';
import { renderMarkdown, runTogether } from './markdown/render-markdown.ts';
import { normalLines } from './normal-lines.ts';
import { nameOf } from './reconcile/approximation.ts';
import type { TextPeople } from './text-people.ts';
import { blockKey } from './tree/tree-key.ts';

/**
 * Markdown as Tract writes it, block by block. A block that would not read back with the same meaning keeps its bytes,
 * and so does the whole text where the blocks would run into each other. Throws DamagedCarrier.
 */
export function normalizeMarkdown(
  markdown: string,
  people: TextPeople,
): { readonly markdown: string; readonly blocks: readonly InspectedBlock[] } {
  const dialect: MarkdownDialect = { carrier: 'jira', people };
  const source = normalLines(markdown);
  let normal = source;
  // What was escaped with care can be written plainly once it stands in another form.
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const before = normal;
    normal = normalizeOnce(before, dialect);
    if (normal === before) break;
  }
  const blocks = readMarkdown(source, dialect).map(({ line, block }): InspectedBlock => {
    return { line, kind: 'native', what: nameOf(block) };
  });
  return { markdown: normal, blocks };
}

const MOST_PASSES = 4;

function normalizeOnce(source: string, dialect: MarkdownDialect): string {
  const ranges = readMarkdown(source, dialect);
  let normal = '';
  ranges.forEach((range, at) => {
    const previous = ranges[at - 1];
    const apart = previous !== undefined && runTogether(previous.block, range.block) ? `${APART}\n\n` : '';
    normal += `${at === 0 ? '' : '\n\n'}${apart}${normalBlock(range, source, dialect)}`;
  });
  return sameKeys(shownKeys(ranges), shownKeys(readMarkdown(normal, dialect))) ? normal : source;
}

function normalBlock({ block, start, end }: MarkdownRange, source: string, dialect: MarkdownDialect): string {
  const original = source.slice(start, end);
  // A reference takes its address from elsewhere, and its target says nothing by itself.
  if (block.kind === 'definition') return original;
  for (const careful of [false, true]) {
    const markdown = renderMarkdown(block, { careful, dialect });
    if (sameKeys([blockKey(block)], readsAs(markdown, dialect))) return markdown;
  }
  return original;
}

function readsAs(markdown: string, dialect: MarkdownDialect): readonly string[] {
  try {
    return keysOf(readAlone(markdown, dialect));
  } catch (error) {
    if (error instanceof DamagedCarrier) return [];
    throw error;
  }
}

function keysOf(ranges: readonly MarkdownRange[]): readonly string[] {
  return ranges.map(({ block }) => blockKey(block));
}

/** Without the empty remarks that keep blocks apart. */
function shownKeys(ranges: readonly MarkdownRange[]): readonly string[] {
  return keysOf(ranges).filter((key) => key !== APART_KEY);
}

const APART_KEY = blockKey({ kind: 'html', source: APART });

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, at) => key === b[at]);
}
