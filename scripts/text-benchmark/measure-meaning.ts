import { dialectOf } from '../../src/model/text/dialect-of.ts';
import { readMarkdown } from '../../src/model/text/markdown/read-markdown.ts';
import type { TextPeople } from '../../src/model/text/text-people.ts';
import type { Block } from '../../src/model/text/tree/text-tree.ts';
import { blockKey } from '../../src/model/text/tree/tree-key.ts';
import { pull, push } from './convert.ts';
import type { Corpus, MarkdownSample } from './corpus.ts';
import { keptBlocks } from './same-blocks.ts';
import { atLeast, count, type Figure, share, type Table } from './table.ts';
import { sumOf, survivingWords, wordsOfTree } from './tree-words.ts';

/** Markdown that goes to Jira and comes back without any snapshot: the same tree, and every word. */
export function measureMeaning(corpus: Corpus): Table {
  const findings: string[] = [];
  const sources = [
    { title: 'corpus', samples: corpus.markdown },
    { title: 'of the real texts', samples: realOf(corpus) },
  ];
  const rows = sources.flatMap(({ title, samples }) =>
    samples.length === 0
      ? []
      : (['wiki', 'adf'] as const).map((kind) => rowOf(title, samples, kind, corpus.people, findings)),
  );
  return {
    title: 'Meaning',
    note: 'Markdown to Jira and back without any snapshot, block by block.',
    columns: ['texts', 'through', 'blocks', 'same tree', 'words kept'],
    rows,
    findings,
  };
}

function realOf({ sets, people }: Corpus): readonly MarkdownSample[] {
  const texts = sets.filter(({ real, kind }) => real && kind === 'wiki').flatMap(({ tickets }) => tickets);
  return texts
    .flatMap(({ texts: samples }) => samples)
    .map(({ name, jira }) => ({ name: `${name} as Markdown`, markdown: pull(jira, people).markdown }));
}

function rowOf(
  title: string,
  samples: readonly MarkdownSample[],
  kind: 'wiki' | 'adf',
  people: TextPeople,
  findings: string[],
): readonly (string | Figure)[] {
  const sum = { blocks: 0, same: 0, words: 0, kept: 0 };
  for (const { name, markdown } of samples) {
    const before = blocksOf(markdown, kind, people);
    const { jira } = push(markdown, kind, people);
    const after = jira === null ? [] : blocksOf(pull(jira, people).markdown, kind, people);
    const same = keptBlocks(before.map(blockKey), after.map(blockKey));
    const words = wordsOfTree(before);
    const kept = survivingWords(words, wordsOfTree(after));
    sum.blocks += before.length;
    sum.same += same.size;
    sum.words += sumOf(words);
    sum.kept += kept;
    before.forEach((block, at) => {
      if (!same.has(at)) findings.push(`${name} through ${kind}, block ${at + 1}: ${block.kind}: ${excerpt(block)}`);
    });
    if (kept < sumOf(words)) findings.push(`${name} through ${kind}: ${sumOf(words) - kept} words are lost`);
  }
  return [
    title,
    kind === 'wiki' ? 'wiki' : 'ADF',
    count(sum.blocks),
    share(sum.same, sum.blocks, atLeast(90)),
    share(sum.kept, sum.words, atLeast(100)),
  ];
}

/** A definition says nothing by itself once the links that use it have its address. */
function blocksOf(markdown: string, kind: 'wiki' | 'adf', people: TextPeople): readonly Block[] {
  const blocks = readMarkdown(markdown, dialectOf(kind, people).markdown).map(({ block }) => block);
  return blocks.filter((block) => block.kind !== 'definition' || !block.used);
}

function excerpt(block: Block): string {
  const key = blockKey(block);
  return key.length > 160 ? `${key.slice(0, 160)}…` : key;
}
