/** The words that a reader of a tree sees, and how often. */
export function wordsOfTree(tree: unknown): ReadonlyMap<string, number> {
  return countWords(visibleText(tree));
}

export function countWords(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** How many words of `before` are still there in `after`. */
export function survivingWords(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): number {
  let kept = 0;
  for (const [word, times] of before) kept += Math.min(times, after.get(word) ?? 0);
  return kept;
}

export function sumOf(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const times of counts.values()) sum += times;
  return sum;
}

/** Neighbouring texts stand together: a word may be half bold. */
function visibleText(tree: unknown): string {
  if (Array.isArray(tree)) return tree.map(visibleText).join('');
  if (typeof tree !== 'object' || tree === null) return '';
  const node = tree as Readonly<Record<string, unknown>>;
  const text = (name: string): string => (typeof node[name] === 'string' ? node[name] : '');
  switch (node.kind) {
    case 'text':
      return text('text');
    case 'code':
      // As a span it stands within a line, as a block it does not.
      return 'plain' in node ? `\n${text('text')}\n` : text('text');
    case 'url':
      return text('url');
    case 'break':
      return '\n';
    case 'mention':
      return ` ${text('name')} `;
    case 'footnoteMark':
      return ` ${text('label')} `;
    case 'raw':
      return `\n${text('source')}\n`;
    case 'html':
      return `\n${text('source').replace(/<[^<>]*>/g, ' ')}\n`;
    case 'definition':
      return '';
    case 'link':
    case 'styled':
    case 'span':
      return visibleText(node.children);
    case 'image':
      return ` ${text('alt')} `;
    default:
      return `\n${Object.values(node).map(visibleText).join('\n')}\n${text('title')}\n`;
  }
}
