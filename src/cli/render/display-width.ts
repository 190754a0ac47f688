import stringWidth from 'string-width';

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Letters of Europe, one column each, none joining with another: to look for clusters in them takes long in big tables. */
const NARROW = /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f]*$/;

/**
 * Parts that can be looked at one by one: the time that a segmenter takes grows with the square of the length. They end
 * before a blank or a letter without cases, and so within no cluster and no color.
 */
const PART = /[\s\S]{1,500}(?=[\p{Z}\p{Lo}]|$)|[\s\S]{1,500}/gu;

/** How many columns of a terminal a text takes; colors take none. */
export function displayWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  return (text.match(PART) ?? []).reduce((columns, part) => columns + stringWidth(part), 0);
}

/** The letters of a text as people count them. */
export function* graphemesOf(text: string): Iterable<string> {
  for (const [part] of text.matchAll(PART)) {
    for (const { segment } of SEGMENTER.segment(part)) yield segment;
  }
}

/** The text cut to `width` columns, the last of them an ellipsis where something was cut. */
export function cutToWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const segment of graphemesOf(text)) {
    const own = displayWidth(segment);
    if (used + own > width - 1) break;
    kept += segment;
    used += own;
  }
  return `${kept.trimEnd()}…`;
}

/** The text with blanks behind it, up to `width` columns. */
export function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** How wide the widest cell of each column is; at least one. */
export function widestCells(rows: readonly (readonly string[])[]): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 1, displayWidth(cell));
  }
  return widths;
}
