import { footnoteLink } from './footnotes.ts';
import type { Inline } from './text-tree.ts';

/** Adjacent text becomes one, a bare URL is text, runs of white space are one space, and lines have none at their ends. */
export function canonicalInlines(inlines: readonly Inline[]): readonly unknown[] {
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
    case 'link':
    case 'span':
      return canonicalWrapped(inline);
    case 'image':
      return ['i', inline.src, inline.alt, inline.title, inline.params];
    case 'mention':
      return ['m', inline.name];
    case 'footnoteMark':
      return canonicalInline(footnoteLink(inline.label));
    case 'raw':
    case 'html':
      return [inline.kind, inline.source];
  }
}

type Wrapped = Extract<Inline, { kind: 'styled' | 'span' | 'link' }>;

/** Words that are bold and in italics as a whole are so in either order, and once. */
function canonicalWrapped(outer: Wrapped): unknown {
  const heads = new Map<string, readonly unknown[]>();
  let inner = outer;
  for (let next: Wrapped | null = outer; next !== null; next = onlyWrapped(inner)) {
    inner = next;
    const head = headOf(inner);
    heads.set(JSON.stringify(head), head);
  }
  const sorted = [...heads].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, head]) => head);
  const [innermost = [], ...others] = sorted.toReversed();
  const words: unknown = [...innermost, canonicalInlines(inner.children)];
  return others.reduce((within: unknown, head) => [...head, [within]], words);
}

function onlyWrapped({ children }: Wrapped): Wrapped | null {
  const [only, more] = children;
  return only !== undefined && more === undefined && isWrapped(only) ? only : null;
}

function isWrapped(inline: Inline): inline is Wrapped {
  return inline.kind === 'styled' || inline.kind === 'span' || inline.kind === 'link';
}

function headOf(inline: Wrapped): readonly unknown[] {
  switch (inline.kind) {
    case 'styled':
      return [inline.style];
    case 'link':
      return ['a', inline.href, inline.title];
    case 'span':
      return [inline.name, inline.value];
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
