import { parseArgs } from 'node:util';
import type { EmulatorOptions } from '../../src/emulator/options.ts';

export type Personality = EmulatorOptions['personality'];

export type BenchOptions = {
  readonly sizes: readonly number[];
  readonly personalities: readonly Personality[];
  /** How many quiet cycles, and how many edits each way, the medians are of. */
  readonly quietCycles: number;
  readonly edits: number;
};

export const USAGE = `Usage: scripts/bench [--issues N] [--personality server|cloud] [--quick]

Measures the built program against an embedded Jira on this machine: onboarding, quiet cycles and edits both ways, with
the number of requests to Jira each takes, for 1,499 and for 20,000 issues.

  --issues N           this many issues only
  --personality NAME   server or cloud only
  --quick              fewer repetitions, and 1,499 issues unless --issues says otherwise
`;

/** Reads the command line. Throws an Error for people when it makes no sense. */
export function readOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      issues: { type: 'string' },
      personality: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const { issues, personality, quick } = values;
  const standard = quick ? [1_499] : [1_499, 20_000];
  return {
    sizes: issues === undefined ? standard : [countOf(issues)],
    personalities: personality === undefined ? ['server', 'cloud'] : [personalityOf(personality)],
    quietCycles: quick ? 3 : 9,
    edits: quick ? 1 : 5,
  };
}

function countOf(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 10 || count > 200_000) {
    throw new Error(`--issues must be a number from 10 to 200000, not ${text}`);
  }
  return count;
}

function personalityOf(text: string): Personality {
  if (text === 'server' || text === 'cloud') return text;
  throw new Error(`--personality must be server or cloud, not ${text}`);
}
