import type { AdfNode } from '../jira-text.ts';
import { handleOf, type TextPeople } from '../text-people.ts';
import type { Inline, InlineStyle } from '../tree/text-tree.ts';
import { adfAttr, hasOnlyAttrs, isAdfNode, readableAdf } from './canonical-adf.ts';

/** Inline nodes of ADF. A node or mark without a word in the tree is carried as it is. */
export function readAdfInlines(nodes: readonly AdfNode[], people: TextPeople): readonly Inline[] {
  return nestMarks(nodes.map((node) => readLeaf(node, people)));
}

type Mark =
  | { readonly kind: 'link'; readonly href: string; readonly title: string | null }
  | { readonly kind: 'style'; readonly style: InlineStyle };

type Leaf = { readonly inline: Inline; readonly marks: readonly Mark[] };

function readLeaf(node: AdfNode, people: TextPeople): Leaf {
  const raw: Leaf = { inline: { kind: 'raw', source: readableAdf(node, 0) }, marks: [] };
  if (node.type === 'text' && typeof node.text === 'string') return readTextLeaf(node, node.text) ?? raw;
  if (node.marks !== undefined) return raw;
  const inline = readUnmarked(node, people);
  return inline === null ? raw : { inline, marks: [] };
}

function readUnmarked(node: AdfNode, people: TextPeople): Inline | null {
  switch (node.type) {
    case 'hardBreak':
      return { kind: 'break' };
    case 'mention': {
      const id = adfAttr(node, 'id');
      return typeof id === 'string' && handleOf(people, id) !== null
        ? { kind: 'mention', name: id, label: null }
        : null;
    }
    case 'emoji': {
      const text = adfAttr(node, 'text');
      return typeof text === 'string' && text !== '' && !text.startsWith(':') ? { kind: 'text', text } : null;
    }
    case 'inlineCard': {
      const url = adfAttr(node, 'url');
      const plain = typeof url === 'string' && /^https?:\/\/[^\s<>]+$/.test(url) && hasOnlyAttrs(node, ['url']);
      return plain ? { kind: 'url', url, bracketed: true } : null;
    }
    default:
      return null;
  }
}

function readTextLeaf(node: AdfNode, text: string): Leaf | null {
  const marks: Mark[] = [];
  let code = false;
  for (const mark of Array.isArray(node.marks) ? node.marks : []) {
    if (!isAdfNode(mark)) return null;
    if (mark.type === 'code') code = true;
    else {
      const read = readMark(mark);
      if (read === null) return null;
      marks.push(read);
    }
  }
  marks.sort((a, b) => rankOf(a) - rankOf(b));
  const [first] = marks;
  if (marks.length === 1 && first?.kind === 'link' && first.href === text && first.title === null && !code) {
    return { inline: { kind: 'url', url: text, bracketed: false }, marks: [] };
  }
  return { inline: code ? { kind: 'code', text } : { kind: 'text', text }, marks };
}

const STYLES: ReadonlyMap<string, InlineStyle> = new Map([
  ['strong', 'strong'],
  ['em', 'emphasis'],
  ['strike', 'strike'],
  ['underline', 'insert'],
]);

function readMark(mark: AdfNode): Mark | null {
  const style = STYLES.get(mark.type);
  if (style !== undefined) return hasOnlyAttrs(mark, []) ? { kind: 'style', style } : null;
  if (mark.type === 'subsup') {
    const type = adfAttr(mark, 'type');
    if (type === 'sub' || type === 'sup') return { kind: 'style', style: type === 'sub' ? 'subscript' : 'superscript' };
  }
  const href = adfAttr(mark, 'href');
  if (mark.type !== 'link' || typeof href !== 'string') return null;
  const title = adfAttr(mark, 'title');
  return { kind: 'link', href, title: typeof title === 'string' && title !== '' ? title : null };
}

const ORDER: readonly InlineStyle[] = ['strong', 'emphasis', 'strike', 'insert', 'superscript', 'subscript', 'cite'];

function rankOf(mark: Mark): number {
  return mark.kind === 'link' ? -1 : ORDER.indexOf(mark.style);
}

/** Neighbours that share their outermost mark stand in it together. */
function nestMarks(leaves: readonly Leaf[]): readonly Inline[] {
  const out: Inline[] = [];
  for (let at = 0; at < leaves.length; ) {
    const leaf = leaves[at];
    const mark = leaf?.marks[0];
    if (leaf === undefined) break;
    if (mark === undefined) {
      out.push(leaf.inline);
      at += 1;
      continue;
    }
    let end = at + 1;
    while (end < leaves.length && JSON.stringify(leaves[end]?.marks[0]) === JSON.stringify(mark)) end += 1;
    const inner = leaves.slice(at, end).map((each) => ({ inline: each.inline, marks: each.marks.slice(1) }));
    out.push(...withMark(mark, nestMarks(inner)));
    at = end;
  }
  return out;
}

function withMark(mark: Mark, children: readonly Inline[]): readonly Inline[] {
  if (mark.kind === 'link') return [{ kind: 'link', href: mark.href, title: mark.title, children }];
  const { before, inner, after } = hoistSpace(children);
  const styled: readonly Inline[] = inner.length === 0 ? [] : [{ kind: 'styled', style: mark.style, children: inner }];
  return [...before, ...styled, ...after];
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
