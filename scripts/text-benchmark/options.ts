import { parseArgs } from 'node:util';

export type ReportOptions = {
  readonly corpus: string;
  readonly data: string;
  readonly seed: number;
  readonly json: boolean;
  readonly verbose: boolean;
  /** Of so many real tickets one is measured. */
  readonly oneTicketIn: number;
  readonly randomInputs: number;
  /** How long one character or pattern is repeated, in characters. */
  readonly evilLengths: readonly number[];
  readonly parts: readonly Part[];
};

/** The tables of the report, in order. */
export const PARTS = ['slow', 'native', 'untouched', 'meaning', 'others'] as const;

export type Part = (typeof PARTS)[number];

export const USAGE = `Usage: scripts/text-report [--quick] [--only PART] [--seed N] [--json] [--verbose]

Measures what happens to texts between Jira and git: what stays untouched, what is native Markdown, what keeps its
meaning, and whether any input is slow. Other converters are measured on the same texts. Exits 1 when a goal is missed.

  --quick         a sample of the real texts, and fewer random inputs
  --seed N        replays the choice of edits and the random inputs
  --json          one JSON document instead of tables
  --verbose       lists what is not native, not the same or slow, with its place and cause
  --corpus DIR    samples in DIR/wiki, DIR/md and DIR/adf; ../shared/markup-corpus unless given
  --data DIR      real tickets, one JSON document a line, in DIR/*.jsonl.gz; ../shared/data unless given
  --only PART     slow, native, untouched, meaning or others; may be given several times
`;

/** Reads the command line. Throws an Error for people when it makes no sense. */
export function readOptions(args: readonly string[]): ReportOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [...PARTS] },
      seed: { type: 'string', default: '20260214' },
      corpus: { type: 'string', default: '../shared/markup-corpus' },
      data: { type: 'string', default: '../shared/data' },
    },
  });
  if (!/^\d{1,9}$/.test(values.seed)) throw new Error(`--seed must be a number, not ${values.seed}`);
  return {
    corpus: values.corpus,
    data: values.data,
    seed: Number(values.seed),
    json: values.json,
    verbose: values.verbose,
    oneTicketIn: values.quick ? 25 : 1,
    randomInputs: values.quick ? 500 : 10_000,
    evilLengths: values.quick ? [4_000] : [32_767, 100_000],
    parts: values.only.map(partOf),
  };
}

function partOf(text: string): Part {
  const part = PARTS.find((each) => each === text);
  if (part === undefined) throw new Error(`--only must be one of ${PARTS.join(', ')}, not ${text}`);
  return part;
}
