import type { JiraText } from '../jira-text.ts';
import type { Agreement } from './agreement.ts';
import type { JiraDialect, JoinPart } from './jira-dialect.ts';
import { jiraKey } from './markdown-pieces.ts';
import type { MarkdownPiece } from './piece.ts';
import { separatorsBetween } from './separators.ts';
import { weave } from './weave.ts';

/** Jira's text after git changed: pieces that did not change keep Jira's originals, the others are rendered. */
export function pushText(
  base: Agreement,
  git: readonly MarkdownPiece[],
  like: JiraText | null,
  dialect: JiraDialect,
): JiraText | null {
  const parts = pushParts(base, git, dialect);
  const narrow = joinParts(base, parts, like, dialect, false);
  const expected = parts.map((part) => part.key).filter((key) => key !== '');
  if (readsAs(narrow, expected, dialect)) return narrow;
  return joinParts(base, parts, like, dialect, true);
}

type PushPart = {
  readonly kind: 'keep' | 'convert';
  readonly slot: number | null;
  readonly original: JoinPart['original'];
  readonly key: string;
};

function pushParts(base: Agreement, git: readonly MarkdownPiece[], dialect: JiraDialect): readonly PushPart[] {
  const strands = weave(
    base.git.pieces.map((piece) => piece.identity),
    git.map((piece) => piece.identity),
    base.segments.map((segment) => ({ from: segment.git, to: segment.jira })),
  );
  return strands.flatMap((strand): readonly PushPart[] => {
    const old = strand.slot === null ? undefined : base.jira.pieces[strand.slot];
    if (strand.kind === 'keep')
      return old === undefined ? [] : [{ ...strand, original: old.original, key: jiraKey(old) }];
    const piece = git[strand.from];
    const rendered = piece === undefined ? [] : dialect.render(piece.block, old ?? null);
    return rendered.map(({ original, key }, at) => {
      const slot = at === rendered.length - 1 ? strand.slot : null;
      return { kind: 'convert', slot, original, key };
    });
  });
}

function joinParts(
  base: Agreement,
  parts: readonly PushPart[],
  like: JiraText | null,
  dialect: JiraDialect,
  wide: boolean,
): JiraText | null {
  const crlf = like?.kind === 'wiki' && like.wiki.includes('\r\n');
  const old = base.jira.pieces.map((piece) => piece.separator);
  const separators = separatorsBetween(parts, { old, lineEnd: crlf ? '\r\n' : '\n', wide });
  const joined = parts.map((part, at): JoinPart => {
    return { original: part.original, separator: separators[at] ?? '', kept: part.kind === 'keep' };
  });
  return dialect.join(base.jira.lead, joined, like);
}

function readsAs(jira: JiraText | null, expected: readonly string[], dialect: JiraDialect): boolean {
  const keys = dialect
    .read(jira)
    .pieces.map(jiraKey)
    .filter((key) => key !== '');
  return keys.length === expected.length && keys.every((key, at) => key === expected[at]);
}
