/**
 * What a text means, whichever notation it is written in. Every notation is read into this tree and rendered from it;
 * whatever has no word here stays `raw`, in Jira's own notation.
 */
export type Block =
  | ParagraphBlock
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | ListBlock
  | { readonly kind: 'decisions'; readonly items: readonly Decision[] }
  | CodeBlock
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | PanelBlock
  | { readonly kind: 'expand'; readonly title: string; readonly params: Params; readonly blocks: readonly Block[] }
  | { readonly kind: 'columns'; readonly params: Params; readonly columns: readonly Column[] }
  | { readonly kind: 'placed'; readonly place: Params; readonly block: Block }
  | { readonly kind: 'figure'; readonly image: ImageInline; readonly caption: readonly Inline[] }
  | { readonly kind: 'card'; readonly url: string; readonly params: Params }
  | TableBlock
  | { readonly kind: 'rule' }
  | { readonly kind: 'raw'; readonly source: string }
  | { readonly kind: 'html'; readonly source: string }
  | { readonly kind: 'footnote'; readonly label: string; readonly blocks: readonly Block[] }
  | { readonly kind: 'definition'; readonly source: string; readonly used: boolean };

/** What a notation says of a part beyond the words of this tree, as names and values; a bare name has the value ''. */
export type Params = readonly (readonly [name: string, value: string])[];

/** A paragraph of one image alone is an image that stands by itself. */
export type ParagraphBlock = { readonly kind: 'paragraph'; readonly children: readonly Inline[] };

export type ListBlock = {
  readonly kind: 'list';
  readonly ordered: boolean;
  readonly start: number;
  /** Items stand apart by blank lines. */
  readonly loose: boolean;
  readonly items: readonly ListItem[];
};

/** `checked` is null for an item that is no task. */
export type ListItem = { readonly checked: boolean | null; readonly blocks: readonly Block[] };

/** `decided` is false for one that is still open. */
export type Decision = { readonly decided: boolean; readonly children: readonly Inline[] };

export type CodeBlock = {
  readonly kind: 'code';
  readonly language: string | null;
  /** Named parameters, as in `{code:java|title=A.java}`. */
  readonly params: Params;
  /** What else stands in a Markdown info string. */
  readonly meta: string | null;
  readonly text: string;
  /** Shown without colours: `{noformat}`. */
  readonly plain: boolean;
};

/** GitHub's alerts, which are Jira's panels. */
export type PanelTone = 'note' | 'tip' | 'important' | 'warning' | 'caution';

export type PanelBlock = {
  readonly kind: 'panel';
  readonly tone: PanelTone;
  readonly title: string | null;
  /** How the panel looks; null when it looks as its tone does. */
  readonly params: Params | null;
  readonly blocks: readonly Block[];
};

export type Column = { readonly width: string | null; readonly blocks: readonly Block[] };

export type TableBlock = {
  readonly kind: 'table';
  readonly align: readonly ('left' | 'right' | 'center' | null)[];
  readonly params: Params;
  readonly rows: readonly (readonly TableCell[])[];
};

/** `params`: `colspan`, `rowspan` and what else a notation says of a cell. */
export type TableCell = { readonly header: boolean; readonly params: Params; readonly blocks: readonly Block[] };

export type InlineStyle = 'strong' | 'emphasis' | 'strike' | 'insert' | 'superscript' | 'subscript' | 'cite';

/**
 * `color` and `background`: a CSS colour. `status`: a lozenge, its colour. `date`: a day or an instant, ISO 8601, its
 * words as shown. `emoji`: the id of one that Unicode does not have, its words the short name. `anchor`: a name to link
 * to, without words. `annotation`: the id of a remark.
 */
export type SpanName = 'color' | 'background' | 'status' | 'date' | 'emoji' | 'anchor' | 'annotation';

/** `src` is a URL, the name of an attachment, or `media:` with the id of a file that only Jira can show. */
export type ImageInline = {
  readonly kind: 'image';
  readonly src: string;
  readonly alt: string;
  readonly title: string | null;
  readonly params: Params;
};

/** The address of a link may be `attachment:` with the name of a file of the ticket. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'styled'; readonly style: InlineStyle; readonly children: readonly Inline[] }
  | { readonly kind: 'span'; readonly name: SpanName; readonly value: string; readonly children: readonly Inline[] }
  | {
      readonly kind: 'link';
      readonly href: string;
      readonly title: string | null;
      readonly children: readonly Inline[];
    }
  | { readonly kind: 'url'; readonly url: string; readonly bracketed: boolean }
  | ImageInline
  /** `label`: the words that stand for someone who is not in the list of people; they say nothing about who it is. */
  | { readonly kind: 'mention'; readonly name: string; readonly label: string | null }
  | { readonly kind: 'footnoteMark'; readonly label: string }
  | { readonly kind: 'raw'; readonly source: string }
  | { readonly kind: 'html'; readonly source: string };

/** A cell without parameters that holds a line of text. */
export function plainCell(header: boolean, children: readonly Inline[]): TableCell {
  return { header, params: [], blocks: children.length === 0 ? [] : [{ kind: 'paragraph', children }] };
}

/** The inlines of a cell that holds one paragraph or nothing; null for one that holds more. */
export function inlinesOfCell(cell: TableCell): readonly Inline[] | null {
  const [first, more] = cell.blocks;
  if (first === undefined) return [];
  return more === undefined && first.kind === 'paragraph' ? first.children : null;
}
