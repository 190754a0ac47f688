import type { Notes } from '../tree/footnotes.ts';
import type { Block } from '../tree/text-tree.ts';
import {
  type BodyMacro,
  bodyOf,
  isBodyMacro,
  LITERAL_MACROS,
  type MacroClosers,
  type MacroTag,
  macroClosers,
  macroTagAt,
} from './wiki-macros.ts';

/** A wiki text under examination, with what must be known of the whole text before any part of it can be read. */
export type WikiScan = {
  readonly text: string;
  readonly closers: MacroClosers;
  readonly colors: readonly ColorRegion[];
  readonly notes: Notes;
};

/** `{color:red}…{color}`, wherever it begins and ends. */
export type ColorRegion = {
  readonly value: string;
  readonly start: number;
  readonly innerStart: number;
  readonly innerEnd: number;
  readonly end: number;
};

/**
 * What a range is read as. An item holds no list of its own, because its markers belong to the list around it; a cell
 * holds no table.
 */
export type WikiContext = { readonly within: 'document' | 'item' | 'cell'; readonly depth: number };

/** A block of a wiki text and the range it takes there. */
export type WikiRange = { readonly start: number; readonly end: number; readonly block: Block };

/** Reads a range of a text in blocks: what parsers of lists, cells and panels call for their bodies. */
export type ReadBlocks = (scan: WikiScan, from: number, limit: number, context: WikiContext) => readonly WikiRange[];

export function scanWiki(text: string, notes: Notes): WikiScan {
  const closers = macroClosers(text);
  return { text, closers, colors: closers.has('color') ? colorRegions(text, closers) : [], notes };
}

/** In order and apart from each other: Jira pairs an opening tag with the next closing one. */
function colorRegions(text: string, closers: MacroClosers): readonly ColorRegion[] {
  const regions: ColorRegion[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const skipped = beyondEscape(text, at);
    if (skipped !== null) {
      at = skipped - 1;
      continue;
    }
    const tag = macroTagAt(text, at, text.length);
    if (tag === null) continue;
    const body = LITERAL_MACROS.has(tag.name) || isColor(tag) ? bodyOf(closers, tag, text.length) : null;
    if (body === null) continue;
    if (isColor(tag)) regions.push(regionOf(tag, body));
    at = body.end - 1;
  }
  return regions;
}

function isColor(tag: MacroTag): boolean {
  return tag.name === 'color' && tag.params.trim() !== '';
}

function regionOf(tag: MacroTag, body: BodyMacro): ColorRegion {
  return {
    value: tag.params.trim(),
    start: tag.start,
    innerStart: body.bodyStart,
    innerEnd: body.bodyEnd,
    end: body.end,
  };
}

/** Behind an escaped character, or behind braces that open no macro, as in `{{` and `{*}`; null for everything else. */
export function beyondEscape(text: string, at: number): number | null {
  if (text[at] === '\\') return at + 2;
  return text[at] === '{' && PHRASE_BRACES.includes(text[at + 1] ?? ' ') ? at + 2 : null;
}

const PHRASE_BRACES = '{*?^_-+~';

/** The colour whose words hold this offset, or that begins there. */
export function colorAt(scan: WikiScan, at: number): ColorRegion | null {
  const { colors } = scan;
  let low = 0;
  let high = colors.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((colors[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const region = colors[low];
  return region !== undefined && region.start <= at ? region : null;
}

/** The macro with a body whose opening tag is at `at`, or null when there is none or it is not closed before `limit`. */
export function bodyMacroAt(scan: WikiScan, at: number, limit: number): BodyMacro | null {
  const tag = macroTagAt(scan.text, at, limit);
  return tag === null || !isBodyMacro(tag) ? null : bodyOf(scan.closers, tag, limit);
}

/** The first macro with a body whose tag stands between the two offsets; it may end far behind. */
export function nextBodyMacro(scan: WikiScan, from: number, to: number, limit: number): BodyMacro | null {
  for (let at = from; at < to; at += 1) {
    const skipped = beyondEscape(scan.text, at);
    if (skipped !== null) at = skipped - 1;
    else if (scan.text[at] === '{') {
      const macro = bodyMacroAt(scan, at, limit);
      if (macro !== null) return macro;
    }
  }
  return null;
}
