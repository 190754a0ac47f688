import { CLIMATES, STORM } from '../../test/support/simulation/climate.ts';
import { Figures } from '../../test/support/simulation/figures.ts';
import { simulate } from '../../test/support/simulation/simulate.ts';
import type { Batch, BatchResult, FailedWorld } from './messages.ts';

async function live({ climate, seed: first, worlds }: Batch): Promise<BatchResult> {
  const figures = new Figures();
  const failed: FailedWorld[] = [];
  for (let seed = first; seed < first + worlds; seed++) {
    try {
      const outcome = await simulate(seed, CLIMATES[climate] ?? STORM);
      figures.addAll(outcome.figures);
      if (outcome.problems.length > 0) failed.push({ seed, problems: outcome.problems });
    } catch (error) {
      failed.push({ seed, problems: [`it broke: ${error instanceof Error ? error.stack : String(error)}`] });
    }
  }
  return { worlds, figures: [...figures.counts], failed };
}

process.on('message', (batch) => {
  live(batch as Batch).then((result) => process.send?.(result));
});
process.send?.({ worlds: 0, figures: [], failed: [] } satisfies BatchResult);
