import { runTogether } from '../markdown/render-markdown.ts';
import { normalLines } from '../normal-lines.ts';
import type { Block } from '../tree/text-tree.ts';
import type { Agreement } from './agreement.ts';
import type { JiraDialect } from './jira-dialect.ts';
import { imageOf, jiraKey, readMarkdownPieces } from './markdown-pieces.ts';
import type { JiraOriginal, Piece } from './piece.ts';
import { pullBlock } from './pull-block.ts';
import { separatorsBetween } from './separators.ts';
import { holdsRaw } from './tree-parts.ts';
import { weave } from './weave.ts';

export type Pulled = { readonly markdown: string; readonly carried: number };

/** Jira's text as a new Markdown text. */
export function pullNew(jira: readonly Piece<JiraOriginal>[], dialect: JiraDialect): Pulled {
  const parts = jira.flatMap((piece) => {
    const pulled = pullBlock(piece, dialect);
    return pulled === null ? [] : [pulled];
  });
  let markdown = '';
  parts.forEach((part, at) => {
    const previous = parts[at - 1];
    markdown += previous === undefined ? part.markdown : `${gapBetween(previous.block, part.block)}${part.markdown}`;
  });
  return { markdown, carried: parts.filter((part) => part.carried).length };
}

/** Lists that follow each other would become one: an empty comment keeps them apart. */
function gapBetween(a: Block, b: Block): string {
  return runTogether(a, b) ? '\n\n<!-- -->\n\n' : '\n\n';
}

/** Markdown after Jira changed: pieces that did not change keep their Markdown, the others are rendered. */
export function pullText(base: Agreement, jira: readonly Piece<JiraOriginal>[], dialect: JiraDialect): Pulled {
  const parts = pullParts(base, jira, dialect);
  const expected = parts.flatMap((part) => part.image);
  const carried = parts.filter((part) => holdsRaw(part.block)).length;
  for (const wide of [false, true]) {
    const markdown = joinParts(base, parts, wide);
    const image = imageOf(readMarkdownPieces(markdown, dialect).pieces);
    if (image.length === expected.length && image.every((key, at) => key === expected[at]))
      return { markdown, carried };
  }
  // Old pieces can reach into new ones, as an open HTML block does: then nothing of the old text can stay.
  return pullNew(jira, dialect);
}

type PullPart = {
  readonly kind: 'keep' | 'convert';
  readonly slot: number | null;
  readonly text: string;
  readonly block: Block;
  readonly image: readonly string[];
};

function pullParts(base: Agreement, jira: readonly Piece<JiraOriginal>[], dialect: JiraDialect): readonly PullPart[] {
  const strands = weave(
    base.jira.pieces.map((piece) => piece.identity),
    jira.map((piece) => piece.identity),
    base.segments.map((segment) => ({ from: segment.jira, to: segment.git })),
  );
  return strands.flatMap((strand): readonly PullPart[] => {
    const { kind, slot } = strand;
    if (strand.kind === 'keep') {
      const old = base.git.pieces[strand.slot];
      return old === undefined ? [] : [{ kind, slot, text: old.original, block: old.block, image: old.image }];
    }
    const piece = jira[strand.from];
    const pulled = piece === undefined ? null : pullBlock(piece, dialect);
    if (piece === undefined || pulled === null) return [];
    return [{ kind, slot, text: pulled.markdown, block: pulled.block, image: [jiraKey(piece)] }];
  });
}

function joinParts(base: Agreement, parts: readonly PullPart[], wide: boolean): string {
  const originals = base.git.pieces;
  const old = originals.map((piece) => piece.separator);
  const crlf = originals.some((piece) => `${piece.original}${piece.separator}`.includes('\r\n'));
  const separators = separatorsBetween(parts, { old, lineEnd: crlf ? '\r\n' : '\n', wide });
  let markdown = base.git.lead;
  parts.forEach((part, at) => {
    const next = parts[at + 1];
    const text = part.kind === 'convert' && crlf ? normalLines(part.text).replaceAll('\n', '\r\n') : part.text;
    const bothKept = part.kind === 'keep' && next?.kind === 'keep' && next.slot === (part.slot ?? 0) + 1;
    const apart = next !== undefined && !bothKept && runTogether(part.block, next.block);
    const lineEnd = crlf ? '\r\n' : '\n';
    const separator = apart ? `${lineEnd}${lineEnd}<!-- -->${lineEnd}${lineEnd}` : (separators[at] ?? '');
    markdown += `${text}${separator}`;
  });
  return markdown;
}
