import type { Block, Column, PanelBlock, PanelTone, Params } from '../tree/text-tree.ts';
import type { BodyMacro } from './wiki-macros.ts';
import { parseMacroParams } from './wiki-params.ts';
import { bodyMacroAt, type ReadBlocks, type WikiScan } from './wiki-scan.ts';

/** The colours in which Jira Cloud writes its panels as wiki markup. */
export const TONE_BY_COLOR: ReadonlyMap<string, PanelTone> = new Map([
  ['#deebff', 'note'],
  ['#e3fcef', 'tip'],
  ['#eae6ff', 'important'],
  ['#fffae6', 'warning'],
  ['#ffebe6', 'caution'],
]);

const TONE_BY_MACRO: ReadonlyMap<string, PanelTone> = new Map([
  ['info', 'note'],
  ['note', 'important'],
  ['tip', 'tip'],
  ['warning', 'warning'],
]);

/** `{panel}`, `{info}`, `{expand}`, `{section}` and the like; null for a macro that holds no blocks. */
export function parseWikiPanel(scan: WikiScan, macro: BodyMacro, depth: number, read: ReadBlocks): Block | null {
  const named = parseMacroParams(macro.params);
  if (macro.name === 'section') return parseColumns(scan, macro, named, depth, read);
  const isPanel = macro.name === 'panel' || TONE_BY_MACRO.has(macro.name);
  if (!isPanel && macro.name !== 'expand') return null;
  const context = { within: 'document', depth: depth + 1 } as const;
  const blocks = read(scan, macro.bodyStart, macro.bodyEnd, context).map((range) => range.block);
  if (!isPanel) return expandOf(named, blocks);
  return foldedOf(macro.name, named, blocks) ?? panelOf(macro.name, named, blocks);
}

/** How the title of a panel begins that stands for text that folds. */
export const FOLDED = '▸';

/** A panel of that title alone. */
function foldedOf(name: string, named: Params, blocks: readonly Block[]): Block | null {
  const [title, more] = named;
  if (name !== 'panel' || title?.[0] !== 'title' || more !== undefined) return null;
  const [mark, ...words] = title[1].split(' ');
  return mark === FOLDED ? { kind: 'expand', title: words.join(' ').trim(), params: [], blocks } : null;
}

function panelOf(name: string, named: Params, blocks: readonly Block[]): PanelBlock {
  const title = named.find(([key, value]) => key === 'title' && value !== '')?.[1] ?? null;
  const look = named.filter(([key]) => key !== 'title');
  const tone = TONE_BY_MACRO.get(name);
  if (tone !== undefined) return { kind: 'panel', tone, title, params: [['macro', name], ...look], blocks };
  const [first, more] = look;
  const shown = first !== undefined && more === undefined && first[0] === 'bgColor' ? first[1].toLowerCase() : '';
  const ofColor = TONE_BY_COLOR.get(shown);
  if (ofColor !== undefined) return { kind: 'panel', tone: ofColor, title, params: null, blocks };
  return { kind: 'panel', tone: 'note', title, params: look, blocks };
}

/** `{expand:title=More}`, or the title alone. */
function expandOf(named: Params, blocks: readonly Block[]): Block {
  const title = named.find(([name, value]) => name === 'title' || value === '');
  const text = title === undefined ? '' : title[1] === '' && title[0] !== 'title' ? title[0] : title[1];
  const params = named.filter((param) => param !== title);
  return { kind: 'expand', title: text, params: [['macro', 'expand'], ...params], blocks };
}

/** A section that holds something beside its columns is none. */
function parseColumns(
  scan: WikiScan,
  section: BodyMacro,
  params: Params,
  depth: number,
  read: ReadBlocks,
): Block | null {
  const columns: Column[] = [];
  let at = section.bodyStart;
  while (at < section.bodyEnd) {
    const macro = bodyMacroAt(scan, at, section.bodyEnd);
    if (macro === null) {
      if (scan.text[at]?.trim() !== '') return null;
      at += 1;
      continue;
    }
    const column = macro.name === 'column' ? columnOf(scan, macro, depth, read) : null;
    if (column === null) return null;
    columns.push(column);
    at = macro.end;
  }
  return columns.length === 0 ? null : { kind: 'columns', params: [['macro', 'section'], ...params], columns };
}

function columnOf(scan: WikiScan, macro: BodyMacro, depth: number, read: ReadBlocks): Column | null {
  const [width, more] = parseMacroParams(macro.params);
  if (more !== undefined || (width !== undefined && (width[0] !== 'width' || width[1] === ''))) return null;
  const context = { within: 'document', depth: depth + 1 } as const;
  const blocks = read(scan, macro.bodyStart, macro.bodyEnd, context).map((range) => range.block);
  return { width: width?.[1] ?? null, blocks };
}
