import type { Block, Inline } from '../tree/text-tree.ts';

/**
 * Items and cells hold no blank lines: what stands apart by two line breaks or more is shown as paragraphs, and read as
 * such.
 */
export function splitParagraphs(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'paragraph') return [block];
    const parts = splitAtGaps(block.children);
    return parts.length < 2 ? [block] : parts.map((children): Block => ({ kind: 'paragraph', children }));
  });
}

function splitAtGaps(inlines: readonly Inline[]): readonly (readonly Inline[])[] {
  const parts: Inline[][] = [[]];
  let breaks: Inline[] = [];
  for (const inline of inlines) {
    if (inline.kind === 'break') breaks.push(inline);
    else if (breaks.length === 0 || !isSpace(inline)) {
      if (breaks.length > 1 && parts.at(-1)?.length !== 0) parts.push([]);
      else if (breaks.length > 0) parts.at(-1)?.push(...breaks.slice(0, 1));
      parts.at(-1)?.push(inline);
      breaks = [];
    }
  }
  return parts;
}

function isSpace(inline: Inline): boolean {
  return inline.kind === 'text' && inline.text.trim() === '';
}
