import { availableParallelism } from 'node:os';
import { readCorpus } from './corpus.ts';
import { measureMeaning } from './measure-meaning.ts';
import { measureNative } from './measure-native.ts';
import { measureOthers } from './measure-others.ts';
import { measureSlow } from './measure-slow.ts';
import { measureUntouched } from './measure-untouched.ts';
import { type Part, type ReportOptions, readOptions, USAGE } from './options.ts';
import { loadOtherConverters } from './other-converters.ts';
import { renderTable } from './render-table.ts';
import { missedFigures, type Table } from './table.ts';

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return;
  }
  const options = readOptions(args);
  const tables: Table[] = [];
  const notes: string[] = [];
  for await (const part of measure(options)) {
    if (typeof part === 'string') {
      notes.push(part);
      if (!options.json) console.log(`${part}\n`);
    } else {
      tables.push(part);
      if (!options.json) console.log(renderTable(part, options.verbose));
    }
  }
  const missed = missedFigures(tables).length;
  if (options.json) console.log(JSON.stringify({ seed: options.seed, notes, tables, missed }, null, 2));
  else console.log(missed === 0 ? 'Every goal is met.' : `${missed} ${missed === 1 ? 'goal is' : 'goals are'} missed.`);
  process.exitCode = missed === 0 ? 0 : 1;
}

/** Tables, and in between what there is to say. The slow inputs come first, while the process is still empty. */
async function* measure(options: ReportOptions): AsyncGenerator<Table | string> {
  const wants = (part: Part): boolean => options.parts.includes(part);
  yield `Node ${process.version}, ${availableParallelism()} cores, seed ${options.seed}.`;
  if (wants('slow')) yield await measureSlow(options);
  const corpus = readCorpus(options.corpus, options.data, options.oneTicketIn);
  yield* corpus.missing;
  if (wants('native')) yield measureNative(corpus);
  if (wants('untouched')) yield measureUntouched(corpus, options.seed);
  if (wants('meaning')) yield measureMeaning(corpus);
  if (!wants('others')) return;
  const others = await loadOtherConverters();
  if (others === null) yield 'The other converters are not installed, so Tract stands alone.';
  else yield measureOthers(corpus, others);
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
