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

/** The words within, without marks; with the source also the tags that HTML does not have, as they are written. */
export function textOf(node: Nodes | HtmlNode, source: string | null = null): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  if (node.type !== 'element') return node.children.map((child) => textOf(child, source)).join('');
  if (HIDDEN.has(node.tagName)) return '';
  if (node.tagName === 'br') return '\n';
  const { opening, closing } = source === null || isHtmlName(node.tagName) ? NO_TAGS : tagsOf(node, source);
  return `${opening}${node.children.map((child) => textOf(child, source)).join('')}${closing}`;
}

const NO_TAGS = { opening: '', closing: '' };

/** The two tags of an element as they are written; none for one that the parser added. */
export function tagsOf(element: Element, source: string): { readonly opening: string; readonly closing: string } {
  const { opening, closing } = element.data?.position ?? {};
  return {
    opening: source.slice(opening?.start.offset ?? 0, opening?.end.offset ?? 0),
    closing: source.slice(closing?.start.offset ?? 0, closing?.end.offset ?? 0),
  };
}

/** What a browser shows nothing of. */
export const HIDDEN: ReadonlySet<string> = new Set(['script', 'style', 'meta', 'link']);

/** Whether HTML has an element of this name in lower case, or leaves it to people, as names with a hyphen. */
export function isHtmlName(name: string): boolean {
  return KNOWN.has(name) || name.includes('-');
}

const KNOWN: ReadonlySet<string> = new Set(
  (
    'a abbr acronym address area article aside audio b base basefont bdi bdo big blink blockquote body br button canvas ' +
    'caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset ' +
    'figcaption figure font footer form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ' +
    'ins kbd label legend li link main map mark marquee math menu menuitem meta meter nav nobr noframes noscript object ol ' +
    'optgroup option output p param path picture pre progress q rb rp rt rtc ruby s samp script search section select slot ' +
    'small source span strike strong style sub summary sup svg table tbody td textarea tfoot th thead time title ' +
    'tr track tt u ul use var video wbr'
  ).split(' '),
);
