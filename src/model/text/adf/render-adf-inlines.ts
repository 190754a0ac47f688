import type { AdfNode } from '../jira-text.ts';
import { readHtml } from '../markdown/read-html.ts';
import { handleOf, type TextPeople } from '../text-people.ts';
import { footnoteLink } from '../tree/footnotes.ts';
import { imageName } from '../tree/image-name.ts';
import type { ImageInline, Inline, InlineStyle } from '../tree/text-tree.ts';
import { colorAsHex } from './adf-colors.ts';
import { dayOf, renderTimestamp } from './adf-date.ts';
import { isFileImage, renderMediaInline } from './adf-images.ts';
import { isAdfNode } from './canonical-adf.ts';
import { CARD_URL, STATUS_COLOR } from './read-adf-inlines.ts';

/** Inlines as ADF nodes; text nodes are never empty, because Jira refuses such a document. */
export function renderAdfInlines(inlines: readonly Inline[], people: TextPeople): readonly AdfNode[] {
  return joinTexts(renderAll(inlines, [], people));
}

type Mark = { readonly type: string; readonly attrs?: Readonly<Record<string, string>> };

function renderAll(inlines: readonly Inline[], marks: readonly Mark[], people: TextPeople): readonly AdfNode[] {
  return inlines.flatMap((inline) => renderInline(inline, marks, people));
}

function renderInline(inline: Inline, marks: readonly Mark[], people: TextPeople): readonly AdfNode[] {
  switch (inline.kind) {
    case 'text':
      return textNode(inline.text, marks);
    case 'code':
      return textNode(inline.text, [...marks.filter((mark) => AROUND_CODE.includes(mark.type)), { type: 'code' }]);
    case 'break':
      return [{ type: 'hardBreak' }];
    case 'span':
      return renderSpan(inline, marks, people);
    case 'styled':
      return renderAll(inline.children, [...marks, MARKS[inline.style]], people);
    case 'link':
      return renderLink(inline, marks, people);
    case 'url':
      if (inline.bracketed && marks.length === 0 && CARD_URL.test(inline.url)) {
        return [{ type: 'inlineCard', attrs: { url: inline.url } }];
      }
      return textNode(inline.url, withLink(marks, inline.url, null));
    case 'image':
      if (isFileImage(inline)) return [renderMediaInline(inline, hrefOf(marks))];
      return textNode(wordsOfImage(inline), withLink(marks, inline.src, inline.title));
    case 'mention':
      return [{ type: 'mention', attrs: mentionAttrs(inline, people) }];
    case 'footnoteMark':
      return renderInline(footnoteLink(inline.label), marks, people);
    case 'raw': {
      const node: unknown = JSON.parse(inline.source);
      return isAdfNode(node) ? [node] : [];
    }
    case 'html':
      return renderHtml(inline.source, marks, people);
  }
}

/** A link in place of an image that Jira cannot show within a line. */
function wordsOfImage({ src, alt }: ImageInline): string {
  if (alt.trim() !== '') return alt;
  const name = imageName(src);
  return name === '' ? src : name;
}

const AROUND_CODE: readonly string[] = ['link', 'annotation'];

function mentionAttrs(
  { name, label }: Extract<Inline, { kind: 'mention' }>,
  people: TextPeople,
): Readonly<Record<string, string>> {
  return { id: name, text: `@${handleOf(people, name) ?? label ?? name}` };
}

/** A tag by itself says nothing but the image it shows; one that HTML does not have is words. */
function renderHtml(source: string, marks: readonly Mark[], people: TextPeople): readonly AdfNode[] {
  const lines = readHtml(source).map((block) => (block.kind === 'paragraph' ? block.children : null));
  return lines.flatMap((line) => (line === null ? textNode(source, marks) : renderAll(line, marks, people)));
}

function renderSpan(
  span: Extract<Inline, { kind: 'span' }>,
  marks: readonly Mark[],
  people: TextPeople,
): readonly AdfNode[] {
  const { name, value, children } = span;
  const words = wordsOf(children).trim();
  const plain = (): readonly AdfNode[] => renderAll(children, marks, people);
  switch (name) {
    case 'color':
    case 'background': {
      const color = colorAsHex(value);
      const type = name === 'color' ? 'textColor' : 'backgroundColor';
      return color === null ? plain() : renderAll(children, [...marks, { type, attrs: { color } }], people);
    }
    case 'annotation':
      if (value === '') return plain();
      return renderAll(
        children,
        [...marks, { type: 'annotation', attrs: { id: value, annotationType: 'inlineComment' } }],
        people,
      );
    case 'status': {
      const color = STATUS_COLOR.test(value) ? value : 'neutral';
      return words === '' ? plain() : [{ type: 'status', attrs: { text: words, color, style: '' } }];
    }
    case 'date':
      return renderDate(value, words) ?? plain();
    case 'emoji': {
      const id = value === '' || value === words ? {} : { id: value };
      return words === '' ? plain() : [{ type: 'emoji', attrs: { shortName: words, ...id, text: words } }];
    }
    case 'anchor':
      return plain();
  }
}

function wordsOf(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind === 'text' || inline.kind === 'code') return inline.text;
      return inline.kind === 'styled' || inline.kind === 'span' || inline.kind === 'link'
        ? wordsOf(inline.children)
        : ' ';
    })
    .join('');
}

/** Jira shows a date in its own words: when a developer wrote another day, that is meant; other words stay words. */
function renderDate(value: string, words: string): readonly AdfNode[] | null {
  const meant = words === '' || words === dayOf(value) ? value : words;
  const timestamp = renderTimestamp(meant);
  return timestamp === null ? null : [{ type: 'date', attrs: { timestamp } }];
}

function renderLink(
  inline: Extract<Inline, { kind: 'link' }>,
  marks: readonly Mark[],
  people: TextPeople,
): readonly AdfNode[] {
  const linked = withLink(marks, inline.href, inline.title);
  const inner = renderAll(inline.children, linked, people);
  const reachable = inline.href === '' || inner.some((node) => Array.isArray(node.marks) && node.marks.some(isLink));
  if (reachable && inner.length > 0) return inner;
  const address = textNode(inline.href, linked);
  return inner.length === 0 ? address : [...inner, ...textNode(' ', marks), ...address];
}

function hrefOf(marks: readonly Mark[]): string | null {
  return marks.find((mark) => mark.type === 'link')?.attrs?.href ?? null;
}

/** A date or a person cannot lead anywhere: then the address stands behind it. */
function isLink(mark: unknown): boolean {
  return isAdfNode(mark) && mark.type === 'link';
}

function withLink(marks: readonly Mark[], href: string, title: string | null): readonly Mark[] {
  if (href === '' || marks.some((mark) => mark.type === 'link')) return marks;
  return [...marks, { type: 'link', attrs: title === null ? { href } : { href, title } }];
}

const MARKS: Readonly<Record<InlineStyle, Mark>> = {
  strong: { type: 'strong' },
  emphasis: { type: 'em' },
  strike: { type: 'strike' },
  insert: { type: 'underline' },
  superscript: { type: 'subsup', attrs: { type: 'sup' } },
  subscript: { type: 'subsup', attrs: { type: 'sub' } },
  cite: { type: 'em' },
};

/** The order in which the editor writes marks. */
const ORDER: readonly string[] = [
  'link',
  'em',
  'strong',
  'textColor',
  'backgroundColor',
  'strike',
  'subsup',
  'underline',
  'code',
  'annotation',
];

/** A word has one mark of a kind, the innermost; a line end within it is a space. */
function textNode(text: string, marks: readonly Mark[]): readonly AdfNode[] {
  const line = text.replace(/[\r\n]/g, ' ');
  if (line === '') return [];
  const own = ORDER.flatMap((type) => marks.findLast((mark) => mark.type === type) ?? []);
  return [own.length === 0 ? { type: 'text', text: line } : { type: 'text', text: line, marks: own }];
}

/** Neighbours with the same marks are one text. */
function joinTexts(nodes: readonly AdfNode[]): readonly AdfNode[] {
  const out: AdfNode[] = [];
  let marks = '';
  for (const node of nodes) {
    const last = out.at(-1);
    const own = JSON.stringify(node.marks ?? []);
    if (node.type === 'text' && last?.type === 'text' && own === marks && isJoinable(node) && isJoinable(last)) {
      out[out.length - 1] = { ...last, text: `${String(last.text)}${String(node.text)}` };
    } else out.push(node);
    marks = own;
  }
  return out;
}

/** What a carrier holds beside text and marks stays as it is. */
function isJoinable(node: AdfNode): boolean {
  return typeof node.text === 'string' && Object.keys(node).every((key) => ['type', 'text', 'marks'].includes(key));
}
