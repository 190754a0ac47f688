import type { Notation } from '../../model/text/convert-text.ts';
import type { InspectedBlock } from '../../model/text/inspect-text.ts';
import type { Colors } from '../context.ts';
import { columns } from '../render/columns.ts';
import { plain } from '../render/plain.ts';
import { countBlocks } from './conversion-document.ts';

/** How each block fares, in a line, and the sum of it. */
export function checkLines(blocks: readonly InspectedBlock[], from: Notation, colors: Colors): readonly string[] {
  const place = from === 'adf' ? 'block' : 'line';
  const rows = blocks.map(({ line, kind, what }) => [`${place} ${line}`, painted(kind, colors), plain(what)]);
  const { native, approximated, carried } = countBlocks(blocks);
  const sum = `${blocks.length} ${blocks.length === 1 ? 'block' : 'blocks'}: ${native} native, ${approximated} approximated, ${carried} carried`;
  return [...columns(rows, null), sum];
}

function painted(kind: InspectedBlock['kind'], colors: Colors): string {
  if (kind === 'native') return colors.green(kind);
  return kind === 'approximated' ? colors.yellow(kind) : colors.red(kind);
}
