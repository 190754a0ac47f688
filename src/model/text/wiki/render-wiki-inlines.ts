import type { Inline, InlineStyle } from '../tree/text-tree.ts';
import { escapeWiki, escapeWikiLineStart } from './escape-wiki.ts';
import { wikiMention } from './wiki-links.ts';

/** `line`: everything must stay on one line (headings, cells). */
export type WikiInlineOptions = { readonly careful: boolean; readonly line: boolean };

/** Inlines as wiki markup; a line break is a new line where one is allowed, else `\\`. */
export function renderWikiInlines(inlines: readonly Inline[], options: WikiInlineOptions): string {
  const text = joinInlines(inlines, options);
  if (options.line) return text.trim();
  return text.split('\n').map(escapeWikiLineStart).join('\n').trim();
}

function joinInlines(inlines: readonly Inline[], options: WikiInlineOptions): string {
  let out = '';
  const merged = mergeText(inlines);
  merged.forEach((inline, at) => {
    const next = merged[at + 1];
    const after = next === undefined ? '' : renderInline(next, options);
    out +=
      inline.kind === 'styled' ? renderStyled(inline, out.at(-1), after[0], options) : renderInline(inline, options);
  });
  return out;
}

/** Whether a bracket begins a link is seen only together with the address behind it. */
function mergeText(inlines: readonly Inline[]): readonly Inline[] {
  const out: Inline[] = [];
  for (const inline of inlines) {
    const last = out.at(-1);
    const text = inline.kind === 'url' && !inline.bracketed ? inline.url : inline.kind === 'text' ? inline.text : null;
    if (text === null) out.push(inline);
    else if (last?.kind === 'text') out[out.length - 1] = { kind: 'text', text: last.text + text };
    else out.push({ kind: 'text', text });
  }
  return out;
}

function renderInline(inline: Inline, options: WikiInlineOptions): string {
  switch (inline.kind) {
    case 'text':
      return withBars(escapeWiki(inline.text, options.careful), options);
    case 'html':
      return withBars(escapeWiki(inline.source.replace(/\s+/g, ' '), options.careful), options);
    case 'code':
      return renderCode(inline.text, options);
    case 'break':
      return options.line ? ' \\\\ ' : '\n';
    case 'styled':
      return renderStyled(inline, undefined, undefined, options);
    case 'span':
      return joinInlines(inline.children, options);
    case 'link':
      return renderLink(inline, options);
    case 'url':
      return inline.bracketed ? `[${wikiAddress(inline.url)}]` : inline.url;
    case 'image':
      return renderImage(inline.src, inline.alt, options);
    case 'mention':
      return wikiMention(inline.name);
    case 'footnoteMark':
      return `\\[${inline.label}]`;
    case 'raw':
      return inline.source;
  }
}

/** Cells end at a bar. */
function withBars(text: string, options: WikiInlineOptions): string {
  return options.line ? text.replace(/(?<!\\)\|/g, '\\|') : text;
}

const MARKS: Readonly<Record<InlineStyle, string>> = {
  strong: '*',
  emphasis: '_',
  strike: '-',
  insert: '+',
  superscript: '^',
  subscript: '~',
  cite: '??',
};

/** Marks within a word stand in braces. */
function renderStyled(
  inline: Extract<Inline, { kind: 'styled' }>,
  before: string | undefined,
  after: string | undefined,
  options: WikiInlineOptions,
): string {
  const mark = MARKS[inline.style];
  const inner = joinInlines(inline.children, options);
  if (inner.trim() === '') return inner;
  const tight = touches(before, mark) || touches(after, mark) || inner[0] === mark[0] || inner.at(-1) === mark[0];
  const braced = tight && mark.length === 1 ? `{${mark}}` : mark;
  return `${braced}${inner}${braced}`;
}

function touches(char: string | undefined, mark: string): boolean {
  return char !== undefined && (char === mark[0] || char === '\\' || /[\p{L}\p{Nd}]/u.test(char));
}

function renderCode(text: string, options: WikiInlineOptions): string {
  const escaped = escapeWiki(text, options.careful).replace(/(?<!\\)\}(?=\}|$)/g, '\\}');
  return `{{${withBars(escaped, options)}}}`;
}

function renderLink(inline: Extract<Inline, { kind: 'link' }>, options: WikiInlineOptions): string {
  const label = joinInlines(inline.children, { ...options, line: true });
  const href = wikiAddress(inline.href);
  if (label.trim() === '') return `[${href}]`;
  const tip = inline.title === null ? '' : `|${inline.title.replace(/[\]|[\n\r]/g, ' ')}`;
  return `[${label.replace(/(?<!\\)\]/g, '\\]').trim()}|${href}${tip}]`;
}

/** What would end the link is written as URLs write it. */
function wikiAddress(href: string): string {
  return href.replace(/[\s|[\]\\]/g, (char) => encodeURIComponent(char));
}

function renderImage(src: string, alt: string, options: WikiInlineOptions): string {
  const name = src.replace(/[\s!|]/g, (char) => (char === '!' ? '%21' : encodeURIComponent(char)));
  const shown = alt.replace(/[!|,=\\\n\r]/g, ' ').trim();
  if (name === '') return escapeWiki(alt, options.careful);
  return shown === '' ? `!${name}!` : `!${name}|alt=${shown}!`;
}
