import type { Link, PhrasingContent, Text } from 'mdast';
import { normalLines } from '../normal-lines.ts';
import { imageWords } from '../tree/image-name.ts';
import type { Inline } from '../tree/text-tree.ts';
import { APART, checkCarrier, inlineCarrierMark } from './carriers.ts';
import { readImageAddress } from './image-title.ts';
import { pairTags, readLoneTag, wrapInTag } from './inline-tags.ts';
import { mentionedName } from './mention-link.ts';
import { readMentions } from './mentions.ts';
import type { MdastContext } from './read-mdast-block.ts';
import { splitAtBreaks } from './split-at-breaks.ts';

/** The inlines of a paragraph, heading or cell; a style never reaches over a line break. Throws DamagedCarrier. */
export function readMdastInlines(nodes: readonly PhrasingContent[], context: MdastContext): readonly Inline[] {
  return splitAtBreaks(readNodes(nodes, context));
}

function readNodes(nodes: readonly PhrasingContent[], context: MdastContext): readonly Inline[] {
  const out: Inline[] = [];
  const elements = pairTags(nodes);
  for (let at = 0; at < nodes.length; at += 1) {
    const node = nodes[at];
    if (node === undefined) continue;
    const carried = carriedSource(node, nodes[at + 1], context);
    const element = elements.get(at);
    if (carried !== null) {
      out.push({ kind: 'raw', source: carried });
      out.push(...readText(nodes[at + 1] as Text, inlineCarrierMark(context.dialect.carrier).length, context));
      at += 1;
    } else if (element !== undefined) {
      out.push(...wrapInTag(element.tag, readNodes(nodes.slice(at + 1, element.close), context)));
      at = element.close;
    } else if (!isApart(nodes, at)) out.push(...readNode(node, context));
  }
  return out;
}

/** Two code spans that touch would be one. */
function isApart(nodes: readonly PhrasingContent[], at: number): boolean {
  const node = nodes[at];
  if (node?.type !== 'html' || node.value !== APART) return false;
  return nodes[at - 1]?.type === 'inlineCode' && nodes[at + 1]?.type === 'inlineCode';
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
      return target === undefined ? children : [linkInline(target.url, target.title, children)];
    }
    case 'image':
      return [imageInline(node.url, node.alt, node.title)];
    case 'imageReference': {
      const target = context.definitions.get(node.identifier);
      return [imageInline(target?.url ?? '', node.alt, target?.title)];
    }
    case 'footnoteReference':
      return [{ kind: 'footnoteMark', label: node.label ?? node.identifier }];
    case 'html':
      return [readLoneTag(node.value)];
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
  const mark = inlineCarrierMark(carrier);
  if (next.value.slice(0, mark.length).toLowerCase() !== mark) return null;
  if (context.markdown[next.position?.start.offset ?? 0] === '\\') return null;
  checkCarrier(node.value, carrier, node.position?.start.line ?? 1);
  return node.value;
}

function imageInline(address: string, alt: string | null | undefined, title: string | null | undefined): Inline {
  const image = readImageAddress(address, title ?? null);
  return { kind: 'image', alt: imageWords(image.src, alt ?? ''), ...image };
}

/** An address may say who is mentioned: then the words are only those that stand for that person. */
function linkInline(href: string, title: string | null, children: readonly Inline[]): Inline {
  const name = mentionedName(href);
  if (name === null) return { kind: 'link', href, title, children };
  const label = children
    .map((child) => (child.kind === 'text' ? child.text : ''))
    .join('')
    .replace(/^@/, '');
  return { kind: 'mention', name, label: label.trim() === '' || label === name ? null : label };
}

/** GitHub links bare addresses by itself: they are text. */
function readLink(node: Link, context: MdastContext): Inline {
  const children = readNodes(node.children, context);
  const [only] = node.children;
  const label = node.children.length === 1 && only?.type === 'text' ? only.value : null;
  const first = node.position?.start.offset === undefined ? '' : context.markdown[node.position.start.offset];
  if (label === null || first === '[') return linkInline(node.url, node.title ?? null, children);
  if (first === '<') return { kind: 'url', url: node.url, bracketed: true };
  return label.includes('://') ? { kind: 'url', url: label, bracketed: false } : { kind: 'text', text: label };
}
