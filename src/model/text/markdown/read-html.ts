import type { Element } from 'hast';
import type { Block, Inline, ListItem } from '../tree/text-tree.ts';
import { attribute, HIDDEN, type HtmlNode, isElement, parseHtml, textOf } from './html-tree.ts';
import { literalHtml } from './literal-html.ts';
import { readHtmlImage, readHtmlInlines } from './read-html-inlines.ts';
import { readHtmlTable } from './read-html-table.ts';
import { decodeReferences } from './tags.ts';

/**
 * What a browser shows of HTML that a developer wrote, as the closest tree: tables, lists, code, links, images and
 * every word. Scripts, styles, comments and tags without words say nothing: then there are no blocks. Tags that HTML
 * does not have, and what is no tag, are shown as they are written.
 */
export function readHtml(source: string): readonly Block[] {
  const { html, words } = literalHtml(source);
  const nodes = parseHtml(html);
  const blocks = nodes === null ? wordsOf(decodeReferences(bareWords(html))) : readBlocks(nodes, html).filter(isShown);
  return [...blocks, ...wordsOf(words)];
}

function wordsOf(text: string): readonly Block[] {
  const line = text.replace(/\s+/g, ' ').trim();
  return line === '' ? [] : [{ kind: 'paragraph', children: [{ kind: 'text', text: line }] }];
}

/** HTML nested too deeply to be read: what stands outside of tags. */
function bareWords(source: string): string {
  const words: string[] = [];
  for (let at = 0; at < source.length; ) {
    const open = source.indexOf('<', at);
    words.push(source.slice(at, open < 0 ? source.length : open));
    const close = open < 0 ? -1 : source.indexOf('>', open);
    at = close < 0 ? source.length : close + 1;
  }
  return words.join(' ');
}

function isShown(block: Block): boolean {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return block.children.some(isShownInline);
    case 'list':
      return block.items.some((item) => item.blocks.some(isShown));
    case 'quote':
      return block.blocks.some(isShown);
    case 'expand':
      return block.title !== '' || block.blocks.some(isShown);
    case 'table':
      return block.rows.some((row) => row.some((cell) => cell.blocks.some(isShown)));
    default:
      return true;
  }
}

function isShownInline(inline: Inline): boolean {
  return inline.kind !== 'break' && (inline.kind !== 'text' || inline.text.trim() !== '');
}

/** Neighbouring words, images and inline tags are one paragraph. */
function readBlocks(nodes: readonly HtmlNode[], source: string): readonly Block[] {
  const out: Block[] = [];
  let run: HtmlNode[] = [];
  const flush = (): void => {
    const children = readHtmlInlines(run, source);
    if (children.some(isShownInline)) out.push({ kind: 'paragraph', children });
    run = [];
  };
  for (const node of nodes) {
    if (!isElement(node) || !holdsBlock(node)) run.push(node);
    else {
      flush();
      out.push(...readElement(node, source));
    }
  }
  flush();
  return out;
}

/** It is a block, or has one within; the depth of a document is bounded. */
function holdsBlock(element: Element): boolean {
  if (HIDDEN.has(element.tagName)) return false;
  return BLOCKS.has(element.tagName) || element.children.some((child) => isElement(child) && holdsBlock(child));
}

const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table td th tr tbody thead tfoot ' +
    'caption ul'
  ).split(' '),
);

function readElement(element: Element, source: string): readonly Block[] {
  const { tagName, children } = element;
  const heading = /^h([1-6])$/.exec(tagName);
  if (heading !== null) {
    return [{ kind: 'heading', level: Number(heading[1]), children: readHtmlInlines(children, source) }];
  }
  switch (tagName) {
    case 'ul':
    case 'ol':
    case 'menu':
    case 'dir':
      return readList(element, source);
    case 'dt':
      return [
        {
          kind: 'paragraph',
          children: [{ kind: 'styled', style: 'strong', children: readHtmlInlines(children, source) }],
        },
      ];
    case 'pre':
      return [readPre(element, source)];
    case 'blockquote':
      return [{ kind: 'quote', blocks: readBlocks(children, source) }];
    case 'hr':
      return [{ kind: 'rule' }];
    case 'details':
      return [readDetails(element, source)];
    case 'figure':
      return readFigure(element, source);
    case 'table':
      return readHtmlTable(element, source, readBlocks);
    default:
      return readBlocks(children, source);
  }
}

function readList(element: Element, source: string): readonly Block[] {
  const items = element.children.flatMap((child): readonly ListItem[] => {
    const blocks = readBlocks(isElement(child) && child.tagName === 'li' ? child.children : [child], source);
    if (blocks.length === 0) return [];
    return [{ checked: isElement(child) ? checkedOf(child) : null, blocks }];
  });
  if (items.length === 0) return [];
  const ordered = element.tagName === 'ol';
  const start = Number(attribute(element, 'start') ?? '1');
  return [
    {
      kind: 'list',
      ordered,
      start: ordered && Number.isSafeInteger(start) && start >= 0 ? start : 1,
      loose: false,
      items,
    },
  ];
}

function checkedOf(item: Element): boolean | null {
  const box = item.children.find(isElement);
  if (box?.tagName !== 'input' || attribute(box, 'type') !== 'checkbox') return null;
  return box.properties.checked === true;
}

/** `class="language-sh"` names the language, as every highlighter writes it. */
function readPre(element: Element, source: string): Block {
  const code = element.children.find(isElement);
  const classes = [element, ...(code === undefined ? [] : [code])].flatMap(
    ({ properties }) => properties.className ?? [],
  );
  const named = classes.map(String).find((name) => /^lang(?:uage)?-[\w+#.-]+$/.test(name));
  const language = named?.replace(/^lang(?:uage)?-/, '') ?? null;
  const text = textOf(element, source).replace(/^\n|\n$/g, '');
  return { kind: 'code', language, params: [], meta: null, text, plain: language === null };
}

function readDetails(element: Element, source: string): Block {
  const summary = element.children.filter(isElement).find((child) => child.tagName === 'summary');
  const title = summary === undefined ? '' : textOf(summary, source).replace(/\s+/g, ' ').trim();
  const blocks = readBlocks(
    element.children.filter((child) => child !== summary),
    source,
  );
  return { kind: 'expand', title, params: [], blocks };
}

/** An image and a caption; whatever else a figure holds is shown as blocks. */
function readFigure(element: Element, source: string): readonly Block[] {
  const parts = element.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
  const caption = parts.filter(isElement).find((child) => child.tagName === 'figcaption');
  const [image, more] = parts.filter((part) => part !== caption);
  if (image === undefined || more !== undefined || !isElement(image) || image.tagName !== 'img') {
    return readBlocks(element.children, source);
  }
  const words = caption === undefined ? [] : readHtmlInlines(caption.children, source);
  return [{ kind: 'figure', image: readHtmlImage(image), caption: words }];
}
