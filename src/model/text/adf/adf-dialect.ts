import type { AdfNode, JiraText } from '../jira-text.ts';
import type { JiraDialect, JoinPart, Rendered } from '../reconcile/jira-dialect.ts';
import type { JiraOriginal, Piece, Pieces } from '../reconcile/piece.ts';
import { readWithNotes } from '../reconcile/read-with-notes.ts';
import type { TextPeople } from '../text-people.ts';
import type { Notes } from '../tree/footnotes.ts';
import type { Block } from '../tree/text-tree.ts';
import { blockKey } from '../tree/tree-key.ts';
import { adfContent, canonicalAdf, isAdfNode, readableAdf } from './canonical-adf.ts';
import { keepUnchanged } from './keep-adf.ts';
import { misplacedNode } from './misplaced-node.ts';
import { readAdf } from './read-adf.ts';
import { renderAdf } from './render-adf.ts';
import { withUniqueIds } from './unique-local-ids.ts';

/** The Atlassian Document Format, as Cloud holds it: each node at the top is a piece. */
export function adfDialect(people: TextPeople): JiraDialect {
  return {
    kind: 'adf',
    markdown: { carrier: 'adf', people },
    read: (jira, part) =>
      readWithNotes((notes) => readPieces(jira?.kind === 'adf' ? adfContent(jira.doc) : [], people, notes), part),
    render: (block, previous) => renderPieces(block, previous, people),
    misplaced: (block) => misplacedNode(block),
    sourceOf: (original) => (isAdfNode(original) ? readableAdf(original, 2) : String(original)),
    join: (_lead, parts, like) => join(parts, like),
  };
}

function readPieces(nodes: readonly AdfNode[], people: TextPeople, notes: Notes): Pieces<JiraOriginal> {
  const pieces = nodes.map((node): Piece<JiraOriginal> => {
    return { original: node, separator: '', identity: canonicalAdf(node), block: readAdf(node, people, notes) };
  });
  return { lead: '', pieces };
}

/** Only a rendering that means what it should is put together with parts of the old node. */
function renderPieces(block: Block, previous: Piece<JiraOriginal> | null, people: TextPeople): readonly Rendered[] {
  const nodes = renderAdf(block, people);
  const keys = nodes.map((node) => keyOf(node, people));
  const old = previous?.original;
  const kept = isAdfNode(old) ? keepUnchanged(nodes, old) : nodes;
  return nodes.map((node, at): Rendered => {
    const key = keys[at] ?? '';
    const own = kept[at];
    return { original: own !== undefined && own !== node && keyOf(own, people) === key ? own : node, key };
  });
}

function keyOf(node: AdfNode, people: TextPeople): string {
  return blockKey(readAdf(node, people));
}

function join(parts: readonly JoinPart[], like: JiraText | null): JiraText | null {
  const content = withUniqueIds(parts);
  if (content.length === 0) return null;
  const doc = like?.kind === 'adf' ? like.doc : { type: 'doc', version: 1 };
  return { kind: 'adf', doc: { ...doc, content } };
}
