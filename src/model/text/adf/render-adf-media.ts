import type { AdfNode } from '../jira-text.ts';
import type { ImageInline, Inline, Params } from '../tree/text-tree.ts';
import { paramOf, renderAttrs } from './adf-attrs.ts';
import { type Container, mayHold } from './adf-containers.ts';
import { isFileImage, isShownImage, LAYOUTS, placeOfImage, renderMedia, renderSingleAttrs } from './adf-images.ts';
import { EMBED_WORDS } from './read-adf.ts';
import type { AdfWriter } from './render-adf.ts';

/** The nodes for a paragraph of one image alone, or of files side by side; null for a paragraph of words. */
export function renderImages(children: readonly Inline[], container: Container): readonly AdfNode[] | null {
  const shown = children.filter((inline) => inline.kind !== 'break' && !isSpace(inline));
  const [only, more] = shown;
  if (only !== undefined && more === undefined) {
    const linked = only.kind === 'link' && only.children.length === 1 ? only : null;
    const image = linked?.children[0] ?? only;
    if (isShownImage(image) && placeOfImage(image) === null) {
      return [renderSingle(image, linked?.href ?? null, captionOf(image.title))];
    }
  }
  const files = shown.filter(isGrouped);
  if (files.length === 0 || files.length !== shown.length) return null;
  if (!mayHold(container, 'mediaGroup')) return files.map((file) => renderSingle(file, null, []));
  return [{ type: 'mediaGroup', content: files.map((file) => renderMedia(file, null)) }];
}

/** ADF has no title that is shown beside an image: its words stand below. */
function captionOf(title: string | null): readonly AdfNode[] {
  const text = title?.replace(/[\r\n]/g, ' ').trim() ?? '';
  return text === '' ? [] : [{ type: 'caption', content: [{ type: 'text', text }] }];
}

function isSpace(inline: Inline): boolean {
  return inline.kind === 'text' && inline.text.trim() === '';
}

function isGrouped(inline: Inline): inline is ImageInline {
  return isShownImage(inline) && placeOfImage(inline) === 'group';
}

function renderSingle(image: ImageInline, link: string | null, below: readonly AdfNode[]): AdfNode {
  return {
    type: 'mediaSingle',
    attrs: renderSingleAttrs(image.params),
    content: [renderMedia(image, link), ...below],
  };
}

/** An image with its caption; below a link where Jira cannot show the image. */
export function renderFigure(image: ImageInline, caption: readonly Inline[], writer: AdfWriter): readonly AdfNode[] {
  if (!isShownImage(image)) return [writer.paragraph([image, { kind: 'break' }, ...caption])];
  const words: readonly Inline[] = image.title === null ? [] : [{ kind: 'text', text: `${image.title} ` }];
  const content = writer.inlines(
    [...words, ...caption].filter((inline) => inline.kind !== 'image' || !isFileImage(inline)),
  );
  return [renderSingle(image, null, [{ type: 'caption', content }])];
}

/** A card as a block where Jira has one there, or else within a line. */
export function renderCard(url: string, params: Params, container: Container, writer: AdfWriter): AdfNode {
  const embedded = paramOf(params, 'embed') !== null;
  if (embedded && mayHold(container, 'embedCard')) return { type: 'embedCard', attrs: embedAttrs(url, params) };
  if (mayHold(container, 'blockCard')) return { type: 'blockCard', attrs: { url } };
  return writer.paragraph([{ kind: 'url', url, bracketed: true }]);
}

function embedAttrs(url: string, params: Params): Readonly<Record<string, unknown>> {
  const { layout, width, ...original } = renderAttrs(params, EMBED_WORDS);
  const known = typeof layout === 'string' && LAYOUTS.includes(layout) ? layout : 'center';
  const wide = typeof width === 'number' && width >= 0 && width <= 100 ? { width } : {};
  return { url, layout: known, ...wide, ...original };
}
