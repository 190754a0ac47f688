import type { Code, List, ListItem, RootContent, Table } from 'mdast';
import { normalLines } from '../normal-lines.ts';
import {
  type Block,
  type CodeBlock,
  type ListBlock,
  plainCell,
  type TableBlock,
  type TableCell,
} from '../tree/text-tree.ts';
import { checkCarrier, checkFence } from './carriers.ts';
import type { MarkdownDialect } from './markdown-dialect.ts';
import { readMdastInlines } from './read-mdast-inlines.ts';

export type MdastContext = {
  readonly markdown: string;
  readonly dialect: MarkdownDialect;
  readonly definitions: ReadonlyMap<string, { readonly url: string; readonly title: string | null }>;
  readonly used: ReadonlySet<string>;
};

/** One block of Markdown's syntax tree. Throws DamagedCarrier. */
export function readMdastBlock(node: RootContent, context: MdastContext): Block {
  switch (node.type) {
    case 'paragraph':
      return { kind: 'paragraph', children: readMdastInlines(node.children, context) };
    case 'heading':
      return { kind: 'heading', level: node.depth, children: readMdastInlines(node.children, context) };
    case 'list':
      return readList(node, context);
    case 'code':
      return readCode(node, context);
    case 'blockquote':
      return { kind: 'quote', blocks: node.children.map((child) => readMdastBlock(child, context)) };
    case 'table':
      return readTable(node, context);
    case 'thematicBreak':
      return { kind: 'rule' };
    case 'footnoteDefinition': {
      const blocks = node.children.map((child) => readMdastBlock(child, context));
      return { kind: 'footnote', label: node.label ?? node.identifier, blocks };
    }
    case 'definition':
      return { kind: 'definition', source: sliceOf(node, context), used: context.used.has(node.identifier) };
    default:
      return { kind: 'html', source: sliceOf(node, context) };
  }
}

function sliceOf(node: RootContent, context: MdastContext): string {
  return context.markdown.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}

function readList(node: List, context: MdastContext): ListBlock {
  const items = node.children.map((item) => ({
    checked: item.checked ?? null,
    blocks: item.children.map((child) => readMdastBlock(child, context)),
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
  if (node.lang === carrier && (node.meta ?? null) === null) {
    const line = node.position?.start.line ?? 1;
    checkFence(sliceOf(node, context), carrier, line);
    checkCarrier(text, carrier, line);
    return { kind: 'raw', source: text };
  }
  const info = readInfo(node.lang ?? null, node.meta ?? null);
  return { kind: 'code', ...info, text, plain: info.language === null };
}

/** An info string may name no language: ```` ```title="A.java" ````. */
function readInfo(lang: string | null, meta: string | null): Pick<CodeBlock, 'language' | 'params' | 'meta'> {
  if (lang === null || !/^[A-Za-z][\w-]*="/.test(lang)) return { language: lang, ...readMeta(meta) };
  const info = readMeta(meta === null ? lang : `${lang} ${meta}`);
  return info.meta === null ? { language: null, ...info } : { language: lang, ...readMeta(meta) };
}

/** `title="A.java"`: what Jira has parameters for; a meta that says more stays as it is. */
function readMeta(meta: string | null): Pick<CodeBlock, 'params' | 'meta'> {
  if (meta === null || meta.length > LONGEST_META) return { params: [], meta };
  const params = [...meta.matchAll(/([A-Za-z][\w-]*)="([^"]*)"/g)].map((m) => [m[1] ?? '', m[2] ?? ''] as const);
  const said = params.map(([name, value]) => `${name}="${value}"`).join(' ');
  return said === meta ? { params, meta: null } : { params: [], meta };
}

const LONGEST_META = 500;

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
