import type { JiraText } from '../jira-text.ts';
import { normalLines } from '../normal-lines.ts';
import type { JiraDialect, JoinPart, Rendered } from '../reconcile/jira-dialect.ts';
import type { JiraOriginal, Piece, Pieces } from '../reconcile/piece.ts';
import { readWithNotes } from '../reconcile/read-with-notes.ts';
import type { TextPeople } from '../text-people.ts';
import type { Notes } from '../tree/footnotes.ts';
import type { Block } from '../tree/text-tree.ts';
import { blockKey } from '../tree/tree-key.ts';
import { readWiki } from './read-wiki.ts';
import { renderWiki } from './render-wiki.ts';

/** Wiki markup, as Server and Data Center hold it. */
export function wikiDialect(people: TextPeople): JiraDialect {
  return {
    kind: 'wiki',
    markdown: { carrier: 'jira', people },
    read: (jira, part) => readWithNotes((notes) => readPieces(jira?.kind === 'wiki' ? jira.wiki : '', notes), part),
    render: (block, previous: Piece<JiraOriginal> | null) => renderVerified(block, previous?.block ?? null),
    misplaced: () => null,
    sourceOf: (original) => normalLines(String(original)).trimEnd(),
    join,
  };
}

function readPieces(wiki: string, notes: Notes): Pieces<string> {
  const ranges = readWiki(wiki, notes);
  const pieces = ranges.map(({ start, end, block }, at): Piece<string> => {
    const original = wiki.slice(start, end);
    const separator = wiki.slice(end, ranges[at + 1]?.start ?? wiki.length);
    return { original, separator, identity: normalLines(original).trimEnd(), block };
  });
  return { lead: wiki.slice(0, ranges[0]?.start ?? wiki.length), pieces };
}

/** Escapes as little as says the same: what the block means, or what is next to it where wiki markup has no word. */
function renderVerified(block: Block, previous: Block | null): readonly Rendered[] {
  const key = blockKey(block);
  const plain = renderOne(block, previous, false);
  if (block.kind === 'raw' || (plain.length === 1 && plain[0]?.key === key)) return plain;
  const careful = renderOne(block, previous, true);
  return careful.length === plain.length && careful.every((part, at) => part.key === plain[at]?.key) ? plain : careful;
}

function renderOne(block: Block, previous: Block | null, careful: boolean): readonly Rendered[] {
  const wiki = renderWiki(block, { careful, previous });
  const { pieces } = readPieces(wiki, null);
  if (pieces.length < 2) return pieces.map(({ block: read }) => ({ original: wiki, key: blockKey(read) }));
  return pieces.map((piece) => ({ original: piece.original, key: blockKey(piece.block) }));
}

function join(lead: string, parts: readonly JoinPart[], like: JiraText | null): JiraText | null {
  const crlf = like?.kind === 'wiki' && like.wiki.includes('\r\n');
  const ends = (text: string): string => (crlf ? normalLines(text).replaceAll('\n', '\r\n') : text);
  const texts = parts.map(({ original, separator, kept }) => `${kept ? original : ends(String(original))}${separator}`);
  const wiki = `${lead}${texts.join('')}`;
  return wiki.trim() === '' ? null : { kind: 'wiki', wiki };
}
