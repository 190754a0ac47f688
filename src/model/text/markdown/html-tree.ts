import type { Element, ElementContent, Nodes, Properties, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';

export type HtmlNode = RootContent | ElementContent;

/** The nodes of a fragment of HTML as a browser reads it; null when it is nested deeper than anyone writes. */
export function parseHtml(source: string): readonly HtmlNode[] | null {
  if (isDeep(source)) return null;
  return fromHtml(source, { fragment: true, verbose: true }).children;
}

/** The parser works by recursion, and tags that are never closed nest. */
function isDeep(source: string): boolean {
  const open = new Map<string, number>();
  let depth = 0;
  for (let at = source.indexOf('<'); at >= 0; at = source.indexOf('<', at + 1)) {
    const tag = /^(\/?)([a-z][a-z0-9]{0,15})/i.exec(source.slice(at + 1, at + LONGEST_NAME));
    const name = tag?.[2]?.toLowerCase() ?? '';
    if (name === '' || UNNESTED.has(name)) continue;
    const count = open.get(name) ?? 0;
    if (tag?.[1] !== '/') open.set(name, count + 1);
    else if (count > 0) open.set(name, count - 1);
    depth += tag?.[1] !== '/' ? 1 : count > 0 ? -1 : 0;
    if (depth > DEEPEST) return true;
  }
  return false;
}

const LONGEST_NAME = 20;
const DEEPEST = 200;

/** Tags without an end, or with one that people leave out. */
const UNNESTED: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr p li dt dd tr td th option'.split(' '),
);

export function isElement(node: HtmlNode): node is Element {
  return node.type === 'element';
}

/** An attribute as text; null for one that is not there or has no value. */
export function attribute(element: Element, name: keyof Properties & string): string | null {
  const value = element.properties[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : null;
}

/** The words within, without marks. */
export function textOf(node: Nodes | HtmlNode): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  if (node.type === 'element' && HIDDEN.has(node.tagName)) return '';
  return node.children
    .map((child) => (child.type === 'element' && child.tagName === 'br' ? '\n' : textOf(child)))
    .join('');
}

/** What a browser shows nothing of. */
export const HIDDEN: ReadonlySet<string> = new Set(['script', 'style', 'template', 'head', 'title', 'meta', 'link']);
