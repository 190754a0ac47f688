import { displayWidth, graphemesOf } from './display-width.ts';
import { plain } from './plain.ts';

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
/** Lines that say something by their shape: tables, indented code, headings of lists of links. */
const KEPT = /^(?: {4}|\t|\s*\|)/;
const LIST_SIGN = /^\s*(?:[-*+]|\d{1,9}[.)])\s+|^\s*(?:>\s*)+/;

/** Markdown in lines of at most `width` columns; code and tables keep their lines. Safe to show on a terminal. */
export function wrapMarkdown(text: string, width: number | null): readonly string[] {
  let fence: string | null = null;
  return text.split('\n').flatMap((line) => {
    const clean = line.split('\t').map(plain).join('    ');
    const mark = FENCE.exec(line)?.[1] ?? null;
    const isKept = fence !== null || mark !== null || KEPT.test(line) || width === null;
    if (fence === null) fence = mark;
    else if (mark?.startsWith(fence)) fence = null;
    return isKept ? [clean] : wrapLine(clean, width);
  });
}

/**
 * One line broken between words, and within what is written without spaces, such as Japanese; what follows the sign of a
 * list is indented below it. A long word of narrow letters, such as an address, is left whole for whoever copies it.
 */
export function wrapLine(line: string, width: number): readonly string[] {
  if (displayWidth(line) <= width) return [line];
  const sign = LIST_SIGN.exec(line)?.[0] ?? /^\s*/.exec(line)?.[0] ?? '';
  const indent = sign.includes('>') ? sign : ' '.repeat(displayWidth(sign));
  const indentColumns = displayWidth(indent);
  const lines: string[] = [];
  let current = sign;
  let columns = indentColumns;
  let isEmpty = true;
  for (const { text, gap } of piecesOf(line.slice(sign.length))) {
    const own = displayWidth(text);
    if (!isEmpty && columns + gap.length + own > width) {
      lines.push(current.trimEnd());
      current = indent;
      columns = indentColumns;
      isEmpty = true;
    }
    const before = isEmpty ? '' : gap;
    current += before + text;
    columns += before.length + own;
    isEmpty = false;
  }
  return [...lines, current.trimEnd()];
}

/** What stays together on a line, with what stands before it where that is on the same line. */
type Piece = { readonly text: string; readonly gap: '' | ' ' };

function piecesOf(text: string): readonly Piece[] {
  return text
    .split(' ')
    .flatMap((word) => partsOf(word).map((part, index): Piece => ({ text: part, gap: index === 0 ? ' ' : '' })));
}

/** A word of wide letters may end after each of them, but no line begins with what closes, or ends with what opens. */
function partsOf(word: string): readonly string[] {
  if (displayWidth(word) === word.length) return [word];
  const parts: string[] = [];
  let before: 'opens' | 'wide' | 'narrow' = 'wide';
  for (const segment of graphemesOf(word)) {
    const isWide = displayWidth(segment) > 1;
    const stays = before === 'opens' || CLOSES.test(segment) || (before === 'narrow' && !isWide);
    if (stays && parts.length > 0) parts.push(`${parts.pop()}${segment}`);
    else parts.push(segment);
    before = OPENS.test(segment) ? 'opens' : isWide ? 'wide' : 'narrow';
  }
  return parts;
}

const CLOSES = /^[\p{Pe}\p{Pf}\p{Po}ー]/u;
const OPENS = /^[\p{Ps}\p{Pi}]/u;
