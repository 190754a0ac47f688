import { isAdfNode } from '../adf/canonical-adf.ts';
import { DamagedCarrier } from './damaged-carrier.ts';
import type { MarkdownDialect } from './markdown-dialect.ts';

/** Jira's own notation in a fenced block; the fence is longer than any within. */
export function renderCarrier(source: string, carrier: MarkdownDialect['carrier']): string {
  const fence = '`'.repeat(Math.max(3, longestRun(source, '`') + 1));
  return `${fence}${carrier}\n${source}\n${fence}`;
}

/** Jira's own notation within a line: `` `[~john.doe]`{=jira} ``. */
export function renderInlineCarrier(source: string, carrier: MarkdownDialect['carrier']): string {
  return `${renderCodeSpan(source)}${inlineCarrierMark(carrier)}`;
}

export function inlineCarrierMark(carrier: MarkdownDialect['carrier']): string {
  return `{=${carrier}}`;
}

/** Stands between two lists, or two code spans, that would become one. */
export const APART = '<!-- -->';

/** A code span may hold back-ticks when its own are more; one space at each end belongs to the marks. */
export function renderCodeSpan(text: string): string {
  const ticks = '`'.repeat(longestRun(text, '`') + 1);
  const touches = text.startsWith('`') || text.endsWith('`');
  const stripped = text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '';
  const pad = touches || stripped ? ' ' : '';
  return `${ticks}${pad}${text}${pad}${ticks}`;
}

export function longestRun(text: string, char: string): number {
  let longest = 0;
  let run = 0;
  for (let at = text.indexOf(char); at >= 0 && at < text.length; at += 1) {
    run = text[at] === char ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

/** Refuses a carrier that lost its end, or whose JSON was broken: nobody can tell what was meant. */
export function checkCarrier(source: string, carrier: MarkdownDialect['carrier'], line: number): void {
  if (carrier === 'jira') return;
  try {
    const node: unknown = JSON.parse(source);
    if (isAdfNode(node) && node.type !== 'doc') return;
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new DamagedCarrier(line, `the adf block is not valid JSON (${detail}); mend it or take the last version`);
  }
  throw new DamagedCarrier(
    line,
    'the adf block must be one JSON object with a "type"; mend it or take the last version',
  );
}

/** Refuses a fenced carrier without its closing line: it would swallow the rest of the text. */
export function checkFence(slice: string, carrier: MarkdownDialect['carrier'], line: number): void {
  const lines = slice.split(/\r\n?|\n/);
  const opener = /^(`{3,}|~{3,})/.exec(lines[0]?.trimStart() ?? '')?.[1];
  if (opener === undefined) return;
  const last = (lines.at(-1) ?? '').replace(/^[\s>]*/, '').trimEnd();
  const closed = lines.length > 1 && last.length >= opener.length && longestRun(last, opener[0] ?? '') === last.length;
  if (!closed) throw new DamagedCarrier(line, `the ${carrier} block has no closing ${opener} line`);
}
