import type { AdfNode } from '../jira-text.ts';
import type { Params } from '../tree/text-tree.ts';
import { type AttrWord, adfMarks, paramOf, readAttrs, renderAttrs } from './adf-attrs.ts';
import type { Container } from './adf-containers.ts';
import { hasOnlyAttrs } from './canonical-adf.ts';

/** Where a block stands on the page, which ADF says by marks of the block; null for marks that nobody knows. */
export function readPlace(node: AdfNode): Params | null {
  const place: (readonly [string, string])[] = [];
  for (const mark of adfMarks(node) ?? [NO_MARK]) {
    const words = WORDS.get(mark.type);
    if (
      words === undefined ||
      !hasOnlyAttrs(
        mark,
        words.map((word) => word.attr),
      )
    )
      return null;
    const params = readAttrs(mark, words);
    if (params === null || params.length === 0 || place.some(([name]) => name === params[0]?.[0])) return null;
    for (const [name, value] of params) {
      if (name === 'align' && SIDES.get(value) === undefined) return null;
      place.push([name, name === 'align' ? (SIDES.get(value) ?? value) : value]);
    }
  }
  return place;
}

const NO_MARK: AdfNode = { type: '' };

const WORDS: ReadonlyMap<string, readonly AttrWord[]> = new Map([
  ['alignment', [{ attr: 'align', param: 'align', type: 'text' }]],
  ['indentation', [{ attr: 'level', param: 'indent', type: 'number' }]],
  ['fontSize', [{ attr: 'fontSize', param: 'font-size', type: 'text' }]],
  [
    'breakout',
    [
      { attr: 'mode', param: 'breakout', type: 'text' },
      { attr: 'width', param: 'breakout-width', type: 'number' },
    ],
  ],
]);

/** ADF counts along the line, HTML from the left. */
const SIDES: ReadonlyMap<string, string> = new Map([
  ['center', 'center'],
  ['end', 'right'],
]);

/** The node with the marks that Jira allows on it there; a place that Jira has no mark for is left out. */
export function withPlace(node: AdfNode, place: Params, container: Container): AdfNode {
  const marks = [...WORDS].flatMap(([type, words]): readonly AdfNode[] => {
    if (!mayBear(node.type, type, container)) return [];
    const named = place.map(([name, value]) => [name, name === 'align' && value === 'right' ? 'end' : value] as const);
    return isValid(type, named) ? [{ type, attrs: renderAttrs(named, words) }] : [];
  });
  const aligned = marks.some((mark) => mark.type === 'alignment');
  const kept = marks.filter((mark) => !(aligned && mark.type === 'indentation'));
  return kept.length === 0 ? node : { ...node, marks: kept };
}

/** The rules of the official schema. */
function mayBear(node: string, mark: string, container: Container): boolean {
  switch (mark) {
    case 'breakout':
      return container === 'doc' && ['codeBlock', 'expand', 'layoutSection'].includes(node);
    case 'fontSize':
      return node === 'paragraph' && !['cell', 'quote'].includes(container);
    case 'alignment':
      return ['paragraph', 'heading'].includes(node) && ['doc', 'column', 'cell'].includes(container);
    case 'indentation':
      return (
        (node === 'paragraph' && ['doc', 'column'].includes(container)) ||
        (node === 'heading' && ['doc', 'column', 'cell'].includes(container))
      );
    default:
      return false;
  }
}

function isValid(mark: string, place: Params): boolean {
  switch (mark) {
    case 'alignment':
      return ['center', 'end'].includes(paramOf(place, 'align') ?? '');
    case 'indentation':
      return /^[1-6]$/.test(paramOf(place, 'indent') ?? '');
    case 'fontSize':
      return paramOf(place, 'font-size') === 'small';
    default:
      return ['wide', 'full-width'].includes(paramOf(place, 'breakout') ?? '');
  }
}
