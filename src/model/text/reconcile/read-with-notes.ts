import type { Notes } from '../tree/footnotes.ts';
import type { Block } from '../tree/text-tree.ts';
import type { Pieces } from './piece.ts';
import { partsOf } from './tree-parts.ts';

/**
 * A text of Jira's in pieces. A link is a footnote's mark only where its note is there, too: Markdown would show the
 * brackets. A piece with a mark is another one without the note.
 */
export function readWithNotes<Original>(read: (notes: Notes) => Pieces<Original>, part?: 'part'): Pieces<Original> {
  const pieces = read(null);
  if (part !== undefined) return pieces;
  const marks = labelsOf(pieces, 'footnoteMark');
  if (marks.size === 0) return pieces;
  const notes = labelsOf(pieces, 'footnote');
  const known = [...marks].every((label) => notes.has(label)) ? pieces : read(notes);
  return {
    ...known,
    pieces: known.pieces.map((piece) => {
      return isMarked(piece.block) ? { ...piece, identity: `${piece.identity}\n[^]` } : piece;
    }),
  };
}

function labelsOf(pieces: Pieces<unknown>, kind: 'footnote' | 'footnoteMark'): ReadonlySet<string> {
  const labels = new Set<string>();
  for (const { block } of pieces.pieces) {
    for (const part of partsOf(block)) {
      if ((part.kind === 'footnote' || part.kind === 'footnoteMark') && part.kind === kind) {
        labels.add(part.label.toLowerCase());
      }
    }
  }
  return labels;
}

function isMarked(block: Block): boolean {
  return partsOf(block).some((part) => part.kind === 'footnoteMark');
}
