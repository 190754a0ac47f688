import type { Blockquote, Paragraph, RootContent } from 'mdast';
import type { Block, Inline, PanelBlock } from '../tree/text-tree.ts';
import { readAlertMark, readPanelComment } from './panel-comment.ts';
import type { MdastContext } from './read-mdast-block.ts';

/** The panel that a quote stands for, or null for a quote. */
export function readPanel(
  quote: Blockquote,
  context: MdastContext,
  readBlocks: (nodes: readonly RootContent[], context: MdastContext) => readonly Block[],
): PanelBlock | null {
  const [first, ...others] = quote.children;
  if (first?.type !== 'paragraph') return null;
  const mark = alertMark(first, context);
  if (mark === null) return null;
  const below = withoutMark(first, mark.length);
  const [second] = others;
  const params = below === null && second?.type === 'html' ? readPanelComment(second.value) : null;
  const rest = params === null ? others : others.slice(1);
  const blocks = readBlocks(below === null ? rest : [below, ...rest], context);
  const title = titleOf(blocks[0]);
  return { kind: 'panel', tone: mark.tone, title, params, blocks: title === null ? blocks : blocks.slice(1) };
}

/** A backslash before the bracket says that it is none. */
function alertMark({ children }: Paragraph, { markdown }: MdastContext): ReturnType<typeof readAlertMark> {
  const [text, next] = children;
  if (text?.type !== 'text' || markdown[text.position?.start.offset ?? 0] !== '[') return null;
  const mark = readAlertMark(text.value);
  const whole = mark !== null && mark.length === text.value.length && !/[\r\n]$/.test(text.value);
  return whole && next !== undefined ? null : mark;
}

/** The paragraph without its first line; null when that was all. */
function withoutMark(paragraph: Paragraph, length: number): Paragraph | null {
  const [text, ...others] = paragraph.children;
  if (text?.type !== 'text') return null;
  if (length === text.value.length) return others.length === 0 ? null : { ...paragraph, children: others };
  const { position, ...rest } = text;
  const value = text.value.slice(length);
  if (position === undefined) return { ...paragraph, children: [{ ...rest, value }, ...others] };
  // The mark holds nothing that a backslash could stand before: the rest of the source is the rest of the text.
  const start = { ...position.start, offset: (position.start.offset ?? 0) + length };
  return { ...paragraph, children: [{ ...rest, value, position: { ...position, start } }, ...others] };
}

/** A first line in bold is the title. */
function titleOf(block: Block | undefined): string | null {
  if (block?.kind !== 'paragraph') return null;
  const [strong, more] = block.children;
  if (strong?.kind !== 'styled' || strong.style !== 'strong' || more !== undefined) return null;
  return strong.children.every(isText) ? strong.children.map((inline) => inline.text).join('') : null;
}

function isText(inline: Inline): inline is Extract<Inline, { kind: 'text' }> {
  return inline.kind === 'text';
}
