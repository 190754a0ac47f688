import type { Block, Inline } from './text-tree.ts';

/**
 * Jira has no footnotes: a mark is a link `[1]` to `#fn-1`, and its note a paragraph that begins with a link `[1]` to
 * `#fnref-1`, where it can be with an anchor `fn-1` in front to jump to.
 */
export function footnoteLink(label: string): Inline {
  return linkTo(`${NOTE}${label}`, label);
}

/** What stands before the words of a note. */
export function footnoteLead(label: string, anchored: boolean): readonly Inline[] {
  const anchor: Inline = { kind: 'span', name: 'anchor', value: `${NOTE}${label}`.slice(1), children: [] };
  return [...(anchored ? [anchor] : []), linkTo(`${BACK}${label}`, label), { kind: 'text', text: ' ' }];
}

const NOTE = '#fn-';
const BACK = '#fnref-';

function linkTo(href: string, label: string): Inline {
  return { kind: 'link', href, title: null, children: [{ kind: 'text', text: `[${label}]` }] };
}

/** The labels of the notes of a text, in lower case; null where every mark is taken to have its note. */
export type Notes = ReadonlySet<string> | null;

/** The mark that a link stands for; any other inline, and a link to a note that is not there, as it is. */
export function readFootnoteMark(inline: Inline, notes: Notes): Inline {
  const label = labelOf(inline, NOTE);
  return label !== null && (notes === null || notes.has(label.toLowerCase()))
    ? { kind: 'footnoteMark', label }
    : inline;
}

/** The same for all inlines of a line. */
export function withFootnoteMarks(inlines: readonly Inline[], notes: Notes): readonly Inline[] {
  return inlines.map((inline) => {
    if (inline.kind === 'link') return readFootnoteMark(inline, notes);
    return 'children' in inline ? { ...inline, children: withFootnoteMarks(inline.children, notes) } : inline;
  });
}

/** A paragraph, or the footnote that it stands for. */
export function paragraphOrFootnote(children: readonly Inline[]): Block {
  const [first, second] = children;
  const anchored = first?.kind === 'span' && first.name === 'anchor';
  const label = labelOf(anchored ? second : first, BACK);
  if (label === null || (anchored && first.value !== `${NOTE}${label}`.slice(1)))
    return { kind: 'paragraph', children };
  const [next, ...others] = children.slice(anchored ? 2 : 1);
  if (next?.kind !== 'text' || next.text.trimStart() === next.text) return { kind: 'paragraph', children };
  const text = next.text.trimStart();
  const words: readonly Inline[] = text === '' ? others : [{ kind: 'text', text }, ...others];
  return { kind: 'footnote', label, blocks: [{ kind: 'paragraph', children: words }] };
}

/** The label of a link that leads there and shows nothing but it. */
function labelOf(inline: Inline | undefined, to: string): string | null {
  if (inline?.kind !== 'link' || inline.title !== null || !inline.href.startsWith(to)) return null;
  const label = inline.href.slice(to.length);
  const [words, more] = inline.children;
  const shown = words?.kind === 'text' && more === undefined && words.text === `[${label}]`;
  return shown && LABEL.test(label) ? label : null;
}

/** What Markdown takes for a label. */
const LABEL = /^[^\s[\]^]+$/;
