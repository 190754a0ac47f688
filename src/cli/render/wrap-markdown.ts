import { displayWidth } from './display-width.ts';
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

/** One line broken between words; what follows the sign of a list is indented below it. */
export function wrapLine(line: string, width: number): readonly string[] {
  if (displayWidth(line) <= width) return [line];
  const sign = LIST_SIGN.exec(line)?.[0] ?? /^\s*/.exec(line)?.[0] ?? '';
  const indent = sign.includes('>') ? sign : ' '.repeat(displayWidth(sign));
  const lines: string[] = [];
  let current = sign;
  let isEmpty = true;
  for (const word of line.slice(sign.length).split(' ')) {
    if (!isEmpty && displayWidth(current) + 1 + displayWidth(word) > width) {
      lines.push(current.trimEnd());
      current = indent;
      isEmpty = true;
    }
    current += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, current.trimEnd()];
}
