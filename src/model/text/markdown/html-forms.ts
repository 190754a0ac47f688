import type { Params } from '../tree/text-tree.ts';
import type { HtmlElement, HtmlPart } from './group-html.ts';
import { readDataAttributes } from './tags.ts';

/** What an element of HTML stands for among the forms in which blocks are written. */
export type HtmlForm =
  | { readonly kind: 'expand'; readonly params: Params }
  | { readonly kind: 'columns'; readonly params: Params }
  | { readonly kind: 'column'; readonly width: string | null }
  | { readonly kind: 'placed'; readonly place: Params }
  | { readonly kind: 'table'; readonly params: Params }
  | { readonly kind: 'cell'; readonly header: boolean; readonly align: CellAlign; readonly params: Params }
  | { readonly kind: 'figure' | 'caption' | 'row' | 'summary' };

export type CellAlign = 'left' | 'right' | 'center' | null;

export const COLUMNS_MARK = 'data-columns';
export const COLUMN_MARK = 'data-column';

/** The form of an element by its tag; null for HTML of another kind. */
export function htmlForm({ tag }: HtmlElement): HtmlForm | null {
  const { name, attributes } = tag;
  switch (name) {
    case 'details':
      return withParams(readDataAttributes(attributes, isOwnOfDetails), (params) => ({ kind: 'expand', params }));
    case 'div':
      return divForm(attributes);
    case 'table':
      return withParams(readDataAttributes(attributes, none), (params) => ({ kind: 'table', params }));
    case 'td':
    case 'th':
      return cellForm(name === 'th', attributes);
    case 'summary':
      return attributes.length === 0 ? { kind: 'summary' } : null;
    case 'figure':
      return attributes.length === 0 ? { kind: 'figure' } : null;
    case 'figcaption':
      return attributes.length === 0 ? { kind: 'caption' } : null;
    case 'tr':
      return attributes.length === 0 ? { kind: 'row' } : null;
    default:
      return null;
  }
}

function withParams(params: Params | null, form: (params: Params) => HtmlForm): HtmlForm | null {
  return params === null ? null : form(params);
}

function none(): boolean {
  return false;
}

export function isOwnOfDetails(name: string, value: string): boolean {
  return name === 'open' && value === '';
}

export function isOwnOfPlace(name: string, value: string): boolean {
  return name === 'align' && /^(?:left|right|center|justify)$/.test(value);
}

export function isOwnOfCell(name: string, value: string): boolean {
  return (name === 'colspan' || name === 'rowspan') && /^\d{1,4}$/.test(value);
}

/** A `<div>` that says none of this is someone's own layout. */
const PLACES: readonly string[] = ['align', 'indent', 'breakout', 'font-size'];

function divForm(attributes: Params): HtmlForm | null {
  const columns = without(attributes, COLUMNS_MARK);
  if (columns !== null) {
    return withParams(readDataAttributes(columns, none), (params) => ({ kind: 'columns', params }));
  }
  const [first, more] = attributes;
  if (first?.[0] === COLUMN_MARK && more === undefined) {
    return { kind: 'column', width: first[1] === '' ? null : first[1] };
  }
  const place = readDataAttributes(attributes, isOwnOfPlace);
  return place?.some(([name]) => PLACES.includes(name)) === true ? { kind: 'placed', place } : null;
}

/** The other attributes, where the first of this name has no value; null where there is none. */
function without(attributes: Params, mark: string): Params | null {
  const at = attributes.findIndex(([name, value]) => name === mark && value === '');
  return at < 0 ? null : attributes.toSpliced(at, 1);
}

function cellForm(header: boolean, attributes: Params): HtmlForm | null {
  const aligned = attributes.find(([name]) => name === 'align')?.[1];
  const align = aligned === 'left' || aligned === 'right' || aligned === 'center' ? aligned : null;
  const others = align === null ? attributes : attributes.filter(([name]) => name !== 'align');
  return withParams(readDataAttributes(others, isOwnOfCell), (params) => ({ kind: 'cell', header, align, params }));
}

/** Whether an element holds only what its form may hold; `outer`: whether it may stand among blocks. */
export function isUnderstood(element: HtmlElement, outer: boolean): boolean {
  const form = htmlForm(element);
  if (form === null) return false;
  const { parts } = element;
  if (outer && !isBlockForm(form)) return false;
  switch (form.kind) {
    case 'expand':
      return areBlocks(partForm(parts[0]) === 'summary' ? parts.slice(1) : parts);
    case 'columns':
      return parts.length > 0 && parts.every((part) => partForm(part) === 'column');
    case 'table':
      return parts.length > 0 && parts.every((part) => partForm(part) === 'row') && areAligned(parts);
    case 'row':
      return parts.every((part) => partForm(part) === 'cell');
    case 'placed':
      return parts.length === 1 && areBlocks(parts);
    case 'figure':
      return isFigure(parts);
    case 'caption':
      return parts.length === 0 || (parts.length === 1 && isParagraph(parts[0]));
    case 'column':
    case 'cell':
      return areBlocks(parts);
    case 'summary':
      return true;
  }
}

function isBlockForm({ kind }: HtmlForm): boolean {
  return kind === 'expand' || kind === 'columns' || kind === 'placed' || kind === 'table' || kind === 'figure';
}

function partForm(part: HtmlPart | undefined): HtmlForm['kind'] | null {
  return part?.kind === 'element' ? (htmlForm(part.element)?.kind ?? null) : null;
}

function areBlocks(parts: readonly HtmlPart[]): boolean {
  return parts.every((part) => {
    if (part.kind === 'node') return true;
    const form = htmlForm(part.element);
    return form !== null && isBlockForm(form);
  });
}

/** The tree aligns whole columns. */
function areAligned(rows: readonly HtmlPart[]): boolean {
  const columns: CellAlign[] = [];
  return rows.every((row) => {
    const cells = row.kind === 'element' ? row.element.parts : [];
    return cells.every((part, at) => {
      const form = part.kind === 'element' ? htmlForm(part.element) : null;
      const align = form?.kind === 'cell' ? form.align : null;
      if (at >= columns.length) columns.push(align);
      return columns[at] === align;
    });
  });
}

function isParagraph(part: HtmlPart | undefined): boolean {
  return part?.kind === 'node' && part.node.type === 'paragraph';
}

/** An image alone, and perhaps a caption. */
function isFigure([image, caption, more]: readonly HtmlPart[]): boolean {
  if (image?.kind !== 'node' || image.node.type !== 'paragraph' || more !== undefined) return false;
  const [only, other] = image.node.children;
  return only?.type === 'image' && other === undefined && (caption === undefined || partForm(caption) === 'caption');
}
