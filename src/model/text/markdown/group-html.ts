import type { RootContent } from 'mdast';
import { type Tag, tagAt } from './tags.ts';

/** A node of the syntax tree, or what stands between an opening tag and its closing one. */
export type HtmlPart =
  | { readonly kind: 'node'; readonly node: RootContent }
  | { readonly kind: 'element'; readonly element: HtmlElement };

export type HtmlElement = {
  readonly tag: Tag;
  /** Offsets in the text, where the text holds the tags as the nodes do: at the top level. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** The nodes that hold the two tags, by position. */
  readonly nodes: readonly [opening: number, closing: number];
  /** The words of a `<summary>`, references and all. */
  readonly words: string;
  readonly parts: readonly HtmlPart[];
};

/** Whether an element is of a form that is understood; `outer`: where it stands among blocks. */
export type Understands = (element: HtmlElement, outer: boolean) => boolean;

/**
 * Joins siblings that HTML holds together: CommonMark gives the opening tag, the blocks within and the closing tag as
 * siblings. Where tags do not pair, or an element is not understood, the nodes stay as they are.
 */
export function groupHtml(nodes: readonly RootContent[], understands: Understands): readonly HtmlPart[] {
  const scanned = nodes.map((node) => (node.type === 'html' ? scanTags(node.value) : NO_TAGS));
  const foreign = new Set<number>();
  scanned.forEach((scan, at) => {
    if (!scan.clean) foreign.add(at);
  });
  for (
    let round = 0;
    round < MOST_ROUNDS && scanned.some((scan, at) => scan.tags.length > 0 && !foreign.has(at));
    round += 1
  ) {
    const { parts, refused } = buildParts(nodes, scanned, foreign, understands);
    if (refused.size === 0) return parts;
    for (const at of refused) foreign.add(at);
  }
  return nodes.map((node) => ({ kind: 'node', node }));
}

/** Each refusal can make what stands around it refused, too; who nests that many mistakes gets HTML. */
const MOST_ROUNDS = 8;
const DEEPEST = 40;

/** `line`: lines of the node above the tag. */
type ScannedTag = Tag & { readonly words: string | null; readonly line: number };
type Scan = { readonly tags: readonly ScannedTag[]; readonly clean: boolean };

const NO_TAGS: Scan = { tags: [], clean: true };
const PAIRED: ReadonlySet<string> = new Set(['details', 'div', 'figure', 'figcaption', 'table', 'tr', 'td', 'th']);

/** The tags of a node that pair; `clean` when there is nothing else in it. */
function scanTags(html: string): Scan {
  const tags: ScannedTag[] = [];
  let clean = true;
  let at = 0;
  let line = 0;
  let counted = 0;
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', Math.max(at, open + 1))) {
    if (html.slice(at, open).trim() !== '') clean = false;
    const tag = tagAt(html, open);
    const words = tag?.name === 'summary' && !tag.closing ? wordsOfSummary(html, tag.end) : null;
    for (; counted < open; counted += 1) if (html[counted] === '\n') line += 1;
    if (tag !== null && (PAIRED.has(tag.name) || words !== null)) tags.push({ ...tag, words, line });
    else clean = false;
    at = tag === null ? open : tag.end + (words === null ? 0 : words.length + SUMMARY_END.length);
  }
  return { tags, clean: clean && html.slice(at).trim() === '' && tags.length > 0 };
}

const SUMMARY_END = '</summary>';

function wordsOfSummary(html: string, from: number): string | null {
  const end = html.indexOf('<', from);
  return end >= 0 && html.startsWith(SUMMARY_END, end) ? html.slice(from, end) : null;
}

type Frame = { readonly at: number; readonly tag: ScannedTag; readonly foreign: boolean; readonly parts: HtmlPart[] };

/** The parts, or the nodes whose tags cannot stay. */
function buildParts(
  nodes: readonly RootContent[],
  scanned: readonly Scan[],
  foreign: ReadonlySet<number>,
  understands: Understands,
): { readonly parts: readonly HtmlPart[]; readonly refused: ReadonlySet<number> } {
  const refused = new Set<number>();
  const root: HtmlPart[] = [];
  const frames: Frame[] = [];
  const open = new Map<string, number>();
  const refuse = (at: number): void => {
    if (!foreign.has(at)) refused.add(at);
  };
  const into = (): HtmlPart[] => frames.findLast((frame) => !frame.foreign)?.parts ?? root;
  const pop = (): Frame | undefined => {
    const frame = frames.pop();
    if (frame !== undefined) open.set(frame.tag.name, (open.get(frame.tag.name) ?? 1) - 1);
    return frame;
  };
  const close = (at: number, tag: Tag): void => {
    if ((open.get(tag.name) ?? 0) === 0) {
      refuse(at);
      return;
    }
    let frame = pop();
    for (; frame !== undefined && frame.tag.name !== tag.name; frame = pop()) refuse(frame.at);
    if (frame === undefined) return;
    if (frame.foreign || foreign.has(at)) {
      refuse(frame.at);
      refuse(at);
      return;
    }
    const element = elementOf(nodes, frame, at, tag);
    into().push({ kind: 'element', element });
    if (understands(element, false)) return;
    refuse(frame.at);
    refuse(at);
  };
  nodes.forEach((node, at) => {
    const { tags } = scanned[at] ?? NO_TAGS;
    if (foreign.has(at) || tags.length === 0) into().push({ kind: 'node', node });
    for (const tag of tags) {
      if (tag.words !== null) {
        if (!foreign.has(at)) into().push({ kind: 'element', element: leafOf(nodes, at, tag) });
      } else if (tag.closing) close(at, tag);
      else {
        if (frames.length >= DEEPEST) refuse(at);
        frames.push({ at, tag, foreign: foreign.has(at), parts: [] });
        open.set(tag.name, (open.get(tag.name) ?? 0) + 1);
      }
    }
  });
  for (const frame of frames) refuse(frame.at);
  for (const part of root) {
    if (part.kind === 'element' && !understands(part.element, true)) for (const at of part.element.nodes) refuse(at);
  }
  return { parts: root, refused };
}

function elementOf(nodes: readonly RootContent[], frame: Frame, at: number, closing: Tag): HtmlElement {
  return {
    tag: frame.tag,
    start: offsetOf(nodes[frame.at]) + frame.tag.start,
    end: offsetOf(nodes[at]) + closing.end,
    line: (nodes[frame.at]?.position?.start.line ?? 1) + frame.tag.line,
    nodes: [frame.at, at],
    words: '',
    parts: frame.parts,
  };
}

function leafOf(nodes: readonly RootContent[], at: number, tag: ScannedTag): HtmlElement {
  const start = offsetOf(nodes[at]) + tag.start;
  const line = (nodes[at]?.position?.start.line ?? 1) + tag.line;
  return { tag, start, end: start, line, nodes: [at, at], words: tag.words ?? '', parts: [] };
}

function offsetOf(node: RootContent | undefined): number {
  return node?.position?.start.offset ?? 0;
}
