import type { FrontMatterValue } from './front-matter.ts';
import { renderBlock, renderScalar, type ScalarStyle } from './front-matter-scalar.ts';

/** What stands behind a key: a number, a text of one or more lines, or a list. */
export type Content = string | number | readonly string[];

const LONGEST_FLOW = 100;

type Token = Extract<FrontMatterValue, { readonly kind: 'scalar' | 'list' }>;

/** What stands behind `key:`, with the line end: ` value`, ` [a, b]`, or a block of indented lines where that reads better. */
export function renderContent(content: Content, indent: string): string {
  const inline = renderInline(content, 'plain');
  if (inline !== null) return ` ${inline}\n`;
  if (typeof content === 'object') {
    return `\n${content.map((member) => `${indent}  - ${renderScalar(member, 'value')}\n`).join('')}`;
  }
  return ` ${renderBlock(String(content), indent)}`;
}

/** The content as one token on one line; null where it is written as a block. */
export function renderInline(content: Content, style: ScalarStyle): string | null {
  if (typeof content === 'number') return String(content);
  if (typeof content === 'object') {
    const flow = `[${content.map((member) => renderScalar(member, 'flow')).join(', ')}]`;
    return flow.length <= LONGEST_FLOW ? flow : null;
  }
  return content.includes('\n') && renderBlock(content, '') !== null ? null : renderScalar(content, 'value', style);
}

/** True for a value that can be replaced where it stands without touching what surrounds it. */
export function isToken(value: FrontMatterValue): value is Token {
  return (value.kind === 'scalar' && value.style !== 'block') || (value.kind === 'list' && value.flow);
}
