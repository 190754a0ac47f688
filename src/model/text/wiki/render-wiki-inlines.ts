import { readHtml } from '../markdown/read-html.ts';
import { footnoteLink } from '../tree/footnotes.ts';
import type { Inline, InlineStyle } from '../tree/text-tree.ts';
import { escapeWiki, escapeWikiLineStart } from './escape-wiki.ts';
import { renderWikiImage } from './wiki-images.ts';
import { isWordChar } from './wiki-lines.ts';
import { ATTACHMENT, wikiMention } from './wiki-links.ts';
import { macroTag } from './wiki-params.ts';

/** `line`: everything must stay on one line (headings, words within marks). `bars`: bars would end a cell. */
export type WikiInlineOptions = {
  readonly careful: boolean;
  readonly line: boolean;
  readonly bars: boolean;
  /** A link holds no other. */
  readonly linked: boolean;
};

/** Inlines as wiki markup; a line break is a new line where one is allowed, else `\\`. */
export function renderWikiInlines(inlines: readonly Inline[], options: Omit<WikiInlineOptions, 'linked'>): string {
  const lines = joinInlines(inlines, { ...options, linked: false })
    .trim()
    .split('\n');
  const shown = lines.length === 1 ? lines : lines.map((line) => (line.trim() === '' ? BREAK : line));
  return shown
    .map((line) => escapeWikiLineStart(line))
    .join('\n')
    .trim();
}

/** A blank line would end the paragraph. */
const BREAK = '\\\\';

function joinInlines(inlines: readonly Inline[], options: WikiInlineOptions): string {
  const out: string[] = [];
  let last: string | undefined;
  const merged = mergeText(inlines);
  merged.forEach((inline, at) => {
    const next = merged[at + 1];
    const after = next === undefined || !MARKED.has(inline.kind) ? undefined : renderInline(next, options)[0];
    const text = renderBeside(inline, last, after, options);
    out.push(text);
    last = text.at(-1) ?? last;
  });
  return out.join('');
}

function renderBeside(
  inline: Inline,
  before: string | undefined,
  after: string | undefined,
  options: WikiInlineOptions,
): string {
  if (inline.kind === 'styled') return renderStyled(inline, before, after, options);
  const text = renderInline(inline, options);
  return inline.kind === 'image' ? apart(before, text, after) : text;
}

/** What stands in marks that letters beside them would break. */
const MARKED: ReadonlySet<Inline['kind']> = new Set(['styled', 'image']);

/** Beside a letter Jira would show the name of an image and its marks. */
function apart(before: string | undefined, image: string, after: string | undefined): string {
  return `${isWordChar(before) ? ' ' : ''}${image}${isWordChar(after) ? ' ' : ''}`;
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
      return renderText(inline.text, options);
    case 'html':
      return renderTag(inline.source, options);
    case 'code':
      return renderCode(inline.text, options);
    case 'break':
      return options.line ? ' \\\\ ' : '\n';
    case 'styled':
      return renderStyled(inline, undefined, undefined, options);
    case 'span':
      return renderSpan(inline, options);
    case 'link':
      return renderLink(inline, options);
    case 'url':
      return inline.bracketed && !options.linked ? `[${wikiAddress(inline.url)}]` : inline.url;
    case 'image':
      return inline.src === '' ? renderText(inline.alt, options) : renderWikiImage(inline);
    case 'mention':
      return options.linked ? renderText(`@${inline.name}`, options) : wikiMention(inline.name);
    case 'footnoteMark':
      return renderInline(options.linked ? bracketed(inline.label) : footnoteLink(inline.label), options);
    case 'raw':
      return inline.source;
  }
}

function bracketed(label: string): Inline {
  return { kind: 'text', text: `[${label}]` };
}

/** A tag within a line: a line break, or what a browser shows of it. */
function renderTag(source: string, options: WikiInlineOptions): string {
  if (/^<br\s*\/?>$/i.test(source)) return renderInline({ kind: 'break' }, options);
  return readHtml(source)
    .map((block) => (block.kind === 'paragraph' ? joinInlines(block.children, options) : ''))
    .join(' ');
}

function renderText(text: string, options: WikiInlineOptions): string {
  return withBars(escapeWiki(text, { careful: options.careful, literal: false }), options);
}

/** Cells end at a bar. */
function withBars(text: string, options: WikiInlineOptions): string {
  return options.bars ? text.replace(/(?<!\\)\|/g, '\\|') : text;
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

/** Marks within a word stand in braces; white space stands outside of them. */
function renderStyled(
  inline: Extract<Inline, { kind: 'styled' }>,
  before: string | undefined,
  after: string | undefined,
  options: WikiInlineOptions,
): string {
  const mark = MARKS[inline.style];
  const inner = joinInlines(inline.children, { ...options, line: true });
  const words = inner.trim();
  if (words === '') return inner;
  const lead = inner.slice(0, inner.length - inner.trimStart().length);
  const tail = inner.slice(inner.trimEnd().length);
  const tight = (lead === '' && touches(before, mark)) || (tail === '' && touches(after, mark));
  const braced = tight || words[0] === mark[0] || words.at(-1) === mark[0] ? `{${mark}}` : mark;
  return `${lead}${braced}${words}${braced}${tail}`;
}

function touches(char: string | undefined, mark: string): boolean {
  return char !== undefined && (char === mark[0] || char === '\\' || isWordChar(char));
}

function renderCode(text: string, options: WikiInlineOptions): string {
  const escaped = escapeWiki(text, { careful: options.careful, literal: true }).replace(/(?<!\\)\}(?=\}|$)/g, '\\}');
  return `{{${withBars(escaped, options)}}}`;
}

/** A status and what else Jira has no words for: as it is shown. */
function renderSpan(span: Extract<Inline, { kind: 'span' }>, options: WikiInlineOptions): string {
  switch (span.name) {
    case 'anchor':
      return macroTag('anchor', [[span.value, '']]);
    case 'color':
      return renderColor(span.value, span.children, options);
    case 'status':
      return renderColor(STATUS_COLORS.get(span.value) ?? '#42526e', [bold(span.children)], options);
    default:
      return joinInlines(span.children, options);
  }
}

function bold(children: readonly Inline[]): Inline {
  return { kind: 'styled', style: 'strong', children };
}

/** The words of Cloud's lozenges, on white. */
const STATUS_COLORS: ReadonlyMap<string, string> = new Map([
  ['neutral', '#42526e'],
  ['purple', '#403294'],
  ['blue', '#0052cc'],
  ['red', '#bf2600'],
  ['yellow', '#974f0c'],
  ['green', '#006644'],
]);

/** Each line has its own tags: a colour does not reach over the end of a line. */
function renderColor(value: string, children: readonly Inline[], options: WikiInlineOptions): string {
  const color = value.replace(/[{}|\n\r]/g, '').trim();
  const inner = joinInlines(children, options);
  if (inner.trim() === '' || color === '') return inner;
  const lines = inner.split('\n').map((line) => (line.trim() === '' ? line : `{color:${color}}${line}{color}`));
  return lines.join('\n');
}

function renderLink(inline: Extract<Inline, { kind: 'link' }>, options: WikiInlineOptions): string {
  const { href, title, children } = inline;
  const label = joinInlines(children, { ...options, line: true, bars: true, linked: true }).trim();
  const attached = href.startsWith(ATTACHMENT) && href.length > ATTACHMENT.length;
  const address = attached ? `^${fileName(href.slice(ATTACHMENT.length))}` : wikiAddress(href);
  const named = (attached || href.startsWith('#')) && title === null && wordsOf(children) === address.slice(1);
  if (label === '' || named) return `[${address}]`;
  const tip = title === null ? '' : `|${title.replace(/[\]|[{}\n\r]/g, ' ')}`;
  return `[${label.replace(/(?<!\\)[[\]]/g, '\\$&')}|${address}${tip}]`;
}

function wordsOf(children: readonly Inline[]): string | null {
  const [first, more] = children;
  return first?.kind === 'text' && more === undefined ? first.text : null;
}

/** What would end the link is written as URLs write it. */
function wikiAddress(href: string): string {
  return href.replace(/[\s|[\]]/g, (char) => encodeURIComponent(char));
}

function fileName(name: string): string {
  return name.replace(/[|[\]\n\r]/g, (char) => encodeURIComponent(char));
}
