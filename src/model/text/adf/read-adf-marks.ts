import type { AdfNode } from '../jira-text.ts';
import { isUsualTextColor } from '../tree/text-color.ts';
import type { Inline, InlineStyle, SpanName } from '../tree/text-tree.ts';
import { textAttr } from './adf-attrs.ts';
import { hasOnlyAttrs } from './canonical-adf.ts';

/** `key` is equal for two marks that say the same. */
export type Mark =
  | { readonly type: 'link'; readonly key: string; readonly href: string; readonly title: string | null }
  | { readonly type: 'style'; readonly key: string; readonly style: InlineStyle }
  | { readonly type: 'span'; readonly key: string; readonly name: SpanName; readonly value: string };

/** An `atom` is nothing that marks could be put on, so that marks around it reach over it. */
export type Leaf = { readonly inline: Inline; readonly marks: readonly Mark[]; readonly atom: boolean };

/** A mark of a word; null for one that the tree has no word for. */
export function readMark(mark: AdfNode): Mark | null {
  const style = STYLES.get(mark.type);
  if (style !== undefined) return hasOnlyAttrs(mark, []) ? styleMark(style) : null;
  switch (mark.type) {
    case 'subsup': {
      const type = hasOnlyAttrs(mark, ['type']) ? textAttr(mark, 'type') : null;
      return type === 'sub' ? styleMark('subscript') : type === 'sup' ? styleMark('superscript') : null;
    }
    case 'textColor':
    case 'backgroundColor': {
      const color = hasOnlyAttrs(mark, ['color']) ? textAttr(mark, 'color') : null;
      const name = mark.type === 'textColor' ? 'color' : 'background';
      return color === null || !/^#[0-9a-fA-F]{6}$/.test(color) ? null : spanMark(name, color);
    }
    case 'annotation': {
      const id = hasOnlyAttrs(mark, ['id', 'annotationType']) ? (textAttr(mark, 'id') ?? '') : '';
      return id === '' || textAttr(mark, 'annotationType') !== 'inlineComment' ? null : spanMark('annotation', id);
    }
    case 'link':
      return readLink(mark);
    default:
      return null;
  }
}

/** A mark that says nothing: words have this colour without it. */
export function isUsualColor(mark: AdfNode): boolean {
  return mark.type === 'textColor' && hasOnlyAttrs(mark, ['color']) && isUsualTextColor(textAttr(mark, 'color') ?? '');
}

const STYLES: ReadonlyMap<string, InlineStyle> = new Map([
  ['strong', 'strong'],
  ['em', 'emphasis'],
  ['strike', 'strike'],
  ['underline', 'insert'],
]);

/** What Confluence remembers of a link says nothing about where it leads. */
export const LINK_MEMORY: readonly string[] = ['id', 'collection', 'occurrenceKey', '__confluenceMetadata'];

function readLink(mark: AdfNode): Mark | null {
  const href = textAttr(mark, 'href') ?? '';
  if (href === '' || !hasOnlyAttrs(mark, ['href', 'title', ...LINK_MEMORY])) return null;
  const written = textAttr(mark, 'title') ?? '';
  const title = written === '' ? null : written;
  return { type: 'link', key: JSON.stringify(['link', href, title]), href, title };
}

function styleMark(style: InlineStyle): Mark {
  return { type: 'style', key: style, style };
}

function spanMark(name: SpanName, value: string): Mark {
  return { type: 'span', key: JSON.stringify([name, value]), name, value };
}

/**
 * The tree of words that have marks each: a mark that reaches furthest is outside, and no link is cut into two. The
 * order in which the marks of a word are written does not count.
 */
export function nestMarks(leaves: readonly Leaf[]): readonly Inline[] {
  const out: Inline[] = [];
  for (let at = 0; at < leaves.length; ) {
    const leaf = leaves[at];
    if (leaf === undefined) break;
    const outer = outermost(leaves, at);
    if (outer === null) {
      out.push(leaf.inline);
      at += 1;
      continue;
    }
    const inner = leaves.slice(at, outer.end).map((each) => without(each, outer.mark));
    out.push(...withMark(outer.mark, nestMarks(inner)));
    at = outer.end;
  }
  return out;
}

function without(leaf: Leaf, mark: Mark): Leaf {
  return leaf.atom ? leaf : { ...leaf, marks: leaf.marks.filter((each) => each.key !== mark.key) };
}

function outermost(leaves: readonly Leaf[], at: number): { readonly mark: Mark; readonly end: number } | null {
  let best: { readonly mark: Mark; readonly end: number } | null = null;
  for (const mark of (leaves[at]?.marks ?? []).filter((each) => each.type === 'link' || !isSpace(leaves[at]))) {
    const reach = { mark, end: beforeCutLink(leaves, at, endOf(leaves, at, mark), mark) };
    const further = best === null || reach.end > best.end;
    if (best === null || further || (reach.end === best.end && rankOf(mark) < rankOf(best.mark))) best = reach;
  }
  return best;
}

/** Behind the last word of the run that has the mark; atoms within it belong to it, line breaks end a style. */
function endOf(leaves: readonly Leaf[], from: number, mark: Mark): number {
  let end = from + 1;
  for (let at = from + 1; at < leaves.length; at += 1) {
    const leaf = leaves[at];
    if (leaf?.marks.some((each) => each.key === mark.key) === true) {
      if (mark.type === 'link' || !isSpace(leaf)) end = at + 1;
    } else if (leaf?.atom !== true || (mark.type === 'style' && leaf.inline.kind === 'break')) break;
  }
  return end;
}

/** Nobody sees a bold space: no mark but a link begins or ends with one. */
function isSpace(leaf: Leaf | undefined): boolean {
  return leaf?.inline.kind === 'text' && leaf.inline.text.trim() === '';
}

/** A run that would end within a link ends before it. */
function beforeCutLink(leaves: readonly Leaf[], from: number, end: number, mark: Mark): number {
  const link = leaves[end - 1]?.marks.find((each) => each.type === 'link');
  if (link === undefined || link.key === mark.key || endOf(leaves, end - 1, link) === end) return end;
  let start = end - 1;
  while (start > from && hasMark(leaves[start - 1], link.key)) start -= 1;
  return start > from ? start : end;
}

function hasMark(leaf: Leaf | undefined, key: string): boolean {
  return leaf?.atom === true || leaf?.marks.some((each) => each.key === key) === true;
}

/** Of two marks that reach equally far the first is outside, as in the editor. */
const ORDER: readonly string[] = [
  'link',
  'annotation',
  'background',
  'color',
  'emphasis',
  'strong',
  'strike',
  'insert',
  'superscript',
  'subscript',
];

function rankOf(mark: Mark): number {
  return ORDER.indexOf(mark.type === 'style' ? mark.style : mark.type === 'span' ? mark.name : 'link');
}

function withMark(mark: Mark, children: readonly Inline[]): readonly Inline[] {
  if (mark.type === 'link') return [{ kind: 'link', href: mark.href, title: mark.title, children }];
  const { before, inner, after } = hoistSpace(children);
  if (inner.length === 0) return [...before, ...after];
  const marked: Inline =
    mark.type === 'style'
      ? { kind: 'styled', style: mark.style, children: inner }
      : { kind: 'span', name: mark.name, value: mark.value, children: inner };
  return [...before, marked, ...after];
}

/** Nobody sees a bold space, and Markdown's marks must touch the words. */
function hoistSpace(children: readonly Inline[]): { before: Inline[]; inner: Inline[]; after: Inline[] } {
  const inner = [...children];
  const before: Inline[] = [];
  const after: Inline[] = [];
  const first = inner[0];
  if (first?.kind === 'text' && first.text.trimStart() !== first.text) {
    const text = first.text.trimStart();
    before.push({ kind: 'text', text: first.text.slice(0, first.text.length - text.length) });
    inner.splice(0, 1, ...(text === '' ? [] : [{ kind: 'text', text } as const]));
  }
  const last = inner.at(-1);
  if (last?.kind === 'text' && last.text.trimEnd() !== last.text) {
    const text = last.text.trimEnd();
    after.push({ kind: 'text', text: last.text.slice(text.length) });
    inner.splice(-1, 1, ...(text === '' ? [] : [{ kind: 'text', text } as const]));
  }
  return { before, inner, after };
}
