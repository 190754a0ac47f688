import type { Nodes } from 'mdast';
import { normalLines } from '../normal-lines.ts';
import type { Block } from '../tree/text-tree.ts';
import { blockKey } from '../tree/tree-key.ts';
import { groupHtml, type HtmlPart } from './group-html.ts';
import { isUnderstood } from './html-forms.ts';
import type { MarkdownDialect } from './markdown-dialect.ts';
import { parseMdast } from './parse-mdast.ts';
import { type MdastContext, readPart } from './read-mdast-block.ts';

/** A block of a Markdown text and the range it takes there; two blocks with one identity are the same text. */
export type MarkdownRange = {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly identity: string;
  readonly block: Block;
};

/** The blocks of a Markdown text, in order. Throws DamagedCarrier. */
export function readMarkdown(markdown: string, dialect: MarkdownDialect): readonly MarkdownRange[] {
  const root = parseMdast(markdown);
  const context: MdastContext = { markdown, dialect, ...collectReferences(root) };
  const hasDefinitions = context.definitions.size > 0;
  return groupHtml(root.children, isUnderstood).map((part) => {
    const place = placeOf(part);
    const start = lineStart(markdown, place.start);
    const end = Math.max(start, place.end);
    const block = readPart(part, context);
    const source = normalLines(markdown.slice(start, end)).trimEnd();
    // A link may change its target elsewhere, and a footnote lose its note.
    const refers = hasDefinitions || source.includes('[^');
    const identity = refers ? `${source}\n${blockKey(block)}` : source;
    return { start, end, line: place.line, identity, block };
  });
}

function placeOf(part: HtmlPart): Pick<MarkdownRange, 'start' | 'end' | 'line'> {
  if (part.kind === 'element') return part.element;
  const { start, end } = part.node.position ?? {};
  return { start: start?.offset ?? 0, end: end?.offset ?? 0, line: start?.line ?? 1 };
}

/** Indentation belongs to the block. */
function lineStart(markdown: string, offset: number): number {
  let start = offset;
  while (start > 0 && (markdown[start - 1] === ' ' || markdown[start - 1] === '\t')) start -= 1;
  return start;
}

function collectReferences(root: Nodes): Pick<MdastContext, 'definitions' | 'used'> {
  const definitions = new Map<string, { readonly url: string; readonly title: string | null }>();
  const used = new Set<string>();
  const pending: Nodes[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.type === 'definition' && !definitions.has(node.identifier)) {
      definitions.set(node.identifier, { url: node.url, title: node.title ?? null });
    }
    if (node.type === 'linkReference' || node.type === 'imageReference') used.add(node.identifier);
    if ('children' in node) for (const child of node.children.toReversed()) pending.push(child);
  }
  return { definitions, used };
}
