import type { Conversion, Notation, NotedText } from '../../model/text/convert-text.ts';
import type { InspectedBlock } from '../../model/text/inspect-text.ts';

export type BlockCounts = Readonly<Record<InspectedBlock['kind'], number>>;

/** What `--json` answers: the result as `text`, in ADF as `document`, and how the blocks of the source fared. */
export function conversionDocument(
  { text, blocks, whole }: Extract<Conversion, { kind: 'converted' }>,
  from: Notation,
  to: Notation,
) {
  const result = text.kind === 'adf' ? { document: text.doc } : { text: renderText(text) };
  return { from, to, whole, ...result, blocks, counts: countBlocks(blocks) };
}

export function countBlocks(blocks: readonly InspectedBlock[]): BlockCounts {
  const of = (kind: InspectedBlock['kind']): number => blocks.filter((block) => block.kind === kind).length;
  return { native: of('native'), approximated: of('approximated'), carried: of('carried') };
}

/** The text with one line end at its end; nothing at all for an empty one. */
export function renderText(text: NotedText): string {
  if (text.kind === 'adf') return `${JSON.stringify(text.doc, null, 2)}\n`;
  const words = text.kind === 'md' ? text.markdown : text.wiki;
  if (words.trim() === '') return '';
  let end = words.length;
  while (words[end - 1] === '\n' || words[end - 1] === '\r') end -= 1;
  return `${words.slice(0, end)}\n`;
}
