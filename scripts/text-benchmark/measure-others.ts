import { isAdfNode } from '../../src/model/text/adf/canonical-adf.ts';
import { dialectOf } from '../../src/model/text/dialect-of.ts';
import type { JiraText } from '../../src/model/text/jira-text.ts';
import { readMarkdown } from '../../src/model/text/markdown/read-markdown.ts';
import { jiraKey } from '../../src/model/text/reconcile/markdown-pieces.ts';
import { holdsRaw } from '../../src/model/text/reconcile/tree-parts.ts';
import type { TextPeople } from '../../src/model/text/text-people.ts';
import type { Block } from '../../src/model/text/tree/text-tree.ts';
import { blockKey } from '../../src/model/text/tree/tree-key.ts';
import { pull, push } from './convert.ts';
import type { Corpus } from './corpus.ts';
import type { OtherConverters } from './other-converters.ts';
import { keptBlocks } from './same-blocks.ts';
import { count, type Figure, share, type Table } from './table.ts';
import { sumOf, survivingWords, wordsOfTree } from './tree-words.ts';

/** There and back; each way may throw. */
type Converter = {
  readonly name: string;
  readonly toMarkdown: (jira: JiraText) => string;
  readonly toJira: (markdown: string) => JiraText | null;
};

/** Tract and published converters on the same texts, without any snapshot, judged by the same readers. */
export function measureOthers({ sets, markdown, people }: Corpus, others: OtherConverters): Table {
  const findings: string[] = [];
  const fromJira = sets.flatMap(({ kind, title, tickets }) => {
    const texts = tickets.flatMap((ticket) => ticket.texts);
    return convertersOf(kind, people, others).map((converter) => {
      const sum = newSum();
      for (const { name, jira } of texts) {
        add(sum, `${name} with ${converter.name}`, findings, () => jiraThereAndBack(jira, converter, people));
      }
      return rowOf(`${title}, to Markdown and back`, converter.name, sum);
    });
  });
  const fromMarkdown = (['wiki', 'adf'] as const).flatMap((kind) =>
    convertersOf(kind, people, others).map((converter) => {
      const sum = newSum();
      for (const sample of markdown) {
        const place = `${sample.name} through ${kind} with ${converter.name}`;
        add(sum, place, findings, () => markdownThereAndBack(sample.markdown, kind, converter, people));
      }
      return rowOf(`Markdown, corpus, to ${kind === 'wiki' ? 'wiki' : 'ADF'} and back`, converter.name, sum);
    }),
  );
  return {
    title: 'Side by side',
    note:
      'The same texts with each converter. Damaged: a text with a block of another structure, with a lost word, or that ' +
      'cannot be converted. Understood: blocks that the text between says natively, not in the notation it came from.',
    columns: ['texts', 'converter', 'texts', 'damaged', 'failed', 'blocks understood', 'same tree', 'words kept'],
    rows: [...fromJira, ...(markdown.length === 0 ? [] : fromMarkdown)],
    findings,
  };
}

type Trip = {
  readonly before: readonly Block[];
  readonly between: readonly Block[];
  readonly after: readonly Block[];
};

type Sum = {
  texts: number;
  damaged: number;
  failed: number;
  blocks: number;
  understood: number;
  same: number;
  words: number;
  kept: number;
};

function newSum(): Sum {
  return { texts: 0, damaged: 0, failed: 0, blocks: 0, understood: 0, same: 0, words: 0, kept: 0 };
}

function add(sum: Sum, place: string, findings: string[], travel: () => Trip): void {
  sum.texts += 1;
  let trip: Trip;
  try {
    trip = travel();
  } catch (error) {
    sum.failed += 1;
    sum.damaged += 1;
    findings.push(`${place}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    return;
  }
  const before = trip.before.map(blockKey);
  const same = keptBlocks(before, trip.after.map(blockKey)).size;
  const words = wordsOfTree(trip.before);
  const kept = survivingWords(words, wordsOfTree(trip.after));
  sum.blocks += before.length;
  sum.same += same;
  sum.understood += keptBlocks(before, trip.between.filter((block) => !holdsRaw(block)).map(blockKey)).size;
  sum.words += sumOf(words);
  sum.kept += kept;
  if (same < before.length || kept < sumOf(words)) sum.damaged += 1;
}

function rowOf(title: string, name: string, sum: Sum): readonly (string | Figure)[] {
  return [
    title,
    name,
    count(sum.texts),
    count(sum.damaged),
    count(sum.failed),
    share(sum.understood, sum.blocks),
    share(sum.same, sum.blocks),
    share(sum.kept, sum.words),
  ];
}

function jiraThereAndBack(jira: JiraText, converter: Converter, people: TextPeople): Trip {
  const markdown = converter.toMarkdown(jira);
  return {
    before: jiraBlocks(jira, jira.kind, people),
    between: markdownBlocks(markdown, jira.kind, people),
    after: jiraBlocks(converter.toJira(markdown), jira.kind, people),
  };
}

function markdownThereAndBack(
  markdown: string,
  kind: JiraText['kind'],
  converter: Converter,
  people: TextPeople,
): Trip {
  const jira = converter.toJira(markdown);
  return {
    before: markdownBlocks(markdown, kind, people),
    between: jiraBlocks(jira, kind, people),
    after: jira === null ? [] : markdownBlocks(converter.toMarkdown(jira), kind, people),
  };
}

function jiraBlocks(jira: JiraText | null, kind: JiraText['kind'], people: TextPeople): readonly Block[] {
  const { pieces } = dialectOf(kind, people).read(jira);
  return pieces.filter((piece) => jiraKey(piece) !== '').map(({ block }) => block);
}

function markdownBlocks(markdown: string, kind: JiraText['kind'], people: TextPeople): readonly Block[] {
  const blocks = readMarkdown(markdown, dialectOf(kind, people).markdown).map(({ block }) => block);
  return blocks.filter((block) => block.kind !== 'definition' || !block.used);
}

function convertersOf(kind: JiraText['kind'], people: TextPeople, others: OtherConverters): readonly Converter[] {
  const tract: Converter = {
    name: 'Tract',
    toMarkdown: (jira) => pull(jira, people).markdown,
    toJira: (markdown) => push(markdown, kind, people).jira,
  };
  return [tract, kind === 'wiki' ? jira2md(others) : marklassian(others)];
}

function jira2md(others: OtherConverters): Converter {
  return {
    name: 'jira2md',
    toMarkdown: (jira) => (jira.kind === 'wiki' ? others.wikiToMarkdown(jira.wiki) : ''),
    toJira: (markdown) => ({ kind: 'wiki', wiki: others.markdownToWiki(markdown) }),
  };
}

function marklassian(others: OtherConverters): Converter {
  return {
    name: 'marklassian, adf-to-markdown',
    toMarkdown: (jira) => (jira.kind === 'adf' ? others.adfToMarkdown(jira.doc) : ''),
    toJira: (markdown) => {
      const doc: unknown = others.markdownToAdf(markdown);
      if (!isAdfNode(doc)) throw new Error('no ADF document came out');
      return { kind: 'adf', doc };
    },
  };
}
