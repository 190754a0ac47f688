import type { AdfNode } from '../jira-text.ts';
import { imageWords } from '../tree/image-name.ts';
import type { ImageInline, Inline, Params } from '../tree/text-tree.ts';
import { type AttrWord, adfMarks, isPlainNode, paramOf, readAttrs, renderAttrs, textAttr } from './adf-attrs.ts';
import { adfContent, hasOnlyAttrs } from './canonical-adf.ts';

/** Nodes that show a file or an image. */
export function isImageNode(node: AdfNode): boolean {
  return node.type === 'media' || node.type === 'mediaInline';
}

const MEDIA: readonly AttrWord[] = [
  { attr: 'collection', param: 'collection', type: 'text' },
  { attr: 'occurrenceKey', param: 'occurrence-key', type: 'text' },
  { attr: 'width', param: 'width', type: 'number' },
  { attr: 'height', param: 'height', type: 'number' },
];

const SINGLE: readonly AttrWord[] = [
  { attr: 'layout', param: 'layout', type: 'text' },
  { attr: 'width', param: 'shown-width', type: 'number' },
  { attr: 'widthType', param: 'shown-width-type', type: 'text' },
];

const BORDER: readonly AttrWord[] = [
  { attr: 'size', param: 'border-size', type: 'number' },
  { attr: 'color', param: 'border-color', type: 'text' },
];

/** How an image stands that is given no layout. */
const USUAL_LAYOUT = 'center';

/** `media` or `mediaInline` as an image, with the parameters of what it stands in; null when it says more than those. */
export function readImage(node: AdfNode, around: Params): ImageInline | null {
  if (!isPlainNode(node, ['type', 'id', 'url', 'alt', ...MEDIA.map((word) => word.attr)])) return null;
  const type = textAttr(node, 'type') ?? (node.type === 'mediaInline' ? 'file' : '');
  const own = readAttrs(node, MEDIA);
  const marked = readImageMarks(node);
  if (own === null || marked === null) return null;
  const src = type === 'external' ? (textAttr(node, 'url') ?? '') : (textAttr(node, 'id') ?? '');
  if (src === '' || (node.type === 'media' && type === 'image')) return null;
  const written = textAttr(node, 'alt') ?? '';
  if (type === 'external') {
    const alt = imageWords(src, written);
    const known =
      /^https?:\/\//.test(src) && node.type === 'media' && own.every(([name]) => name === 'width' || name === 'height');
    return known ? { kind: 'image', src, alt, title: null, params: [...own, ...around, ...marked] } : null;
  }
  if (!['file', 'link', 'image'].includes(type)) return null;
  const named: Params = type === 'file' ? [] : [['type', type]];
  return {
    kind: 'image',
    src: `${FILE}${src}`,
    alt: written,
    title: null,
    params: [...named, ...own, ...around, ...marked],
  };
}

export const FILE = 'media:';

function readImageMarks(node: AdfNode): Params | null {
  const params: (readonly [string, string])[] = [];
  for (const mark of adfMarks(node) ?? [{ type: '' }]) {
    const read = readImageMark(mark);
    if (read === null || params.some(([name]) => name === read[0]?.[0])) return null;
    params.push(...read);
  }
  return params;
}

function readImageMark(mark: AdfNode): Params | null {
  switch (mark.type) {
    case 'link':
      return hasOnlyAttrs(mark, ['href']) ? readAttrs(mark, [{ attr: 'href', param: 'link', type: 'text' }]) : null;
    case 'border':
      return hasOnlyAttrs(mark, ['size', 'color']) ? readAttrs(mark, BORDER) : null;
    case 'annotation':
      return hasOnlyAttrs(mark, ['id', 'annotationType']) && textAttr(mark, 'annotationType') === 'inlineComment'
        ? readAttrs(mark, [{ attr: 'id', param: 'annotation', type: 'text' }])
        : null;
    default:
      return null;
  }
}

/** The image of a `mediaSingle`; an image that leads somewhere stands in a link. Null when it says more. */
export function readSingle(node: AdfNode): { readonly image: ImageInline; readonly link: string | null } | null {
  const [media] = adfContent(node);
  const around = readAttrs(node, SINGLE);
  const marks = adfMarks(node);
  if (media?.type !== 'media' || around === null || marks === null) return null;
  if (
    !isPlainNode(
      node,
      SINGLE.map((word) => word.attr),
    )
  )
    return null;
  const outer = marks.map(readImageMark);
  const outerLink = outer.length === 1 && marks[0]?.type === 'link' ? (outer[0]?.[0]?.[1] ?? null) : null;
  if (marks.length > 0 && outerLink === null) return null;
  const shown = around.filter(([name, value]) => name !== 'layout' || value !== USUAL_LAYOUT);
  const image = readImage(media, shown);
  if (image === null) return null;
  const inner = paramOf(image.params, 'link');
  if (inner !== null && outerLink !== null) return null;
  const params = image.params.filter(([name]) => name !== 'link');
  return { image: { ...image, params }, link: inner ?? outerLink };
}

/** An image that Jira can show by itself: a page's or a file of its own. */
export function isShownImage(inline: Inline): inline is ImageInline {
  return inline.kind === 'image' && (/^https?:\/\/[^\s]/.test(inline.src) || isFileImage(inline));
}

export function isFileImage({ src }: ImageInline): boolean {
  return src.startsWith(FILE) && src.length > FILE.length;
}

/** Where a file stands when it does not stand by itself: `line`, `group`; null otherwise. */
export function placeOfImage(image: ImageInline): string | null {
  return paramOf(image.params, 'in');
}

export function renderMedia(image: ImageInline, link: string | null): AdfNode {
  const marks = renderImageMarks(image.params, link);
  const alt = image.alt === '' ? {} : { alt: image.alt };
  const attrs = { ...identity(image, ['file', 'link'], MEDIA), ...alt };
  return marks.length === 0 ? { type: 'media', attrs } : { type: 'media', attrs, marks };
}

export function renderMediaInline(image: ImageInline, link: string | null): AdfNode {
  const words = [image.alt, image.title ?? ''].join(' ').trim();
  const alt = words === '' ? {} : { alt: words };
  const marks = renderImageMarks(image.params, link);
  const attrs = { ...identity(image, ['file', 'link', 'image'], MEDIA), ...alt };
  return marks.length === 0 ? { type: 'mediaInline', attrs } : { type: 'mediaInline', attrs, marks };
}

function identity(image: ImageInline, types: readonly string[], words: readonly AttrWord[]): Record<string, unknown> {
  const own = renderAttrs(image.params, words);
  if (!isFileImage(image)) {
    const { collection: _collection, occurrenceKey: _key, ...size } = own;
    return { type: 'external', url: image.src, ...size };
  }
  const written = paramOf(image.params, 'type') ?? '';
  const type = types.includes(written) ? written : 'file';
  return { type, id: image.src.slice(FILE.length), collection: '', ...own };
}

function renderImageMarks(params: Params, link: string | null): readonly AdfNode[] {
  const href = link ?? paramOf(params, 'link') ?? '';
  const annotation = paramOf(params, 'annotation') ?? '';
  const border = renderAttrs(params, BORDER);
  const sized = typeof border.size === 'number' && border.size >= 1 && border.size <= 3;
  const coloured = typeof border.color === 'string' && /^#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$/.test(border.color);
  return [
    ...(href === '' ? [] : [{ type: 'link', attrs: { href } }]),
    ...(annotation === '' ? [] : [{ type: 'annotation', attrs: { id: annotation, annotationType: 'inlineComment' } }]),
    ...(sized && coloured ? [{ type: 'border', attrs: border }] : []),
  ];
}

/** The attributes of the `mediaSingle` around an image. */
export function renderSingleAttrs(params: Params): Readonly<Record<string, unknown>> {
  const { layout, width, widthType } = renderAttrs(params, SINGLE);
  const known = typeof layout === 'string' && LAYOUTS.includes(layout) ? layout : USUAL_LAYOUT;
  const most = widthType === 'pixel' ? Number.POSITIVE_INFINITY : 100;
  if (typeof width !== 'number' || width < 0 || width > most) return { layout: known };
  const type = widthType === 'pixel' || widthType === 'percentage' ? { widthType } : {};
  return { layout: known, width, ...type };
}

/** Where Jira can put an image or an embedded page. */
export const LAYOUTS: readonly string[] = [
  'wide',
  'full-width',
  'center',
  'wrap-right',
  'wrap-left',
  'align-end',
  'align-start',
];
