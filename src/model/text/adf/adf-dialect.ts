import type { AdfNode, JiraText } from '../jira-text.ts';
import type { JiraDialect, JoinPart, Rendered } from '../reconcile/jira-dialect.ts';
import type { JiraOriginal, Piece, Pieces } from '../reconcile/piece.ts';
import type { TextPeople } from '../text-people.ts';
import type { Block } from '../tree/text-tree.ts';
import { blockKey } from '../tree/tree-key.ts';
import { adfContent, canonicalAdf, isAdfNode, readableAdf } from './canonical-adf.ts';
import { readAdf } from './read-adf.ts';
import { renderAdf } from './render-adf.ts';

/** The Atlassian Document Format, as Cloud holds it: each node at the top is a piece. */
export function adfDialect(people: TextPeople): JiraDialect {
  return {
    kind: 'adf',
    markdown: { carrier: 'adf', people },
    read: (jira) => readPieces(jira?.kind === 'adf' ? adfContent(jira.doc) : [], people),
    render: (block) => renderPieces(block, people),
    sourceOf: (original) => (isAdfNode(original) ? readableAdf(original, 2) : String(original)),
    join: (_lead, parts, like) => join(parts, like),
  };
}

function readPieces(nodes: readonly AdfNode[], people: TextPeople): Pieces<JiraOriginal> {
  const pieces = nodes.map((node): Piece<JiraOriginal> => {
    return { original: node, separator: '', identity: canonicalAdf(node), block: readAdf(node, people) };
  });
  return { lead: '', pieces };
}

function renderPieces(block: Block, people: TextPeople): readonly Rendered[] {
  return renderAdf(block, people).map((node) => ({ original: node, key: blockKey(readAdf(node, people)) }));
}

function join(parts: readonly JoinPart[], like: JiraText | null): JiraText | null {
  const content = parts.map((part) => part.original).filter(isAdfNode);
  if (content.length === 0) return null;
  const doc = like?.kind === 'adf' ? like.doc : { type: 'doc', version: 1 };
  return { kind: 'adf', doc: { ...doc, content } };
}
