import { adfDialect } from '../../src/model/text/adf/adf-dialect.ts';
import type { AdfNode, JiraText } from '../../src/model/text/jira-text.ts';
import type { JiraOriginal, Piece } from '../../src/model/text/reconcile/piece.ts';
import { holdsRaw } from '../../src/model/text/reconcile/tree-parts.ts';
import type { TextPeople } from '../../src/model/text/text-people.ts';
import { wikiDialect } from '../../src/model/text/wiki/wiki-dialect.ts';
import type { Sample } from './corpus.ts';

/** A text of Server as Cloud would hold it: the same tree in ADF. What the tree cannot say becomes code, as written. */
export function migrateToAdf({ name, jira }: Sample, people: TextPeople): Sample {
  const content = wikiDialect(people)
    .read(jira)
    .pieces.flatMap((piece) => nodesOf(piece, people));
  const doc: AdfNode = { type: 'doc', version: 1, content };
  // Through JSON, as it travels.
  const moved: JiraText = { kind: 'adf', doc: JSON.parse(JSON.stringify(doc)) };
  return { name: `${name} as ADF`, jira: moved };
}

function nodesOf({ block, original }: Piece<JiraOriginal>, people: TextPeople): readonly AdfNode[] {
  if (!holdsRaw(block))
    return adfDialect(people)
      .render(block, null)
      .map(({ original: node }) => node as AdfNode);
  return [{ type: 'codeBlock', attrs: {}, content: [{ type: 'text', text: String(original) }] }];
}
