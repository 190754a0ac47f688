import { parseArgs } from 'node:util';
import { CLIMATES } from '../../test/support/simulation/climate.ts';

export type SimulationOptions = {
  readonly worlds: number;
  readonly seed: number;
  readonly climate: string;
  readonly workers: number;
};

const MOST_WORLDS = 10_000_000;
const MOST_WORKERS = 64;

export const USAGE = `Usage: scripts/simulate [--worlds N] [--seed S] [--climate NAME] [--workers K]

Lets N worlds live: several people edit both sides, in clones and in Jira, while the real reconciler runs over memory and a
simulated clock, in bad weather. Each world must come to rest with nothing lost and nothing twice. Exits 1 when one does
not, and says how to replay it: a world comes to the same by its seed and climate, as long as the code is the same.

  --worlds N        how many (1000)
  --seed S          the seed of the first world; the others follow (1)
  --climate NAME    what may happen: ${Object.keys(CLIMATES).slice(0, 5).join(', ')},
                    ${Object.keys(CLIMATES).slice(5, 12).join(', ')},
                    ${Object.keys(CLIMATES).slice(12, 19).join(', ')},
                    ${Object.keys(CLIMATES).slice(19, 23).join(', ')},
                    ${Object.keys(CLIMATES).slice(23).join(', ')} (storm)
  --workers K       so many processes side by side (2)
`;

/** Reads the command line. Throws an Error for people when it makes no sense. */
export function readOptions(args: readonly string[]): SimulationOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      worlds: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      climate: { type: 'string', default: 'storm' },
      workers: { type: 'string', default: '2' },
    },
  });
  if (!Object.hasOwn(CLIMATES, values.climate)) {
    throw new Error(`--climate must be one of ${Object.keys(CLIMATES).join(', ')}, not ${values.climate}`);
  }
  return {
    worlds: numberOf('--worlds', values.worlds, 1, MOST_WORLDS),
    seed: numberOf('--seed', values.seed, 0, Number.MAX_SAFE_INTEGER - MOST_WORLDS),
    climate: values.climate,
    workers: numberOf('--workers', values.workers, 1, MOST_WORKERS),
  };
}

function numberOf(name: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d{1,16}$/.test(text) && number >= least && number <= most) return number;
  throw new Error(`${name} must be a whole number from ${least} to ${most}, not ${text}`);
}
