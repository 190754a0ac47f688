import type { Block, Inline, ListBlock, ListItem } from './text-tree.ts';

/**
 * Neither of Jira's notations nests quotes: what is quoted within a quote is shown as in a mail, with `> ` before each
 * line, in paragraphs of their own. A list of such lines begins them with its markers. What cannot be lines of words
 * stands as it is.
 */
export function showInnerQuotes(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => (block.kind === 'quote' ? block.blocks.flatMap(quoteLines) : [block]));
}

function quoteLines(block: Block): readonly Block[] {
  if (block.kind === 'quote') return block.blocks.flatMap(quoteLines).flatMap(quoteLines);
  const lines = block.kind === 'paragraph' ? linesOf(block.children) : block.kind === 'list' ? listLines(block) : null;
  return lines === null ? [block] : [paragraphOf(lines.map((line) => withLead(MARK, line)))];
}

const MARK = '> ';

type Line = readonly Inline[];

/** Null for a list that holds more than a line in an item. */
function listLines(list: ListBlock): readonly Line[] | null {
  const lines = list.items.map(({ checked, blocks }, at) => {
    const [first, more] = blocks;
    const words = first?.kind === 'paragraph' && more === undefined ? linesOf(first.children) : [];
    const [line, other] = words;
    const box = checked === null ? '' : checked ? '[x] ' : '[ ] ';
    const marker = list.ordered ? `${list.start + at}. ` : '- ';
    return line === undefined || other !== undefined ? null : withLead(`${marker}${box}`, line);
  });
  const shown = lines.filter((line) => line !== null);
  return shown.length === lines.length ? shown : null;
}

/** Paragraphs of a quote all of whose lines begin with `> ` are what is quoted within it. */
export function readInnerQuotes(blocks: readonly Block[]): readonly Block[] {
  const out: Block[] = [];
  let inner: Block[] = [];
  const flush = (): void => {
    if (inner.length > 0) out.push({ kind: 'quote', blocks: readInnerQuotes(inner) });
    inner = [];
  };
  for (const block of blocks) {
    const lines = block.kind === 'paragraph' ? unquoted(linesOf(block.children)) : null;
    if (lines !== null) inner.push(listOf(lines) ?? paragraphOf(lines));
    else {
      flush();
      out.push(block);
    }
  }
  flush();
  return out;
}

/** The lines without their marks; null where one has none. */
function unquoted(lines: readonly Line[]): readonly Line[] | null {
  const plain = lines.map((line) => withoutLead(/^> |^>$/, line));
  const read = plain.filter((line) => line !== null);
  return read.length === plain.length && read.some((line) => line.length > 0) ? read : null;
}

/** Lines that all begin with a hyphen, or with numbers that go on from the first. */
function listOf(lines: readonly Line[]): ListBlock | null {
  const start = numberOf(lines[0]);
  const items: ListItem[] = [];
  for (const line of lines) {
    const number = numberOf(line);
    const marked = start === null ? null : number === start + items.length;
    const words = marked === false ? null : withoutLead(start === null ? /^- (?=\S|$)/ : /^\d{1,9}\. (?=\S|$)/, line);
    if (words === null) return null;
    items.push(itemOf(words));
  }
  return { kind: 'list', ordered: start !== null, start: start ?? 1, loose: false, items };
}

function numberOf(line: Line | undefined): number | null {
  const first = line?.[0];
  const digits = first?.kind === 'text' ? /^(\d{1,9})\. /.exec(first.text)?.[1] : undefined;
  return digits === undefined ? null : Number(digits);
}

function itemOf(words: Line): ListItem {
  for (const [checked, box] of BOXES) {
    const task = withoutLead(box, words);
    if (task !== null) return { checked, blocks: [{ kind: 'paragraph', children: task }] };
  }
  return { checked: null, blocks: [{ kind: 'paragraph', children: words }] };
}

const BOXES = [
  [false, /^\[ \] (?=\S|$)/],
  [true, /^\[[xX]\] (?=\S|$)/],
] as const;

function linesOf(children: readonly Inline[]): readonly Line[] {
  const lines: Inline[][] = [[]];
  for (const child of children) {
    if (child.kind === 'break') lines.push([]);
    else lines.at(-1)?.push(child);
  }
  return lines;
}

function paragraphOf(lines: readonly Line[]): Block {
  return {
    kind: 'paragraph',
    children: lines.flatMap((line, at): Line => (at === 0 ? line : [{ kind: 'break' }, ...line])),
  };
}

function withLead(lead: string, [first, ...others]: Line): Line {
  if (first?.kind === 'text') return [{ kind: 'text', text: `${lead}${first.text.trimStart()}` }, ...others];
  return first === undefined ? [{ kind: 'text', text: lead }] : [{ kind: 'text', text: lead }, first, ...others];
}

function withoutLead(lead: RegExp, [first, ...others]: Line): Line | null {
  const found = first?.kind === 'text' ? lead.exec(first.text) : null;
  if (first?.kind !== 'text' || found === null) return null;
  const text = first.text.slice(found[0].length);
  return text === '' ? others : [{ kind: 'text', text }, ...others];
}
