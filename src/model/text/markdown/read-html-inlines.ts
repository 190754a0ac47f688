import type { Element } from 'hast';
import { imageWords } from '../tree/image-name.ts';
import { isUsualTextColor } from '../tree/text-color.ts';
import type { Inline, InlineStyle, Params } from '../tree/text-tree.ts';
import { attribute, HIDDEN, type HtmlNode, isElement, isHtmlName, tagsOf, textOf } from './html-tree.ts';

/** What stands within one paragraph of HTML; white space is a space. */
export function readHtmlInlines(nodes: readonly HtmlNode[], source: string): readonly Inline[] {
  return nodes.flatMap((node): readonly Inline[] => {
    if (node.type === 'text') return textInlines(node.value);
    return isElement(node) ? readElement(node, source) : [];
  });
}

function textInlines(text: string): readonly Inline[] {
  return text === '' ? [] : [{ kind: 'text', text: text.replace(/\s+/g, ' ') }];
}

const STYLES: ReadonlyMap<string, InlineStyle> = new Map([
  ...['b', 'strong'].map((tag) => [tag, 'strong'] as const),
  ...['i', 'em', 'dfn', 'var'].map((tag) => [tag, 'emphasis'] as const),
  ...['s', 'del', 'strike'].map((tag) => [tag, 'strike'] as const),
  ...['u', 'ins'].map((tag) => [tag, 'insert'] as const),
  ['sup', 'superscript'],
  ['sub', 'subscript'],
  ['cite', 'cite'],
]);

const CODE: ReadonlySet<string> = new Set(['code', 'kbd', 'samp', 'tt']);
const FRAMES: ReadonlySet<string> = new Set(['iframe', 'video', 'audio', 'embed', 'object']);

function readElement(element: Element, source: string): readonly Inline[] {
  const { tagName } = element;
  if (HIDDEN.has(tagName)) return [];
  const style = STYLES.get(tagName);
  if (style !== undefined)
    return filled(readHtmlInlines(element.children, source), (children) => ({ kind: 'styled', style, children }));
  if (CODE.has(tagName)) return codeInlines(textOf(element, source));
  if (FRAMES.has(tagName)) return readFrame(element, source);
  switch (tagName) {
    case 'br':
      return [{ kind: 'break' }];
    case 'img':
      return [readHtmlImage(element)];
    case 'a':
      return readAnchor(element, source);
    case 'q':
      return [{ kind: 'text', text: '"' }, ...readHtmlInlines(element.children, source), { kind: 'text', text: '"' }];
    case 'svg':
    case 'math':
      return textInlines(textOf(element));
    case 'input':
      return textInlines(attribute(element, 'type') === 'checkbox' ? '' : (attribute(element, 'value') ?? ''));
    default:
      return isHtmlName(tagName) ? readColored(element, source) : readUnknown(element, source);
  }
}

function filled(children: readonly Inline[], wrap: (children: readonly Inline[]) => Inline): readonly Inline[] {
  return children.every((child) => child.kind === 'text' && child.text.trim() === '') ? children : [wrap(children)];
}

function codeInlines(text: string): readonly Inline[] {
  const line = text.replace(/\s+/g, ' ');
  return line.trim() === '' ? textInlines(line) : [{ kind: 'code', text: line }];
}

export function readHtmlImage(element: Element): Extract<Inline, { kind: 'image' }> {
  const params: Params = (['width', 'height', 'align'] as const).flatMap((name) => {
    const value = attribute(element, name);
    return value === null || value === '' ? [] : [[name, value] as const];
  });
  const src = attribute(element, 'src') ?? '';
  const alt = imageWords(src, attribute(element, 'alt') ?? '');
  return { kind: 'image', src, alt, title: attribute(element, 'title'), params };
}

function readAnchor(element: Element, source: string): readonly Inline[] {
  const children = readHtmlInlines(element.children, source);
  const href = attribute(element, 'href');
  const name = attribute(element, 'id') ?? attribute(element, 'name');
  const anchor: readonly Inline[] = name === null ? [] : [{ kind: 'span', name: 'anchor', value: name, children: [] }];
  if (href === null) return [...anchor, ...children];
  return [
    ...anchor,
    ...filled(children, (within) => ({ kind: 'link', href, title: attribute(element, 'title'), children: within })),
  ];
}

/** A page or a film within the text is a link to it. */
function readFrame(element: Element, source: string): readonly Inline[] {
  const first = element.children.filter(isElement).find((child) => child.tagName === 'source');
  const href =
    attribute(element, 'src') ?? attribute(element, 'data') ?? (first === undefined ? null : attribute(first, 'src'));
  const children = readHtmlInlines(element.children, source);
  if (href === null) return children;
  const title = attribute(element, 'title');
  const label: Inline = { kind: 'text', text: title === null || title.trim() === '' ? href : title };
  return [{ kind: 'link', href, title: null, children: children.some(isShown) ? children : [label] }];
}

function isShown(inline: Inline): boolean {
  return inline.kind !== 'text' || inline.text.trim() !== '';
}

function readColored(element: Element, source: string): readonly Inline[] {
  const children = readHtmlInlines(element.children, source);
  if (element.tagName === 'mark') return filled(children, (within) => colored('background', 'yellow', within));
  const style = attribute(element, 'style') ?? '';
  const color = attribute(element, 'color') ?? declared(style, 'color');
  const background = declared(style, 'background-color');
  const inner =
    background === null ? children : filled(children, (within) => colored('background', background, within));
  return color === null || isUsualTextColor(color) ? inner : filled(inner, (within) => colored('color', color, within));
}

function colored(name: 'color' | 'background', value: string, children: readonly Inline[]): Inline {
  return { kind: 'span', name, value, children };
}

/** The value of a property in a style. */
function declared(style: string, property: string): string | null {
  for (const declaration of style.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 0 || declaration.slice(0, colon).trim().toLowerCase() !== property) continue;
    const value = declaration.slice(colon + 1).trim();
    return value === '' ? null : value;
  }
  return null;
}

/** `List<String>` is no tag that anyone meant: it is shown as it is written. */
function readUnknown(element: Element, source: string): readonly Inline[] {
  const { opening, closing } = tagsOf(element, source);
  return [...textInlines(opening), ...readHtmlInlines(element.children, source), ...textInlines(closing)];
}
