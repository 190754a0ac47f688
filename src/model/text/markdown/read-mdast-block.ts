import type { Blockquote, Code, List, ListItem, RootContent, Table } from 'mdast';
import { normalLines } from '../normal-lines.ts';
import {
  type Block,
  type Inline,
  type ListBlock,
  plainCell,
  type TableBlock,
  type TableCell,
} from '../tree/text-tree.ts';
import { readCard } from './cards.ts';
import { APART, checkCarrier, checkFence } from './carriers.ts';
import { readCodeInfo } from './code-info.ts';
import { isDecisionList, readDecisions } from './decisions.ts';
import { groupHtml, type HtmlPart } from './group-html.ts';
import { isUnderstood } from './html-forms.ts';
import type { MarkdownDialect } from './markdown-dialect.ts';
import { readHtmlForm } from './read-html-form.ts';
import { readMdastInlines } from './read-mdast-inlines.ts';
import { readPanel } from './read-panel.ts';

export type MdastContext = {
  readonly markdown: string;
  readonly dialect: MarkdownDialect;
  readonly definitions: ReadonlyMap<string, { readonly url: string; readonly title: string | null }>;
  readonly used: ReadonlySet<string>;
};

/** Siblings of Markdown's syntax tree as blocks. Throws DamagedCarrier. */
export function readMdastBlocks(nodes: readonly RootContent[], context: MdastContext): readonly Block[] {
  return readParts(groupHtml(nodes, isUnderstood), context);
}

/** One block, or what HTML holds together. Throws DamagedCarrier. */
export function readPart(part: HtmlPart, context: MdastContext): Block {
  if (part.kind === 'node') return readMdastBlock(part.node, context);
  return readHtmlForm(part.element, {
    blocks: (parts) => readParts(parts, context),
    inlines: (inner) => readMdastInlines(inner, context),
  });
}

/** An empty comment between two lists only keeps them apart. */
function readParts(parts: readonly HtmlPart[], context: MdastContext): readonly Block[] {
  return parts
    .filter((part, at) => !isApart(part) || !isList(parts[at - 1]) || !isList(parts[at + 1]))
    .map((part) => readPart(part, context));
}

function isApart(part: HtmlPart): boolean {
  return part.kind === 'node' && part.node.type === 'html' && part.node.value.trim() === APART;
}

function isList(part: HtmlPart | undefined): boolean {
  return part?.kind === 'node' && part.node.type === 'list';
}

function readMdastBlock(node: RootContent, context: MdastContext): Block {
  switch (node.type) {
    case 'paragraph':
      return readParagraph(readMdastInlines(node.children, context));
    case 'heading':
      return { kind: 'heading', level: node.depth, children: readMdastInlines(node.children, context) };
    case 'list':
      return isDecisionList(node) ? readDecisions(node, context) : readList(node, context);
    case 'code':
      return readCode(node, context);
    case 'blockquote':
      return readQuote(node, context);
    case 'table':
      return readTable(node, context);
    case 'thematicBreak':
      return { kind: 'rule' };
    case 'footnoteDefinition':
      return {
        kind: 'footnote',
        label: node.label ?? node.identifier,
        blocks: readMdastBlocks(node.children, context),
      };
    case 'definition':
      return { kind: 'definition', source: sliceOf(node, context), used: context.used.has(node.identifier) };
    default:
      return { kind: 'html', source: sliceOf(node, context) };
  }
}

/** A link to a page that says in its title that it is a card. */
function readParagraph(children: readonly Inline[]): Block {
  return readCard(children) ?? { kind: 'paragraph', children };
}

/** GitHub's alerts are quotes whose first line says so. */
function readQuote(node: Blockquote, context: MdastContext): Block {
  return (
    readPanel(node, context, readMdastBlocks) ?? { kind: 'quote', blocks: readMdastBlocks(node.children, context) }
  );
}

function sliceOf(node: RootContent, context: MdastContext): string {
  return context.markdown.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}

function readList(node: List, context: MdastContext): ListBlock {
  const items = node.children.map((item) => ({
    checked: item.checked ?? null,
    blocks: readMdastBlocks(item.children, context),
  }));
  const ordered = node.ordered === true;
  const loose = node.children.some((item, at) => at > 0 && gapBefore(node.children[at - 1], item) > 1);
  return { kind: 'list', ordered, start: ordered ? (node.start ?? 1) : 1, loose, items };
}

function gapBefore(previous: ListItem | undefined, item: ListItem): number {
  return (item.position?.start.line ?? 0) - (previous?.position?.end.line ?? 0);
}

function readCode(node: Code, context: MdastContext): Block {
  const text = normalLines(node.value);
  const { carrier } = context.dialect;
  if (node.lang?.toLowerCase() === carrier && (node.meta ?? null) === null) {
    const line = node.position?.start.line ?? 1;
    checkFence(sliceOf(node, context), carrier, line);
    checkCarrier(text, carrier, line);
    return { kind: 'raw', source: text };
  }
  const info = readCodeInfo(node.lang ?? null, node.meta ?? null);
  return { kind: 'code', ...info, text, plain: info.language === null };
}

/** A header row of empty cells stands for none: Markdown cannot do without. */
function readTable(node: Table, context: MdastContext): TableBlock {
  const rows = node.children.map((row, at) =>
    row.children.map((cell) => plainCell(at === 0, readMdastInlines(cell.children, context))),
  );
  const width = rows[0]?.length ?? 0;
  const padded = rows.map((row) => [...row, ...emptyCells(width - row.length)].slice(0, Math.max(width, row.length)));
  const headless = rows.length > 1 && (rows[0]?.every((cell) => cell.blocks.length === 0) ?? false);
  const align = Array.from({ length: width }, (_, at) => node.align?.[at] ?? null);
  return { kind: 'table', align, params: [], rows: headless ? padded.slice(1) : padded };
}

function emptyCells(count: number): readonly TableCell[] {
  return Array.from({ length: Math.max(0, count) }, () => plainCell(false, []));
}
