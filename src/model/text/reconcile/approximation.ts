import type { Block, CodeBlock, Inline, ListBlock, TableCell } from '../tree/text-tree.ts';
import { blockKey } from '../tree/tree-key.ts';
import type { JiraDialect, Rendered } from './jira-dialect.ts';
import { holdsRaw, partsOf, type TreePart } from './tree-parts.ts';

/**
 * What Jira shows otherwise of a block, in words for people; null when it says it all. `rendered` is what Jira would
 * hold for it: whatever the block says and a reader of that does not find is named.
 */
export function approximationOf(block: Block, rendered: readonly Rendered[], dialect: JiraDialect): string | null {
  if (saysNothing(block)) return null;
  const said = tally([block]);
  const exact = rendered.length === 1 && rendered[0]?.key === blockKey(block);
  const shown = exact ? said : tally(shownBlocks(rendered, dialect));
  const inWords = partsOf(block).map((part) => shownInWords(part, dialect.kind));
  const lost = [...said].filter(([what, count]) => count > (shown.get(what) ?? 0) || inWords.includes(what));
  if (lost.length > 0) return lost.map(([what]) => what).join(', ');
  return exact || holdsRaw(block) ? null : 'formatting';
}

/** What Jira has no sign for: people read `[x]` or `>`, and a reader of Tract's finds it again. */
function shownInWords(part: TreePart, kind: JiraDialect['kind']): string | null {
  if (part.kind === 'quote') return nestsQuote(part) ? QUOTE_WITHIN : null;
  if (kind === 'adf') return null;
  if (part.kind === 'list') return holdsTasks(part) ? TASKS : null;
  if (part.kind === 'expand') return part.params.some(([name]) => name === 'macro') ? null : NAMES.expand;
  return part.kind === 'decisions' ? NAMES.decisions : null;
}

const TASKS = 'task list';
const QUOTE_WITHIN = 'quote within a quote';

/** A block in one word, for a report. */
export function nameOf(block: Block): string {
  return NAMES[block.kind] ?? (block.kind === 'raw' ? "Jira's own notation" : block.kind);
}

/** The target of a reference, or a remark between HTML's marks: no page shows it. */
function saysNothing(block: Block): boolean {
  if (block.kind !== 'html') return block.kind === 'definition';
  const source = block.source.trim();
  return source.startsWith('<!--') && source.indexOf('-->', '<!--'.length) === source.length - '-->'.length;
}

function shownBlocks(rendered: readonly Rendered[], dialect: JiraDialect): readonly Block[] {
  const parts = rendered.map(({ original }) => ({ original, separator: '\n\n', kept: false }));
  return dialect.read(dialect.join('', parts, null), 'part').pieces.map((piece) => piece.block);
}

/** How often each thing is said. */
function tally(blocks: readonly Block[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const part of blocks.flatMap(partsOf)) {
    for (const what of [NAMES[part.kind], ...DETAILS.map((detail) => detail(part))]) {
      if (what !== null) counts.set(what, (counts.get(what) ?? 0) + 1);
    }
  }
  return counts;
}

/** Plain words need no name; what stands in Jira's own notation comes back as it is. */
const NAMES: Readonly<Record<TreePart['kind'], string | null>> = {
  paragraph: null,
  heading: 'heading',
  list: 'list',
  decisions: 'decisions',
  code: 'code',
  quote: 'quote',
  panel: 'panel',
  expand: 'text that folds',
  columns: 'columns',
  placed: 'alignment',
  figure: 'caption',
  card: 'card',
  table: 'table',
  rule: 'rule',
  html: 'HTML',
  footnote: 'footnote',
  definition: null,
  text: null,
  break: 'line break',
  styled: null,
  span: null,
  link: 'link',
  url: null,
  image: 'image',
  mention: 'mention',
  footnoteMark: 'footnote',
  raw: null,
};

/** What a part says besides its kind. */
const DETAILS: readonly ((part: TreePart) => string | null)[] = [
  (part) => (part.kind === 'styled' ? STYLES[part.style] : null),
  (part) => (part.kind === 'span' ? part.name : null),
  (part) => (part.kind === 'list' && part.ordered && part.start !== 1 ? `numbering from ${part.start}` : null),
  (part) => (part.kind === 'list' && holdsTasks(part) ? TASKS : null),
  (part) => (part.kind === 'quote' && nestsQuote(part) ? QUOTE_WITHIN : null),
  (part) => (part.kind === 'panel' && part.params !== null ? 'look of a panel' : null),
  (part) =>
    part.kind === 'table' && part.align.some((side) => side !== null && side !== 'left') ? 'table alignment' : null,
  (part) => (part.kind === 'table' && part.params.length > 0 ? 'look of a table' : null),
  (part) => (part.kind === 'table' && part.rows.some((row) => row.some(isSpan)) ? 'merged cells' : null),
  (part) => (part.kind === 'table' && part.rows.some((row) => row.some(hasLook)) ? 'look of a cell' : null),
  (part) => (isCodeBlock(part) && hasOptions(part) ? 'code block options' : null),
  (part) => (part.kind === 'link' && part.title !== null ? 'title of a link' : null),
  (part) => (part.kind === 'image' && (part.title !== null || part.params.length > 0) ? 'look of an image' : null),
];

const STYLES: Readonly<Record<Extract<Inline, { kind: 'styled' }>['style'], string>> = {
  strong: 'bold',
  emphasis: 'italics',
  strike: 'struck out words',
  insert: 'underline',
  superscript: 'superscript',
  subscript: 'subscript',
  cite: 'citation',
};

function holdsTasks({ items }: ListBlock): boolean {
  return items.some((item) => item.checked !== null);
}

function nestsQuote(quote: Extract<Block, { kind: 'quote' }>): boolean {
  return quote.blocks.some((block) => partsOf(block).some((part) => part.kind === 'quote'));
}

const isSpan = (cell: TableCell): boolean => cell.params.some(([name]) => name === 'colspan' || name === 'rowspan');

const hasLook = (cell: TableCell): boolean => cell.params.some(([name]) => name !== 'colspan' && name !== 'rowspan');

function isCodeBlock(part: TreePart): part is CodeBlock {
  return part.kind === 'code' && 'language' in part;
}

function hasOptions(code: CodeBlock): boolean {
  return code.meta !== null || code.params.length > 0;
}
