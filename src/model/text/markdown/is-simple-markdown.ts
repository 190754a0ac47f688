import type { Block, Inline, ListItem } from '../tree/text-tree.ts';

/**
 * Blocks whose Markdown cannot be misread, so that reading it back for a check would be wasted: plain words, lists and
 * headings of plain words, and plain code. Most of what people write is of this kind.
 */
export function isSimpleMarkdown(block: Block): boolean {
  switch (block.kind) {
    case 'paragraph':
      return areSimpleLines(block.children);
    case 'heading':
      return areSimpleLines(block.children) && block.children.every((inline) => inline.kind !== 'break');
    case 'code':
      return isSimpleCode(block.language, block.text) && block.params.length === 0 && block.meta === null;
    case 'list':
      return block.items.every(isSimpleItem);
    default:
      return false;
  }
}

/** One paragraph, and perhaps one list below it. */
function isSimpleItem(item: ListItem): boolean {
  const [first, second, third] = item.blocks;
  if (item.checked !== null || third !== undefined || first?.kind !== 'paragraph') return false;
  return (
    areSimpleLines(first.children) && (second === undefined || (second.kind === 'list' && isSimpleMarkdown(second)))
  );
}

function isSimpleCode(language: string | null, text: string): boolean {
  const named = language === null || (/^[\w+#.-]+$/.test(language) && !/^(?:jira|adf)$/i.test(language));
  return named && !text.includes('\0');
}

/** Lines of text, each beginning with a letter. */
function areSimpleLines(inlines: readonly Inline[]): boolean {
  let lineStart = true;
  let previous: Inline | null = null;
  for (const inline of inlines) {
    const before = previous;
    previous = inline;
    if (inline.kind === 'break') {
      // The backslash of a break would belong to the address before it.
      if (lineStart || before?.kind === 'url') return false;
      lineStart = true;
      continue;
    }
    const text = simpleText(inline);
    if (text === null || (lineStart && !SIMPLE_START.test(text))) return false;
    lineStart = false;
  }
  return !lineStart;
}

const SIMPLE_START = /^[A-Za-z"'(\u00c0-\u024f]/;

/** Bars and braces mean something in tables and macros only; `\r` is a line end to Markdown. */
const SIMPLE_TEXT = /^[A-Za-z0-9 .,:;'"()?!/%=$>{}^+\u00c0-\u024f\u2010-\u2027-]+$/;
const SIMPLE_URL = /^https?:\/\/[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:\/[A-Za-z0-9./?=%#_-]*)?$/;

function simpleText(inline: Inline): string | null {
  if (inline.kind === 'text') return SIMPLE_TEXT.test(inline.text) ? inline.text : null;
  if (inline.kind !== 'url' || inline.bracketed) return null;
  return SIMPLE_URL.test(inline.url) ? inline.url : null;
}
