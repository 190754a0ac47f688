import type { PanelTone, Params } from '../tree/text-tree.ts';
import { attributeName, paramName, renderAttribute, tagAt } from './tags.ts';

/** The first line of an alert, as GitHub reads it: any case, nothing behind it. Null for other words. */
export function readAlertMark(text: string): { readonly tone: PanelTone; readonly length: number } | null {
  const match = /^\[!([A-Za-z]{3,9})\][ \t]*(?:\r?\n|\r|$)/.exec(text);
  const tone = TONES.find((each) => each === match?.[1]?.toLowerCase());
  return match === null || tone === undefined ? null : { tone, length: match[0].length };
}

const TONES: readonly PanelTone[] = ['note', 'tip', 'important', 'warning', 'caution'];

/** `<!-- panel borderStyle="dashed" -->`: how a panel looks that does not look as its tone does. */
export function renderPanelComment(params: Params): string {
  return `<!-- ${['panel', ...params.map(([name, value]) => renderAttribute(attributeName(name), value))].join(' ')} -->`;
}

/** Null for another comment. */
export function readPanelComment(html: string): Params | null {
  const match = /^<!--\s*panel(?=\s)([^>]*?)\s*-->$/.exec(html.trim());
  const tag = match === null ? null : tagAt(`<panel${match[1] ?? ''}>`, 0);
  return tag === null ? null : tag.attributes.map(([name, value]) => [paramName(name), value] as const);
}
