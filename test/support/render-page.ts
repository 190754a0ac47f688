import type { Element, ElementContent, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { renderLine, visibleText } from './render-page-line.ts';

type Node = RootContent | ElementContent;

/**
 * What a person sees of Markdown on the page that GitHub makes of it, in plain text. Headings and quotes are written as
 * in Markdown, bullets as `•`, code behind `¦`, what folds below `▸`, alerts as boxes of their colour with what they
 * hold indented, cells behind `|` or, for a header, `||`, their blocks behind slashes, and what only Jira can draw as
 * such. How letters look and where blocks stand beside each other is left out.
 */
export function renderPage(markdown: string): string {
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeStringify, { allowDangerousHtml: true });
  const html = String(processor.processSync(markdown));
  return `${renderBlocks(fromHtml(html, { fragment: true }).children).join('\n\n')}\n`;
}

/** The blocks of a page; words between them are paragraphs. */
function renderBlocks(nodes: readonly Node[]): readonly string[] {
  const blocks: string[] = [];
  let line: Node[] = [];
  const endLine = (): void => {
    const text = renderLine(line);
    if (text !== '') blocks.push(text);
    line = [];
  };
  for (const node of nodes) {
    const rendered = node.type === 'element' ? renderBlock(node) : null;
    if (rendered === null) line.push(node);
    else {
      endLine();
      blocks.push(...rendered);
    }
  }
  endLine();
  return blocks;
}

/** Null for what stands within a line. */
function renderBlock(element: Element): readonly string[] | null {
  const { tagName, children } = element;
  switch (tagName) {
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return [`${'#'.repeat(Number(tagName[1]))} ${renderLine(children)}`];
    case 'ul':
    case 'ol':
      return [renderList(element)];
    case 'pre':
      return [isCarrier(element) ? '[drawn by Jira]' : prefixed('¦ ', visibleText(children).replace(/\n$/, ''))];
    case 'blockquote':
      return [renderQuote(element)];
    case 'table':
      return [renderTable(element)];
    case 'details':
      return [renderFold(element)];
    case 'hr':
      return ['---'];
    case 'p':
    case 'div':
    case 'figure':
    case 'figcaption':
      return renderBlocks(children);
    default:
      return null;
  }
}

/** Code that says in Jira's notation what only Jira can draw. */
function isCarrier({ children }: Element): boolean {
  const names = elements(children, 'code')[0]?.properties.className;
  return Array.isArray(names) && (names.includes('language-adf') || names.includes('language-jira'));
}

function renderList(list: Element): string {
  const start = typeof list.properties.start === 'number' ? list.properties.start : 1;
  const items = elements(list.children, 'li').map((item, at) => {
    const mark = list.tagName === 'ol' ? `${start + at}.` : '•';
    return indented(`${mark} `, renderBlocks(item.children).join('\n'));
  });
  return items.join('\n');
}

const BOXES: Readonly<Record<string, string>> = {
  NOTE: 'blue',
  TIP: 'green',
  IMPORTANT: 'purple',
  WARNING: 'yellow',
  CAUTION: 'red',
};

/** An alert is a quote that begins with the name of one. A comment says that in Jira it looks otherwise. */
function renderQuote(quote: Element): string {
  const [first, ...others] = renderBlocks(quote.children);
  const [, name = '', rest = ''] = /^\[!([A-Z]+)\]\s*(.*)$/s.exec(first ?? '') ?? [];
  const color = BOXES[name];
  if (color === undefined) return prefixed('> ', [first, ...others].join('\n\n'));
  const isOwn = holdsPanelComment(quote.children);
  const blocks = rest === '' ? others : [rest, ...others];
  return `${isOwn ? '[box]' : `[${color} box]`}\n${indented('  ', blocks.join('\n\n'))}`;
}

function holdsPanelComment(nodes: readonly Node[]): boolean {
  return nodes.some((node) => {
    if (node.type === 'comment') return node.value.trim().startsWith('panel');
    return node.type === 'element' && node.tagName === 'p' && holdsPanelComment(node.children);
  });
}

function renderFold({ children }: Element): string {
  const summary = elements(children, 'summary')[0];
  const title = renderLine(summary?.children ?? []);
  const others = renderBlocks(children.filter((child) => child !== summary));
  return `${`▸ ${title}`.trimEnd()}\n${indented('  ', others.join('\n\n'))}`;
}

/** A head without words is not shown. */
function renderTable(table: Element): string {
  const sections = table.children.flatMap((child) => (isSection(child) ? child.children : [child]));
  const rows = elements(sections, 'tr').map((row) => row.children.filter((cell) => cell.type === 'element'));
  const shown = rows.filter((row, at) => at > 0 || row.some((cell) => renderBlocks(cell.children).length > 0));
  return shown.map((row) => row.map(renderCell).join(' ').trimEnd()).join('\n');
}

function isSection(node: ElementContent): node is Element {
  return node.type === 'element' && (node.tagName === 'thead' || node.tagName === 'tbody');
}

function renderCell({ tagName, properties, children }: Element): string {
  const spans = (['colSpan', 'rowSpan'] as const).map((name) => {
    return properties[name] === undefined ? '' : `[${properties[name]} ${name === 'colSpan' ? 'wide' : 'high'}]`;
  });
  const lines = renderBlocks(children).flatMap((block) => block.split('\n'));
  const words = lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' / ');
  return [tagName === 'th' ? '||' : '|', ...spans, words].filter((part) => part !== '').join(' ');
}

function elements(nodes: readonly Node[], tagName: string): readonly Element[] {
  return nodes.filter((node): node is Element => node.type === 'element' && node.tagName === tagName);
}

function prefixed(prefix: string, text: string): string {
  return text.replace(/^/gm, prefix).replace(/[^\S\n]+$/gm, '');
}

/** The first line behind a mark, the others below it. */
function indented(mark: string, text: string): string {
  return `${mark}${text.replace(/\n(?!\n|$)/g, '\n  ')}`.trimEnd();
}
