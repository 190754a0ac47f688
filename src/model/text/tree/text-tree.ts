/**
 * What a text means, whichever notation it is written in. Every notation is read into this tree and rendered from it;
 * whatever has no word here stays `raw`, in Jira's own notation.
 */
export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | ListBlock
  | CodeBlock
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | TableBlock
  | { readonly kind: 'rule' }
  | { readonly kind: 'raw'; readonly source: string }
  | { readonly kind: 'html'; readonly source: string }
  | { readonly kind: 'footnote'; readonly label: string; readonly blocks: readonly Block[] }
  | { readonly kind: 'definition'; readonly source: string; readonly used: boolean };

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

export type CodeBlock = {
  readonly kind: 'code';
  readonly language: string | null;
  /** Named parameters, as in `{code:java|title=A.java}`. */
  readonly params: readonly (readonly [string, string])[];
  /** What else stands in a Markdown info string. */
  readonly meta: string | null;
  readonly text: string;
  /** Shown without colours: `{noformat}`. */
  readonly plain: boolean;
};

export type TableBlock = {
  readonly kind: 'table';
  readonly align: readonly ('left' | 'right' | 'center' | null)[];
  readonly rows: readonly (readonly TableCell[])[];
};

export type TableCell = { readonly header: boolean; readonly children: readonly Inline[] };

export type InlineStyle = 'strong' | 'emphasis' | 'strike' | 'insert' | 'superscript' | 'subscript' | 'cite';

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'styled'; readonly style: InlineStyle; readonly children: readonly Inline[] }
  | {
      readonly kind: 'link';
      readonly href: string;
      readonly title: string | null;
      readonly children: readonly Inline[];
    }
  | { readonly kind: 'url'; readonly url: string; readonly bracketed: boolean }
  | { readonly kind: 'image'; readonly src: string; readonly alt: string; readonly title: string | null }
  | { readonly kind: 'mention'; readonly name: string }
  | { readonly kind: 'footnoteMark'; readonly label: string }
  | { readonly kind: 'raw'; readonly source: string }
  | { readonly kind: 'html'; readonly source: string };
