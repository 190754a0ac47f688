import type { Block, Column, PanelBlock, Params } from '../tree/text-tree.ts';
import { FOLDED, TONE_BY_COLOR } from './parse-wiki-panel.ts';
import { fitsTag, macroTag } from './wiki-params.ts';

type Expand = Extract<Block, { kind: 'expand' }>;
type Columns = Extract<Block, { kind: 'columns' }>;

/** A macro with a body of blocks, as it is to be written. */
export type PanelMacro = { readonly name: string; readonly tag: string; readonly blocks: readonly Block[] };

/** A title that a tag cannot hold is a bold line above the rest. */
export function panelMacro(block: PanelBlock): PanelMacro {
  const params = block.params ?? [['bgColor', colorOf(block)]];
  const name = macroOf(params) ?? 'panel';
  return titled(name, block.title ?? '', withoutMacro(params), block.blocks);
}

/** Jira Server knows `{expand}` only from other products: what a developer writes is a panel that looks like one. */
export function expandMacro(block: Expand): PanelMacro {
  if (macroOf(block.params) === 'expand') {
    return titled('expand', block.title, withoutMacro(block.params), block.blocks);
  }
  return titled('panel', `${FOLDED} ${block.title}`.trim(), [], block.blocks);
}

function titled(name: string, title: string, params: Params, blocks: readonly Block[]): PanelMacro {
  const inTag = title.trim() !== '' && fitsTag(title);
  const tag = macroTag(name, inTag ? [['title', title], ...params] : params);
  return { name, tag, blocks: inTag ? blocks : [...titleLine(title), ...blocks] };
}

/** A title as a block of its own. */
export function titleLine(title: string): readonly Block[] {
  if (title.trim() === '') return [];
  const words = { kind: 'styled', style: 'strong', children: [{ kind: 'text', text: title }] } as const;
  return [{ kind: 'paragraph', children: [words] }];
}

/** Columns that stood in a macro go back into one; null for others, which stand one after the other. */
export function sectionTag(block: Columns): string | null {
  return macroOf(block.params) === 'section' ? macroTag('section', withoutMacro(block.params)) : null;
}

export function columnTag(column: Column): string {
  return macroTag('column', column.width === null ? [] : [['width', column.width]]);
}

function macroOf(params: Params): string | null {
  const name = params.find(([key]) => key === 'macro')?.[1] ?? '';
  return PANEL_MACROS.includes(name) ? name : null;
}

const PANEL_MACROS = ['info', 'note', 'tip', 'warning', 'expand', 'section'];

function withoutMacro(params: Params): Params {
  return params.filter(([name]) => name !== 'macro');
}

function colorOf({ tone }: PanelBlock): string {
  return [...TONE_BY_COLOR].find(([, each]) => each === tone)?.[0] ?? '';
}
