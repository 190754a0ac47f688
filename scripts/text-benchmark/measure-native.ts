import { dialectOf } from '../../src/model/text/dialect-of.ts';
import { inspectText } from '../../src/model/text/inspect-text.ts';
import type { JiraText } from '../../src/model/text/jira-text.ts';
import { jiraKey, readMarkdownPieces } from '../../src/model/text/reconcile/markdown-pieces.ts';
import { matchSequences } from '../../src/model/text/reconcile/match-sequences.ts';
import type { JiraOriginal, MarkdownPiece, Piece } from '../../src/model/text/reconcile/piece.ts';
import { holdsRaw } from '../../src/model/text/reconcile/tree-parts.ts';
import type { TextPeople } from '../../src/model/text/text-people.ts';
import { pull, push } from './convert.ts';
import type { Corpus, Sample, SampleSet } from './corpus.ts';
import { keptBlocks } from './same-blocks.ts';
import { atLeast, atMost, count, type Figure, share, type Table } from './table.ts';
import { sumOf, survivingWords, wordsOfTree } from './tree-words.ts';

type Fate = 'native' | 'carried whole' | 'carried inline' | 'changed';

type Tally = { readonly fates: Record<Fate, number>; words: number; keptWords: number };

/** What becomes of each block of Jira's when git first meets it, and whether it comes back the same from there alone. */
export function measureNative(corpus: Corpus): Table {
  const { sets, people } = corpus;
  const findings: string[] = [];
  const rows = sets.map((set) => {
    const tally = tallyOf(set, people, findings);
    const { fates } = tally;
    const blocks = Object.values(fates).reduce((sum, each) => sum + each, 0);
    const carried = fates['carried whole'] + fates['carried inline'];
    return [
      set.title,
      count(blocks),
      share(fates.native, blocks, atLeast(set.real ? 99 : 90)),
      share(carried, blocks, set.real ? atMost(1) : null),
      count(fates['carried whole']),
      count(fates['carried inline']),
      NOT_ASKED,
      count(fates.changed),
      share(tally.keptWords, tally.words, atLeast(100)),
    ];
  });
  return {
    title: 'Native',
    note: 'Blocks of Jira as Markdown that, without any snapshot, gives back the same structure and words; and blocks of Markdown as Jira shows them.',
    columns: [
      'texts',
      'blocks',
      'native',
      'carried',
      'whole',
      'inline',
      'approximated',
      'changed',
      'words back in Jira',
    ],
    rows: [...rows, ...markdownRows(corpus, findings)],
    findings,
  };
}

const NOT_ASKED = '–';

/** What Jira can say of Markdown that people write. */
function markdownRows({ markdown, people }: Corpus, findings: string[]): readonly (readonly (string | Figure)[])[] {
  if (markdown.length === 0) return [];
  return (['wiki', 'adf'] as const).map((kind) => {
    const notation = kind === 'wiki' ? 'wiki' : 'ADF';
    const blocks = markdown.flatMap(({ name, markdown: text }) =>
      inspectText(text, kind, people).blocks.map((block) => ({ name, ...block })),
    );
    for (const { name, line, kind: fate, what } of blocks) {
      if (fate !== 'native') findings.push(`${name}, line ${line}, in ${notation}: ${fate}: ${what}`);
    }
    const of = (fate: string): number => blocks.filter((block) => block.kind === fate).length;
    return [
      `Markdown to ${notation}, corpus`,
      count(blocks.length),
      share(of('native'), blocks.length),
      share(of('carried'), blocks.length),
      NOT_ASKED,
      NOT_ASKED,
      count(of('approximated')),
      NOT_ASKED,
      NOT_ASKED,
    ];
  });
}

function tallyOf({ tickets }: SampleSet, people: TextPeople, findings: string[]): Tally {
  const fates = { native: 0, 'carried whole': 0, 'carried inline': 0, changed: 0 };
  const tally: Tally = { fates, words: 0, keptWords: 0 };
  for (const sample of tickets.flatMap(({ texts }) => texts)) {
    try {
      inspect(sample, people, tally, findings);
    } catch (error) {
      fates.changed += 1;
      findings.push(`${sample.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return tally;
}

function inspect({ name, jira }: Sample, people: TextPeople, tally: Tally, findings: string[]): void {
  const dialect = dialectOf(jira.kind, people);
  const shown = dialect.read(jira).pieces.filter((piece) => jiraKey(piece) !== '');
  const keys = shown.map(jiraKey);
  const { markdown } = pull(jira, people);
  const pieceOf = markdownOf(keys, readMarkdownPieces(markdown, dialect).pieces);
  const back = push(markdown, jira.kind, people).jira;
  const backKeys = dialect.read(back).pieces.map(jiraKey);
  const returned = keptBlocks(keys, backKeys);
  shown.forEach((piece, at) => {
    const written = pieceOf.get(at);
    const fate = written === undefined || !returned.has(at) ? 'changed' : fateOf(written);
    tally.fates[fate] += 1;
    if (fate === 'native') return;
    findings.push(`${name}, block ${at + 1}: ${fate}: ${causeOf(piece, jira.kind, people)}`);
  });
  const words = wordsOfTree(shown.map(({ block }) => block));
  const kept = survivingWords(words, wordsOfTree(dialect.read(back).pieces.map(({ block }) => block)));
  tally.words += sumOf(words);
  tally.keptWords += kept;
  if (kept < sumOf(words)) findings.push(`${name}: ${sumOf(words) - kept} words do not come back to Jira`);
}

/** The piece of Markdown that stands for each of Jira's blocks, where its image says that it does. */
function markdownOf(keys: readonly string[], pieces: readonly MarkdownPiece[]): ReadonlyMap<number, MarkdownPiece> {
  const images = pieces.flatMap((piece) => piece.image.map((key) => ({ key, piece })));
  const matches = matchSequences(
    images.map(({ key }) => key),
    keys,
  );
  return new Map(
    matches.flatMap(({ a, b }) => {
      const image = images[a];
      return image === undefined ? [] : [[b, image.piece] as const];
    }),
  );
}

function fateOf({ block }: MarkdownPiece): Fate {
  if (block.kind === 'raw') return 'carried whole';
  if (holdsRaw(block)) return 'carried inline';
  return 'native';
}

/** The first stage at which the meaning of a block is lost, and the beginning of its source. */
function causeOf(piece: Piece<JiraOriginal>, kind: JiraText['kind'], people: TextPeople): string {
  const dialect = dialectOf(kind, people);
  const source = excerpt(dialect.sourceOf(piece.original));
  if (holdsRaw(piece.block)) return `no word for it in the tree: ${source}`;
  const keys = dialect.render(piece.block, null).map(({ key }) => key);
  const same = keys.length === 1 && keys[0] === jiraKey(piece);
  const stage = same
    ? `the Markdown of this ${piece.block.kind} does not read back`
    : `this ${piece.block.kind} rendered as ${kind} does not read back`;
  return `${stage}: ${source}`;
}

function excerpt(source: string): string {
  const line = source.replace(/\s+/g, ' ');
  return JSON.stringify(line.length > 160 ? `${line.slice(0, 160)}…` : line);
}
