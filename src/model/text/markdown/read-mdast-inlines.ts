import type { Link, PhrasingContent, Text } from 'mdast';
import { normalLines } from '../normal-lines.ts';
import type { Inline, InlineStyle } from '../tree/text-tree.ts';
import { checkCarrier, inlineCarrierMark } from './carriers.ts';
import { readMentions } from './mentions.ts';
import type { MdastContext } from './read-mdast-block.ts';
import { splitAtBreaks } from './split-at-breaks.ts';

/** The inlines of a paragraph, heading or cell; a style never reaches over a line break. Throws DamagedCarrier. */
export function readMdastInlines(nodes: readonly PhrasingContent[], context: MdastContext): readonly Inline[] {
  return splitAtBreaks(readNodes(nodes, context));
}

function readNodes(nodes: readonly PhrasingContent[], context: MdastContext): readonly Inline[] {
  const out: Inline[] = [];
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    if (node === undefined) continue;
    const carried = carriedSource(node, nodes[at + 1], context);
    if (carried !== null) {
      out.push({ kind: 'raw', source: carried });
      out.push(...readText(nodes[at + 1] as Text, inlineCarrierMark(context.dialect.carrier).length, context));
      at += 1;
      continue;
    }
    const style = node.type === 'html' ? STYLE_BY_TAG.get(openedTag(node.value)) : undefined;
    const close = style === undefined || node.type !== 'html' ? -1 : closingTag(nodes, at + 1, openedTag(node.value));
    if (style !== undefined && close > at) {
      out.push(...tagged(style, nodes.slice(at + 1, close), context));
      at = close;
    } else out.push(...readNode(node, context));
  }
  return out;
}

function readNode(node: PhrasingContent, context: MdastContext): readonly Inline[] {
  switch (node.type) {
    case 'text':
      return readText(node, 0, context);
    case 'emphasis':
      return [{ kind: 'styled', style: 'emphasis', children: readNodes(node.children, context) }];
    case 'strong':
      return [{ kind: 'styled', style: 'strong', children: readNodes(node.children, context) }];
    case 'delete':
      return [{ kind: 'styled', style: 'strike', children: readNodes(node.children, context) }];
    case 'inlineCode':
      return [{ kind: 'code', text: oneLine(node.value) }];
    case 'break':
      return [{ kind: 'break' }];
    case 'link':
      return [readLink(node, context)];
    case 'linkReference': {
      const target = context.definitions.get(node.identifier);
      const children = readNodes(node.children, context);
      return target === undefined ? children : [{ kind: 'link', href: target.url, title: target.title, children }];
    }
    case 'image':
      return [{ kind: 'image', src: node.url, alt: node.alt ?? '', title: node.title ?? null, params: [] }];
    case 'imageReference': {
      const target = context.definitions.get(node.identifier);
      return [{ kind: 'image', src: target?.url ?? '', alt: node.alt ?? '', title: target?.title ?? null, params: [] }];
    }
    case 'footnoteReference':
      return [{ kind: 'footnoteMark', label: node.label ?? node.identifier }];
    case 'html':
      return [/^<br\s?\/?>$/i.test(node.value) ? { kind: 'break' } : { kind: 'html', source: node.value }];
  }
}

/** A line end within a paragraph is a space. */
function oneLine(text: string): string {
  if (!text.includes('\n') && !text.includes('\r')) return text;
  return normalLines(text)
    .split('\n')
    .map((line, at) => (at === 0 ? line.trimEnd() : line.trim()))
    .join(' ');
}

function readText(node: Text, skip: number, context: MdastContext): readonly Inline[] {
  const { start, end } = { start: node.position?.start.offset, end: node.position?.end.offset };
  const source = start === undefined || end === undefined ? null : context.markdown.slice(start + skip, end);
  const value = oneLine(node.value.slice(skip));
  return value === '' ? [] : readMentions(value, source, context.dialect.people);
}

function carriedSource(node: PhrasingContent, next: PhrasingContent | undefined, context: MdastContext): string | null {
  const { carrier } = context.dialect;
  if (node.type !== 'inlineCode' || next?.type !== 'text') return null;
  if (!next.value.startsWith(inlineCarrierMark(carrier))) return null;
  checkCarrier(node.value, carrier, node.position?.start.line ?? 1);
  return node.value;
}

/** GitHub links bare addresses by itself: they are text. */
function readLink(node: Link, context: MdastContext): Inline {
  const children = readNodes(node.children, context);
  const [only] = node.children;
  const label = node.children.length === 1 && only?.type === 'text' ? only.value : null;
  const first = node.position?.start.offset === undefined ? '' : context.markdown[node.position.start.offset];
  if (label === null || first === '[') return { kind: 'link', href: node.url, title: node.title ?? null, children };
  if (first === '<') return { kind: 'url', url: node.url, bracketed: true };
  return label.includes('://') ? { kind: 'url', url: label, bracketed: false } : { kind: 'text', text: label };
}

/** HTML that says what Markdown has no mark for, or says it in a place where Markdown's mark would not work. */
const STYLE_BY_TAG: ReadonlyMap<string, InlineStyle | 'code'> = new Map([
  ...(['ins', 'u'] as const).map((tag) => [tag, 'insert'] as const),
  ...(['b', 'strong'] as const).map((tag) => [tag, 'strong'] as const),
  ...(['i', 'em'] as const).map((tag) => [tag, 'emphasis'] as const),
  ...(['s', 'del', 'strike'] as const).map((tag) => [tag, 'strike'] as const),
  ['sup', 'superscript'],
  ['sub', 'subscript'],
  ['cite', 'cite'],
  ['kbd', 'code'],
]);

function openedTag(html: string): string {
  return /^<([a-z]{1,6})>$/i.exec(html)?.[1]?.toLowerCase() ?? '';
}

function closingTag(nodes: readonly PhrasingContent[], from: number, tag: string): number {
  const stop = Math.min(nodes.length, from + FARTHEST_CLOSING_TAG);
  for (let at = from; at < stop; at += 1) {
    const node = nodes[at];
    if (node?.type === 'html' && node.value.toLowerCase() === `</${tag}>`) return at;
  }
  return -1;
}

/** In siblings. */
const FARTHEST_CLOSING_TAG = 500;

function tagged(
  style: InlineStyle | 'code',
  nodes: readonly PhrasingContent[],
  context: MdastContext,
): readonly Inline[] {
  const children = readNodes(nodes, context);
  if (style !== 'code') return [{ kind: 'styled', style, children }];
  return children.map((child) => (child.kind === 'text' ? { kind: 'code', text: child.text } : child));
}
