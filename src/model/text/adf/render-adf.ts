import type { AdfNode } from '../jira-text.ts';
import { renderCodeInfo } from '../markdown/code-info.ts';
import { readHtml } from '../markdown/read-html.ts';
import type { TextPeople } from '../text-people.ts';
import { footnoteLead } from '../tree/footnotes.ts';
import { showInnerQuotes } from '../tree/mail-quotes.ts';
import type { Block, CodeBlock, Column, Inline, PanelBlock, Params } from '../tree/text-tree.ts';
import { renderAttrs } from './adf-attrs.ts';
import { type Container, mayHold } from './adf-containers.ts';
import { isShownImage } from './adf-images.ts';
import { renderPanelLook } from './adf-panel.ts';
import { withPlace } from './adf-place.ts';
import { isAdfNode } from './canonical-adf.ts';
import { CODE_WORDS } from './read-adf.ts';
import { renderAdfInlines } from './render-adf-inlines.ts';
import { renderDecisions, renderList } from './render-adf-lists.ts';
import { renderCard, renderFigure, renderImages } from './render-adf-media.ts';
import { renderTable } from './render-adf-table.ts';

/** A block as nodes that may stand at the top of an ADF document; none for what Jira shows nowhere. */
export function renderAdf(block: Block, people: TextPeople): readonly AdfNode[] {
  return writerFor(people).block(block, 'doc');
}

/** How the parts of a node are rendered: as what the official schema allows in it, with every word. */
export type AdfWriter = {
  block(block: Block, container: Container): readonly AdfNode[];
  blocks(blocks: readonly Block[], container: Container): readonly AdfNode[];
  /** The same where there must be something. */
  filled(blocks: readonly Block[], container: Container): readonly AdfNode[];
  inlines(inlines: readonly Inline[]): readonly AdfNode[];
  paragraph(inlines: readonly Inline[]): AdfNode;
};

function writerFor(people: TextPeople): AdfWriter {
  const writer: AdfWriter = {
    block: (block, container) => renderBlock(block, container, writer),
    blocks: (blocks, container) => blocks.flatMap((block) => writer.block(block, container)),
    filled: (blocks, container) => orBlank(writer.blocks(blocks, container)),
    inlines: (inlines) => renderAdfInlines(inlines, people),
    paragraph: (inlines) => ({ type: 'paragraph', content: writer.inlines(inlines) }),
  };
  return writer;
}

function orBlank(nodes: readonly AdfNode[]): readonly AdfNode[] {
  return nodes.length === 0 ? [{ type: 'paragraph', content: [] }] : nodes;
}

function renderBlock(block: Block, container: Container, writer: AdfWriter): readonly AdfNode[] {
  switch (block.kind) {
    case 'paragraph':
      return renderImages(block.children, container) ?? [writer.paragraph(block.children)];
    case 'heading':
      if (!mayHold(container, 'heading')) return [writer.paragraph([strong(block.children)])];
      return [{ type: 'heading', attrs: { level: block.level }, content: writer.inlines(block.children) }];
    case 'list':
      return renderList(block, container, writer);
    case 'decisions':
      return renderDecisions(block, container, writer);
    case 'code':
      return renderCode(block, writer);
    case 'quote':
      if (!mayHold(container, 'blockquote')) return writer.blocks(block.blocks, container);
      return [{ type: 'blockquote', content: writer.filled(showInnerQuotes(block.blocks), 'quote') }];
    case 'panel':
      return renderPanel(block, container, writer);
    case 'expand':
      return renderExpand(block, container, writer);
    case 'columns':
      return renderColumns(block.columns, container, writer);
    case 'placed':
      return renderPlaced(block.block, block.place, container, writer);
    case 'figure':
      return renderFigure(block.image, block.caption, writer);
    case 'card':
      return [renderCard(block.url, block.params, container, writer)];
    case 'table':
      return renderTable(block, container, writer);
    case 'rule':
      return mayHold(container, 'rule') ? [{ type: 'rule' }] : [];
    case 'raw': {
      const node: unknown = JSON.parse(block.source);
      return isAdfNode(node) ? [node] : [];
    }
    case 'html':
      return writer.blocks(readHtml(block.source), container);
    case 'footnote':
      return renderFootnote(block.label, block.blocks, container, writer);
    case 'definition':
      return block.used ? [] : [writer.paragraph([{ kind: 'text', text: block.source }])];
  }
}

function strong(children: readonly Inline[]): Inline {
  return { kind: 'styled', style: 'strong', children };
}

/** ADF knows a language only: a title and the like stand above the code. */
function renderCode(block: CodeBlock, writer: AdfWriter): readonly AdfNode[] {
  const look = renderAttrs(block.params, CODE_WORDS);
  const others = block.params.filter(([name]) => !CODE_WORDS.some((word) => word.param === name && name in look));
  const options = renderCodeInfo({ language: null, params: others, meta: block.meta });
  const content = block.text === '' ? [] : [{ type: 'text', text: block.text }];
  const language = block.language === null ? {} : { language: block.language };
  const code = { type: 'codeBlock', attrs: { ...language, ...look }, content };
  return options === '' ? [code] : [writer.paragraph([{ kind: 'code', text: options }]), code];
}

function renderPanel(panel: PanelBlock, container: Container, writer: AdfWriter): readonly AdfNode[] {
  const title = panel.title?.trim() ?? '';
  const lead: readonly Block[] = title === '' ? [] : [titleLine(title)];
  const blocks = [...lead, ...panel.blocks];
  if (!mayHold(container, 'panel')) return writer.blocks(blocks, container);
  return [{ type: 'panel', attrs: renderPanelLook(panel), content: writer.filled(blocks, 'panel') }];
}

function titleLine(title: string): Block {
  return { kind: 'paragraph', children: [strong([{ kind: 'text', text: title }])] };
}

function renderExpand(
  { title, blocks }: Extract<Block, { kind: 'expand' }>,
  container: Container,
  writer: AdfWriter,
): readonly AdfNode[] {
  for (const type of ['expand', 'nestedExpand'] as const) {
    if (mayHold(container, type)) return [{ type, attrs: { title }, content: writer.filled(blocks, type) }];
  }
  return writer.blocks(title.trim() === '' ? blocks : [titleLine(title), ...blocks], container);
}

/** Jira has two or three columns, at the top of a document. */
function renderColumns(columns: readonly Column[], container: Container, writer: AdfWriter): readonly AdfNode[] {
  if (!mayHold(container, 'layoutSection') || columns.length < 2 || columns.length > 3) {
    return columns.flatMap((column) => writer.blocks(column.blocks, container));
  }
  const share = Math.floor(10_000 / columns.length) / 100;
  const content = columns.map((column) => ({
    type: 'layoutColumn',
    attrs: { width: percentOf(column.width) ?? share },
    content: writer.filled(column.blocks, 'column'),
  }));
  return [{ type: 'layoutSection', content }];
}

function percentOf(width: string | null): number | null {
  const value = width?.endsWith('%') === true ? Number(width.slice(0, -1)) : Number.NaN;
  return value >= 0 && value <= 100 ? value : null;
}

function renderPlaced(block: Block, place: Params, container: Container, writer: AdfWriter): readonly AdfNode[] {
  if (block.kind === 'placed') return renderPlaced(block.block, [...block.place, ...place], container, writer);
  return writer.block(block, container).map((node) => withPlace(node, place, container));
}

function renderFootnote(
  label: string,
  blocks: readonly Block[],
  container: Container,
  writer: AdfWriter,
): readonly AdfNode[] {
  const [first, ...others] = blocks;
  const words = first?.kind === 'paragraph' && !first.children.some(isShownImage);
  const lead = footnoteLead(label, false);
  return [
    writer.paragraph(words ? [...lead, ...first.children] : lead),
    ...writer.blocks(words ? others : blocks, container),
  ];
}
