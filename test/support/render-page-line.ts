import type { Element, ElementContent, RootContent } from 'hast';

type Node = RootContent | ElementContent;

/** The words of a line: white space as a browser shows it, links with the address they lead to, pictures by name. */
export function renderLine(nodes: readonly Node[]): string {
  const text = nodes.map(renderInline).join('');
  return text
    .replace(/[ \t\n\r]+/g, ' ')
    .replace(/ ?\u2028 ?/g, '\n')
    .trim();
}

/** White space of HTML is one space; a line break is not. */
const BREAK = '\u2028';

function renderInline(node: Node): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return '';
  switch (node.tagName) {
    case 'br':
      return BREAK;
    case 'input':
      return node.properties.checked === undefined ? '[ ]' : '[x]';
    case 'img':
      return `[picture: ${pictureName(node)}]`;
    case 'a':
      return renderLink(node);
    default:
      return node.children.map(renderInline).join('');
  }
}

/** Addresses that a browser cannot follow are not shown. */
function renderLink({ properties, children }: Element): string {
  const words = children.map(renderInline).join('');
  const href = String(properties.href ?? '');
  const shown = /^(?:https?|mailto):/.test(href) && ![href, decodeURI(href), href.slice(7)].includes(words);
  return shown ? `${words} <${href}>` : words;
}

function pictureName({ properties }: Element): string {
  const alt = String(properties.alt ?? '');
  return alt === '' ? decodeURI(String(properties.src ?? '')).replace(/^.*\//, '') : alt;
}

/** Every character, as within `<pre>`. */
export function visibleText(nodes: readonly Node[]): string {
  return nodes
    .map((node) => (node.type === 'text' ? node.value : node.type === 'element' ? visibleText(node.children) : ''))
    .join('');
}
