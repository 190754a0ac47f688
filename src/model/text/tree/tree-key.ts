import type { Block, Inline, ListItem } from './text-tree.ts';

/** Equal for two blocks that mean the same: spacing, list tightness and the way a URL is written do not count. */
export function blockKey(block: Block): string {
  return JSON.stringify(canonicalBlock(block));
}

function canonicalBlock(block: Block): unknown {
  switch (block.kind) {
    case 'paragraph':
      return ['p', canonicalInlines(block.children)];
    case 'heading':
      return ['h', block.level, canonicalInlines(block.children)];
    case 'list':
      return ['l', block.ordered ? block.start : null, block.items.map(canonicalItem)];
    case 'code':
      return ['c', block.language, block.params, block.meta, block.text];
    case 'quote':
      return ['q', block.blocks.map(canonicalBlock)];
    case 'table':
      return [
        't',
        block.align,
        block.rows.map((row) => row.map((cell) => [cell.header, canonicalInlines(cell.children)])),
      ];
    case 'rule':
      return ['r'];
    case 'footnote':
      return ['f', block.label, block.blocks.map(canonicalBlock)];
    case 'raw':
    case 'html':
    case 'definition':
      return [block.kind, block.source];
  }
}

function canonicalItem(item: ListItem): unknown {
  return [item.checked, item.blocks.map(canonicalBlock)];
}

/** Adjacent text becomes one, a bare URL is text, runs of white space are one space, and lines have none at their ends. */
function canonicalInlines(inlines: readonly Inline[]): readonly unknown[] {
  const out: unknown[] = [];
  for (const inline of inlines) {
    const part = canonicalInline(inline);
    const last = out.at(-1);
    if (typeof part === 'string' && typeof last === 'string') out[out.length - 1] = last + part;
    else if (part !== '') out.push(part);
  }
  return trimLines(out);
}

function canonicalInline(inline: Inline): unknown {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'url':
      return inline.url;
    case 'break':
      return ['br'];
    case 'code':
      return ['c', collapse(inline.text)];
    case 'styled':
      return [inline.style, canonicalInlines(inline.children)];
    case 'link':
      return ['a', inline.href, inline.title, canonicalInlines(inline.children)];
    case 'image':
      return ['i', inline.src, inline.alt, inline.title];
    case 'mention':
      return ['m', inline.name];
    case 'footnoteMark':
      return ['f', inline.label];
    case 'raw':
    case 'html':
      return [inline.kind, inline.source];
  }
}

function trimLines(parts: readonly unknown[]): readonly unknown[] {
  const isBreak = (part: unknown): boolean => Array.isArray(part) && part[0] === 'br';
  const out: unknown[] = [];
  parts.forEach((part, at) => {
    if (typeof part !== 'string') {
      out.push(part);
      return;
    }
    let text = collapse(part);
    if (at === 0 || isBreak(parts[at - 1])) text = text.trimStart();
    if (at === parts.length - 1 || isBreak(parts[at + 1])) text = text.trimEnd();
    if (text !== '') out.push(text);
  });
  while (out.length > 0 && isBreak(out[0])) out.shift();
  while (out.length > 0 && isBreak(out.at(-1))) out.pop();
  return out;
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ');
}
