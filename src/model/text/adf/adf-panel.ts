import type { AdfNode } from '../jira-text.ts';
import type { PanelTone, Params } from '../tree/text-tree.ts';
import { type AttrWord, paramOf, readAttrs, renderAttrs, textAttr } from './adf-attrs.ts';

export type PanelLook = { readonly tone: PanelTone; readonly params: Params | null };

/** How a panel looks; null for a type that nobody knows. */
export function readPanelLook(node: AdfNode): PanelLook | null {
  const type = textAttr(node, 'panelType') ?? '';
  const params = readAttrs(node, LOOK);
  const tone = TONES.find(([known]) => known === type)?.[1];
  if (params === null) return null;
  if (tone !== undefined) return { tone, params: params.length === 0 ? null : params };
  const other = OTHERS.get(type);
  return other === undefined ? null : { tone: other, params: [['type', type], ...params] };
}

/** The types that have the colours of GitHub's alerts. */
const TONES: readonly (readonly [type: string, tone: PanelTone])[] = [
  ['info', 'note'],
  ['success', 'tip'],
  ['note', 'important'],
  ['warning', 'warning'],
  ['error', 'caution'],
];

const OTHERS: ReadonlyMap<string, PanelTone> = new Map([
  ['tip', 'tip'],
  ['custom', 'note'],
]);

const LOOK: readonly AttrWord[] = [
  { attr: 'panelColor', param: 'color', type: 'text' },
  { attr: 'panelIcon', param: 'icon', type: 'text' },
  { attr: 'panelIconId', param: 'icon-id', type: 'text' },
  { attr: 'panelIconText', param: 'icon-text', type: 'text' },
];

export const PANEL_ATTRS: readonly string[] = ['panelType', ...LOOK.map((word) => word.attr)];

export function renderPanelLook({ tone, params }: PanelLook): Readonly<Record<string, unknown>> {
  const written = paramOf(params ?? [], 'type') ?? '';
  const named = OTHERS.get(written) === tone ? written : null;
  const panelType = named ?? TONES.find(([, known]) => known === tone)?.[0];
  return { panelType, ...renderAttrs(params ?? [], LOOK) };
}
