import { handleOf } from '../text-people.ts';
import type { Inline, InlineStyle } from '../tree/text-tree.ts';
import { wikiMention } from '../wiki/wiki-links.ts';
import { renderCodeSpan, renderInlineCarrier } from './carriers.ts';
import { escapeMarkdown, escapeMarkdownLineStart } from './escape-markdown.ts';
import type { MarkdownDialect } from './markdown-dialect.ts';
import { mentionAt } from './mentions.ts';

/** `careful` escapes more and marks with tags; `line`: everything must stay on one line (headings, cells). */
export type MarkdownInlineOptions = {
  readonly careful: boolean;
  readonly line: boolean;
  readonly dialect: MarkdownDialect;
};

/** Inlines as Markdown; a line break is a backslash at the end of its line where lines are allowed, else `<br>`. */
export function renderMarkdownInlines(inlines: readonly Inline[], options: MarkdownInlineOptions): string {
  const text = joinInlines(inlines, options, '', '');
  if (options.line) return text.trim();
  const lines = text.split('\n').map((line) => escapeMarkdownLineStart(line.trimEnd()));
  while (lines.length > 0 && lines[0] === '') lines.shift();
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines.join('\\\n');
}

/** `before` and `after` are the characters around, which decide whether a mark works there. */
function joinInlines(
  inlines: readonly Inline[],
  options: MarkdownInlineOptions,
  before: string,
  after: string,
): string {
  let out = '';
  inlines.forEach((inline, at) => {
    const next = inlines[at + 1];
    const following = next === undefined ? after : firstChar(next);
    out += renderInline(inline, options, out.at(-1) ?? before, following);
  });
  return out;
}

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

function renderInline(inline: Inline, options: MarkdownInlineOptions, before: string, after: string): string {
  switch (inline.kind) {
    case 'text':
      return withBars(
        escapeMarkdown(inline.text.replace(/[\r\n]/g, ' '), options.careful, options.dialect.people),
        options,
      );
    case 'code':
      return withBars(renderCodeSpan(inline.text), options);
    case 'break':
      return options.line ? '<br>' : '\n';
    case 'styled':
      return renderStyled(inline, options, before, after);
    case 'span':
      return joinInlines(inline.children, options, before, after);
    case 'link':
      return renderLink(inline, options);
    case 'url':
      return renderUrl(inline.url, inline.bracketed || options.careful, after);
    case 'image':
      return `![${escapeMarkdown(inline.alt, true, options.dialect.people)}](${destination(inline.src)}${titled(inline.title)})`;
    case 'mention':
      return renderMention(inline.name, options, after);
    case 'footnoteMark':
      return `[^${inline.label}]`;
    case 'raw':
      return withBars(renderInlineCarrier(inline.source, options.dialect.carrier), options);
    case 'html':
      return inline.source;
  }
}

/** Cells end at a bar, even within code. */
function withBars(text: string, options: MarkdownInlineOptions): string {
  return options.line ? text.replace(/(?<!\\)\|/g, '\\|') : text;
}

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
  options: MarkdownInlineOptions,
  before: string,
  after: string,
): string {
  const mark = options.careful ? null : markOf(inline.style, before, after);
  if (mark !== null) return `${mark}${joinInlines(inline.children, options, mark, mark)}${mark}`;
  const tag = TAGS[inline.style];
  return `<${tag}>${joinInlines(inline.children, options, '>', '<')}</${tag}>`;
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

/** GitHub would link an address within the label by itself. */
function renderLink(inline: Extract<Inline, { kind: 'link' }>, options: MarkdownInlineOptions): string {
  const label = joinInlines(inline.children, { ...options, line: true }, '[', ']')
    .replace(/(?<!\\)\](?!\()/g, '\\]')
    .replaceAll('://', '\\://')
    .replaceAll('www.', 'www\\.');
  return `[${label}](${destination(inline.href)}${titled(inline.title)})`;
}

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
  const bare = !bracketed && (after === '' || /[\s.,:;!?)"']/.test(after));
  return bare || /[\s<>]/.test(url) ? url : `<${url}>`;
}

/** A handle that would be read differently in this place stays a carrier. */
function renderMention(name: string, options: MarkdownInlineOptions, after: string): string {
  const { people, carrier } = options.dialect;
  const handle = handleOf(people, name);
  const text = `@${handle ?? ''}`;
  const read = handle === null ? null : mentionAt(`${text}${after}`, 0, people);
  if (read?.jiraName === name && read.end === text.length) return text;
  const source = carrier === 'jira' ? wikiMention(name) : JSON.stringify({ type: 'mention', attrs: { id: name } });
  return renderInlineCarrier(source, carrier);
}
