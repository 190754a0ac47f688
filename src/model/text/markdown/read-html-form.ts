import type { PhrasingContent } from 'mdast';
import type { Block, Column, ImageInline, Inline, TableBlock, TableCell } from '../tree/text-tree.ts';
import type { HtmlElement, HtmlPart } from './group-html.ts';
import { type CellAlign, htmlForm } from './html-forms.ts';
import { decodeReferences } from './tags.ts';

/** How what stands within is read. */
export type PartReaders = {
  readonly blocks: (parts: readonly HtmlPart[]) => readonly Block[];
  readonly inlines: (nodes: readonly PhrasingContent[]) => readonly Inline[];
};

/** The block that an element stands for, which `isUnderstood` has seen. */
export function readHtmlForm(element: HtmlElement, read: PartReaders): Block {
  const form = htmlForm(element);
  switch (form?.kind) {
    case 'expand': {
      const summary = element.parts.find(isSummary);
      const title = summary?.kind === 'element' ? decodeReferences(summary.element.words.trim()) : '';
      const blocks = read.blocks(element.parts.filter((part) => part !== summary));
      return { kind: 'expand', title: title.replace(/[\r\n]+/g, ' '), params: form.params, blocks };
    }
    case 'columns':
      return {
        kind: 'columns',
        params: form.params,
        columns: elementsOf(element).map((each) => readColumn(each, read)),
      };
    case 'placed':
      return { kind: 'placed', place: form.place, block: read.blocks(element.parts)[0] ?? NOTHING };
    case 'table':
      return readTable(element, form.params, read);
    case 'figure':
      return readFigure(element, read);
    default:
      return NOTHING;
  }
}

const NOTHING: Block = { kind: 'paragraph', children: [] };

function isSummary(part: HtmlPart): boolean {
  return part.kind === 'element' && part.element.tag.name === 'summary';
}

function elementsOf(element: HtmlElement): readonly HtmlElement[] {
  return element.parts.flatMap((part) => (part.kind === 'element' ? [part.element] : []));
}

function readColumn(element: HtmlElement, read: PartReaders): Column {
  const form = htmlForm(element);
  return { width: form?.kind === 'column' ? form.width : null, blocks: read.blocks(element.parts) };
}

type Read = { readonly cell: TableCell; readonly align: CellAlign };

/** A column is aligned as the first of its cells that says so; the others say the same. */
function readTable(element: HtmlElement, params: TableBlock['params'], read: PartReaders): TableBlock {
  const rows = elementsOf(element).map((row) => elementsOf(row).map((cell) => readCell(cell, read)));
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const align = Array.from({ length: width }, (_, at) => {
    return rows.find((row) => (row[at]?.align ?? null) !== null)?.[at]?.align ?? null;
  });
  return { kind: 'table', align, params, rows: rows.map((row) => row.map(({ cell }) => cell)) };
}

function readCell(element: HtmlElement, read: PartReaders): Read {
  const form = htmlForm(element);
  const blocks = read.blocks(element.parts);
  if (form?.kind !== 'cell') return { cell: { header: false, params: [], blocks }, align: null };
  return { cell: { header: form.header, params: form.params, blocks }, align: form.align };
}

function readFigure(element: HtmlElement, read: PartReaders): Block {
  const [image, caption] = element.parts.map((part) => read.inlines(paragraphOf(part)));
  const shown = image?.find((inline): inline is ImageInline => inline.kind === 'image');
  return shown === undefined ? NOTHING : { kind: 'figure', image: shown, caption: caption ?? [] };
}

function paragraphOf(part: HtmlPart | undefined): readonly PhrasingContent[] {
  if (part?.kind === 'element') return paragraphOf(part.element.parts[0]);
  return part?.kind === 'node' && part.node.type === 'paragraph' ? part.node.children : [];
}
