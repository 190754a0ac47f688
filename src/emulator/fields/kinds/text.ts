import { renderText } from '../../render/text.ts';
import { isAdfDocument } from '../../text/adf-node.ts';
import { normaliseAdf } from '../../text/normalise-adf.ts';
import { asWiki, isEmptyText, type RichText } from '../../text/rich-text.ts';
import { isCloud, type World } from '../../world/world.ts';
import { type FieldKind, FieldProblem } from '../field-kind.ts';

const limit = 32_767;

export const textKind: FieldKind<RichText> = {
  operations: ['set'],
  read: (wire, { world, api }) => readText(wire, world, api),
  render: (value, view) => renderText(value, view),
  describe: (value) => ({ id: null, text: asWiki(value) }),
};

/** A text of a request: wiki markup on v2, a document on v3. Throws a FieldProblem for the other or for too much. */
export function readText(wire: unknown, world: World, api: '2' | '3'): RichText | null {
  if (wire === null) return null;
  const text = api === '3' && isCloud(world) ? readDocument(wire, world) : readWiki(wire);
  if (isEmptyText(text)) return null;
  if (asWiki(text).length > limit) {
    throw new FieldProblem('The entered text is too long. It exceeds the allowed limit of 32,767 characters.');
  }
  return text;
}

function readWiki(wire: unknown): string {
  if (typeof wire !== 'string') throw new FieldProblem('Operation value must be a string');
  return wire;
}

function readDocument(wire: unknown, world: World): RichText {
  if (!isAdfDocument(wire)) {
    throw new FieldProblem('Operation value must be an Atlassian Document (see the Atlassian Document Format)');
  }
  return normaliseAdf(wire, world.settings.adfLocalIds ? () => world.nextId('localId') : null);
}
