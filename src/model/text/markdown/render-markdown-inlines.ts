import { handleOf } from '../text-people.ts';
import { imageName } from '../tree/image-name.ts';
import type { ImageInline, Inline, InlineStyle } from '../tree/text-tree.ts';
import { APART, renderCodeSpan, renderInlineCarrier } from './carriers.ts';
import { escapeMarkdown, escapeMarkdownLineStart } from './escape-markdown.ts';
import { renderImageAddress } from './image-title.ts';
import { spanTags } from './inline-tags.ts';
import type { MarkdownDialect } from './markdown-dialect.ts';
import { mentionAddress } from './mention-link.ts';
import { mentionAt } from './mentions.ts';
import { renderTag } from './tags.ts';

/** `careful` escapes more and marks with tags; `line`: everything must stay on one line (headings, cells). */
export type MarkdownInlineOptions = {
  readonly careful: boolean;
  readonly line: boolean;
  readonly dialect: MarkdownDialect;
};

/** `label`: within the words of a link. */
type InlineOptions = MarkdownInlineOptions & { readonly label: boolean };

/** Inlines as Markdown; a line break is a backslash at the end of its line where lines are allowed, else `<br>`. */
export function renderMarkdownInlines(inlines: readonly Inline[], options: MarkdownInlineOptions): string {
  const text = joinInlines(inlines, { ...options, label: false }, '', '');
  if (options.line) return text.trim();
  const lines = text.split('\n').map((line) => line.trim());
  while (lines.length > 0 && lines[0] === '') lines.shift();
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines
    .map((line, at) => escapeMarkdownLineStart(line, at === 0))
    .map((line, at) => (at < lines.length - 1 ? `${line}${endsInAddress(line) ? ' ' : ''}\\` : line))
    .join('\n');
}

/** The backslash of a line break would become part of an address right before it. */
function endsInAddress(line: string): boolean {
  let from = line.length;
  while (from > 0 && (line[from - 1] ?? '').trim() !== '') from -= 1;
  const word = line.slice(from);
  return /https?:\/\/|www\./i.test(word) && !word.startsWith('<') && !(word.includes('](') && word.endsWith(')'));
}

/** Whether a character means something is seen only together with its neighbours. */
function mergeText(inlines: readonly Inline[]): readonly Inline[] {
  const out: Inline[] = [];
  for (const inline of inlines) {
    const last = out.at(-1);
    if (inline.kind === 'text' && last?.kind === 'text')
      out[out.length - 1] = { kind: 'text', text: last.text + inline.text };
    else out.push(inline);
  }
  return out;
}

/** `before` and `after` are the characters around, which decide whether a mark works there. */
function joinInlines(inlines: readonly Inline[], options: InlineOptions, before: string, after: string): string {
  const out: string[] = [];
  let last = before;
  const merged = mergeText(inlines);
  merged.forEach((inline, at) => {
    const next = merged[at + 1];
    const following = next === undefined ? after : firstChar(next);
    const apart = inline.kind === 'code' && merged[at - 1]?.kind === 'code' ? APART : '';
    const text = renderInline(inline, options, apart.at(-1) ?? last, following);
    const shown = next !== undefined && BRACKETED.includes(next.kind) ? text.replace(/(?<!\\)!$/, '\\!') : text;
    out.push(apart, shown);
    last = shown.at(-1) ?? apart.at(-1) ?? last;
  });
  return out.join('');
}

/** An exclamation mark before these would make an image of them. */
const BRACKETED: readonly Inline['kind'][] = ['link', 'mention', 'footnoteMark'];

function firstChar(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return inline.text[0] ?? '';
    case 'url':
      return inline.url[0] ?? '';
    case 'break':
      return '\n';
    default:
      return '*';
  }
}

function renderInline(inline: Inline, options: InlineOptions, before: string, after: string): string {
  switch (inline.kind) {
    case 'text':
      return escapeMarkdown(inline.text.replace(/[\r\n]/g, ' '), options, options.dialect.people);
    case 'code':
      return renderCodeSpan(inline.text);
    case 'break':
      return options.line ? '<br>' : '\n';
    case 'styled':
      return renderStyled(inline, options, before, after);
    case 'span':
      return renderSpan(inline, options);
    case 'link':
      return renderLink(inline, options);
    case 'url':
      if (options.label) return escapeMarkdown(inline.url, options, options.dialect.people);
      return renderUrl(inline.url, inline.bracketed || options.careful, after);
    case 'image':
      return renderImage(inline, options);
    case 'mention':
      return renderMention(inline, options, before, after);
    case 'footnoteMark':
      return `[^${inline.label}]`;
    case 'raw':
      return renderInlineCarrier(inline.source, options.dialect.carrier);
    case 'html':
      return inline.source;
  }
}

function renderSpan(inline: Extract<Inline, { kind: 'span' }>, options: InlineOptions): string {
  const { open, close } = spanTags(inline.name, inline.value);
  return `${open}${joinInlines(inline.children, options, '>', '<')}${close}`;
}

function renderImage(image: ImageInline, { dialect }: InlineOptions): string {
  const { src, title } = renderImageAddress(image);
  const alt = image.alt === '' ? imageName(image.src) : image.alt;
  return `![${escapeMarkdown(alt.replace(/[\r\n]/g, ' '), CAREFUL, dialect.people)}](${destination(src)}${titled(title)})`;
}

const CAREFUL = { careful: true, label: true } as const;

const TAGS: Readonly<Record<InlineStyle, string>> = {
  strong: 'strong',
  emphasis: 'em',
  strike: 'del',
  insert: 'ins',
  superscript: 'sup',
  subscript: 'sub',
  cite: 'cite',
};

function renderStyled(
  inline: Extract<Inline, { kind: 'styled' }>,
  options: InlineOptions,
  before: string,
  after: string,
): string {
  const mark = options.careful ? null : markOf(inline.style, before, after);
  if (mark !== null) {
    const inner = joinInlines(inline.children, options, mark, mark);
    if (flanks(before, inner[0] ?? ' ') && flanks(after, inner.at(-1) ?? ' ')) return `${mark}${inner}${mark}`;
  }
  const tag = TAGS[inline.style];
  return `<${tag}>${joinInlines(inline.children, options, '>', '<')}</${tag}>`;
}

/** By the rules of CommonMark a mark between a word and punctuation, or at white space, does not work. */
function flanks(outside: string, inside: string): boolean {
  if (/\s/.test(inside)) return false;
  return !/[\p{P}\p{S}]/u.test(inside) || outside === '' || /[\s\p{P}\p{S}]/u.test(outside);
}

function markOf(style: InlineStyle, before: string, after: string): string | null {
  if (style === 'strong') return '**';
  if (style === 'strike') return '~~';
  if (style !== 'emphasis') return null;
  return isWord(before) || isWord(after) ? '*' : '_';
}

function isWord(char: string): boolean {
  return /[\p{L}\p{N}_]/u.test(char);
}

/** Markdown knows no link within a link: around someone who is named by one stands a tag. */
function renderLink({ href, title, children }: Extract<Inline, { kind: 'link' }>, options: InlineOptions): string {
  const inner = { ...options, line: true, label: true };
  const label = joinInlines(children, inner, '[', ']');
  if (!MENTION_LINK.test(label)) return `[${label}](${destination(href)}${titled(title)})`;
  const open = renderTag('a', [['href', href], ...(title === null ? [] : [['title', title] as const])]);
  return `${open}${label}</a>`;
}

const MENTION_LINK = /\]\(<?mention:/;

/** An address with spaces or unpaired parentheses, or one that holds marks, stands in angle brackets. */
function destination(href: string): string {
  const plain = /^[\w:/.?=;#%+~@,!$'*&()-]+$/.test(href) && !/&#?\w+;/.test(href) && hasPairedParentheses(href);
  if (plain) return href;
  return `<${href
    .replace(/[<>\\]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/[\r\n]/g, ' ')}>`;
}

function hasPairedParentheses(href: string): boolean {
  let open = 0;
  for (const char of href) {
    open += char === '(' ? 1 : char === ')' ? -1 : 0;
    if (open < 0) return false;
  }
  return open === 0;
}

function titled(title: string | null): string {
  return title === null ? '' : ` "${title.replace(/["\\&]/g, '\\$&').replace(/[\r\n]/g, ' ')}"`;
}

/** GitHub links a bare address by itself; one that would run on into what follows needs brackets. */
function renderUrl(url: string, bracketed: boolean, after: string): string {
  const bare = !bracketed && (after === '' || /[\s.,:;!?)"'<]/.test(after));
  return bare || /[\s<>]/.test(url) ? url : `<${url}>`;
}

/** `@handle` where exactly that is read in this place; else a link that says who is meant. */
function renderMention(
  { name, label }: Extract<Inline, { kind: 'mention' }>,
  options: InlineOptions,
  before: string,
  after: string,
): string {
  const { people } = options.dialect;
  const handle = options.careful ? null : handleOf(people, name);
  const text = `@${handle ?? ''}`;
  const read = handle === null ? null : mentionAt(`${before}${text}${after}`, before.length, people);
  if (read?.jiraName === name && read.end === before.length + text.length) return text;
  return `[@${escapeMarkdown((label ?? name).replace(/[\r\n]/g, ' '), CAREFUL, people)}](${destination(mentionAddress(name))})`;
}
