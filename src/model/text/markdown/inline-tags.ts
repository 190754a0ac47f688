import type { PhrasingContent } from 'mdast';
import { imageWords } from '../tree/image-name.ts';
import { isUsualTextColor } from '../tree/text-color.ts';
import type { Inline, InlineStyle, Params, SpanName } from '../tree/text-tree.ts';
import { isHtmlName } from './html-tree.ts';
import { renderTag, type Tag, tagAt } from './tags.ts';

/** For each opening tag that is understood and closed among these siblings: the tag, and where it is closed. */
export function pairTags(
  nodes: readonly PhrasingContent[],
): ReadonlyMap<number, { readonly tag: Tag; readonly close: number }> {
  const pairs = new Map<number, { readonly tag: Tag; readonly close: number }>();
  const opened: { readonly at: number; readonly tag: Tag }[] = [];
  const open = new Map<string, number>();
  nodes.forEach((node, close) => {
    const tag = node.type === 'html' ? wholeTag(node.value) : null;
    if (tag === null || isVoid(tag)) return;
    const count = open.get(tag.name) ?? 0;
    if (!tag.closing) {
      if (opened.length >= DEEPEST) return;
      opened.push({ at: close, tag });
      open.set(tag.name, count + 1);
      return;
    }
    if (count === 0) return;
    for (let last = opened.pop(); last !== undefined; last = opened.pop()) {
      open.set(last.tag.name, (open.get(last.tag.name) ?? 1) - 1);
      if (last.tag.name !== tag.name) continue;
      if (meaningOf(last.tag) !== null) pairs.set(last.at, { tag: last.tag, close });
      return;
    }
  });
  return pairs;
}

/** Tags within each other beyond this stay HTML, so that reading never runs out of stack. */
const DEEPEST = 50;

function wholeTag(html: string): Tag | null {
  const tag = tagAt(html, 0);
  return tag?.end === html.length ? tag : null;
}

function isVoid({ name }: Tag): boolean {
  return name === 'br' || name === 'img' || name === 'hr' || name === 'input' || name === 'wbr';
}

type Meaning =
  | { readonly kind: 'styled'; readonly style: InlineStyle }
  | { readonly kind: 'code' }
  | { readonly kind: 'span'; readonly name: SpanName; readonly value: string }
  | { readonly kind: 'link'; readonly href: string; readonly title: string | null };

/** Tags that say what Markdown has no mark for, or say it where Markdown's mark would not work. */
function meaningOf({ name, attributes }: Tag): Meaning | null {
  if (attributes.length === 0) {
    if (name === 'kbd') return { kind: 'code' };
    const style = STYLE_BY_TAG.get(name);
    return style === undefined ? null : { kind: 'styled', style };
  }
  const [first, more] = attributes;
  if (name === 'a' && attributeOf(attributes, 'href') !== null) return linkMeaning(attributes);
  if (first === undefined || more !== undefined) return null;
  const [attribute, value] = first;
  const span =
    name === 'span' && attribute === 'style' ? declared(value) : (SPAN_BY_TAG[`${name} ${attribute}`] ?? null);
  if (span === null) return null;
  return typeof span === 'string' ? { kind: 'span', name: span, value } : { kind: 'span', ...span };
}

const STYLE_BY_TAG: ReadonlyMap<string, InlineStyle> = new Map([
  ...(['ins', 'u'] as const).map((tag) => [tag, 'insert'] as const),
  ...(['b', 'strong'] as const).map((tag) => [tag, 'strong'] as const),
  ...(['i', 'em'] as const).map((tag) => [tag, 'emphasis'] as const),
  ...(['s', 'del', 'strike'] as const).map((tag) => [tag, 'strike'] as const),
  ['sup', 'superscript'],
  ['sub', 'subscript'],
  ['cite', 'cite'],
]);

const SPAN_BY_TAG: Readonly<Record<string, SpanName>> = {
  'span data-status': 'status',
  'span data-emoji': 'emoji',
  'span data-annotation': 'annotation',
  'time datetime': 'date',
  'a id': 'anchor',
};

const PROPERTIES: Readonly<Record<string, SpanName>> = { color: 'color', 'background-color': 'background' };

/** One property alone: a style that says more is someone's own. */
function declared(style: string): { readonly name: SpanName; readonly value: string } | null {
  const colon = style.indexOf(':');
  const name = Object.hasOwn(PROPERTIES, style.slice(0, colon).trim())
    ? PROPERTIES[style.slice(0, colon).trim()]
    : undefined;
  const value = style
    .slice(colon + 1)
    .trim()
    .replace(/\s*;$/, '');
  return name === undefined || value === '' || value.includes(';') ? null : { name, value };
}

function linkMeaning(attributes: Params): Meaning | null {
  const others = attributes.filter(([name]) => name !== 'href' && name !== 'title');
  if (others.length > 0) return null;
  return { kind: 'link', href: attributeOf(attributes, 'href') ?? '', title: attributeOf(attributes, 'title') };
}

function attributeOf(attributes: Params, wanted: string): string | null {
  return attributes.find(([name]) => name === wanted)?.[1] ?? null;
}

function isUsualColor(meaning: Meaning): boolean {
  return meaning.kind === 'span' && meaning.name === 'color' && isUsualTextColor(meaning.value);
}

/** What stands within the tag, as the tag says. */
export function wrapInTag(tag: Tag, children: readonly Inline[]): readonly Inline[] {
  const meaning = meaningOf(tag);
  if (meaning === null || isUsualColor(meaning)) return children;
  if (meaning.kind !== 'code') return [{ ...meaning, children }];
  return children.map((child) => (child.kind === 'text' ? { kind: 'code', text: child.text } : child));
}

/** A tag that stands alone: a line break, an image, HTML of another kind, or words: `List<String>` is no tag. */
export function readLoneTag(source: string): Inline {
  const tag = wholeTag(source);
  if (tag?.name === 'br' && !tag.closing && tag.attributes.length === 0) return { kind: 'break' };
  if (tag !== null && !isHtmlName(tag.name)) return { kind: 'text', text: source.replace(/\s+/g, ' ') };
  return (tag?.name === 'img' ? readImageTag(tag) : null) ?? { kind: 'html', source };
}

const SIZES: readonly string[] = ['width', 'height'];

/** `<img>` as people write it where they want another size. */
function readImageTag({ attributes }: Tag): Inline | null {
  const src = attributeOf(attributes, 'src');
  if (src === null || src === '' || !attributes.every(([name]) => IMAGE.includes(name) || SIZES.includes(name)))
    return null;
  const params = attributes.filter(([name]) => SIZES.includes(name));
  return {
    kind: 'image',
    src,
    alt: imageWords(src, attributeOf(attributes, 'alt') ?? ''),
    title: attributeOf(attributes, 'title'),
    params,
  };
}

const IMAGE: readonly string[] = ['src', 'alt', 'title'];

/** The tags around the words of a span. */
export function spanTags(name: SpanName, value: string): { readonly open: string; readonly close: string } {
  const [tag, attribute, written] = SPANS[name];
  return { open: renderTag(tag, [[attribute, `${written}${value}`]]), close: `</${tag}>` };
}

const SPANS: Readonly<Record<SpanName, readonly [tag: string, attribute: string, before: string]>> = {
  color: ['span', 'style', 'color: '],
  background: ['span', 'style', 'background-color: '],
  status: ['span', 'data-status', ''],
  emoji: ['span', 'data-emoji', ''],
  annotation: ['span', 'data-annotation', ''],
  date: ['time', 'datetime', ''],
  anchor: ['a', 'id', ''],
};
