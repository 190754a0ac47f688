/** One fenced block of a page that is followed to the letter. */
export type Block =
  | { readonly kind: 'run'; readonly place: Place; readonly isCheck: boolean; readonly text: string }
  | { readonly kind: 'carry'; readonly from: Spot; readonly to: Spot };

export type Place = 'server' | 'developer';
export type Spot = { readonly place: Place; readonly path: string };

/** `title` is the heading, with its number where it has one. */
export type Step = { readonly title: string; readonly blocks: readonly Block[] };

/** A page: the values that its reader puts in, by name, and its steps in order. */
export type Page = { readonly values: ReadonlyMap<string, string>; readonly steps: readonly Step[] };

const HEADING = /^##+ (.+)$/;
const FENCE = /^```(\w*)$/;
const VALUE = /^([A-Z_]+)=(\S+)/;
const SPOT = /^(server|developer)\s+(\S+)$/;

/** The first line of a block says as whom it is run. */
const FIRST_LINES: ReadonlyMap<string, readonly [place: Place, isCheck: boolean]> = new Map([
  ['# as root on the server', ['server', false]],
  ['# as root on the server: check', ['server', true]],
  ['# as a developer', ['developer', false]],
  ['# as a developer: check', ['developer', true]],
]);

type Draft = { readonly title: string; readonly blocks: Block[] };

/**
 * Reads the steps of a page, headings such as `## 3. Install the service` with their blocks of `sh` and `carry`. Throws on a
 * block of which it cannot tell where it runs, so that none is left out.
 */
export function readPage(markdown: string): Page {
  const values = new Map<string, string>();
  const drafts: Draft[] = [];
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const [, title] = HEADING.exec(lines[at] ?? '') ?? [];
    if (title !== undefined) drafts.push({ title, blocks: [] });
    const fence = FENCE.exec(lines[at] ?? '');
    if (fence === null) continue;
    const end = lines.indexOf('```', at + 1);
    if (end === -1) throw new Error(`line ${at + 1}: the block is not closed`);
    const inside = lines.slice(at + 1, end);
    const blocks = drafts.at(-1)?.blocks ?? null;
    if (fence[1] === 'sh' && inside[0] === '# values') readValues(inside.slice(1), values);
    else if (fence[1] === 'sh') placeIn(blocks, at).push(readRun(inside, at));
    else if (fence[1] === 'carry') placeIn(blocks, at).push(readCarry(inside, at));
    at = end;
  }
  return { values, steps: drafts.filter(({ blocks }) => blocks.length > 0) };
}

function placeIn(blocks: Block[] | null, at: number): Block[] {
  if (blocks === null) throw new Error(`line ${at + 1}: the block belongs to no step`);
  return blocks;
}

function readValues(lines: readonly string[], values: Map<string, string>): void {
  for (const line of lines) {
    const match = VALUE.exec(line);
    if (match === null) throw new Error(`"${line}" gives no value`);
    values.set(match[1] ?? '', match[2] ?? '');
  }
}

function readRun([first = '', ...lines]: readonly string[], at: number): Block {
  const found = FIRST_LINES.get(first);
  if (found === undefined) throw new Error(`line ${at + 2}: "${first}" does not say as whom the block is run`);
  const [place, isCheck] = found;
  return { kind: 'run', place, isCheck, text: lines.join('\n') };
}

function readCarry(lines: readonly string[], at: number): Block {
  const [from, to, ...more] = lines.map(readSpot);
  if (from && to && more.length === 0) return { kind: 'carry', from, to };
  throw new Error(`line ${at + 2}: a file is carried from one place to another`);
}

function readSpot(line: string): Spot | null {
  const [, place, path = ''] = SPOT.exec(line) ?? [];
  return place === 'server' || place === 'developer' ? { place, path } : null;
}
