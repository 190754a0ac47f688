import type { ImageInline, Inline, ParagraphBlock } from './text-tree.ts';

/** An image that stands by itself with plain words below it; its parameter `link` is a link around it. */
export function titledImage(image: ImageInline, title: string | null): ParagraphBlock {
  const href = image.params.find(([name]) => name === 'link')?.[1] ?? null;
  const params = image.params.filter(([name]) => name !== 'link');
  const children: readonly Inline[] = [{ ...image, title, params }];
  return {
    kind: 'paragraph',
    children: href === null ? children : [{ kind: 'link', href, title: null, children }],
  };
}
