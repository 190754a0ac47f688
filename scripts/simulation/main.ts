import { Figures } from '../../test/support/simulation/figures.ts';
import type { BatchResult, FailedWorld } from './messages.ts';
import { readOptions, type SimulationOptions, USAGE } from './options.ts';
import { renderFigures } from './render-figures.ts';
import { runWorkers } from './run-workers.ts';

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return;
  }
  const options = readOptions(args);
  const figures = new Figures();
  const failed: FailedWorld[] = [];
  const beganMs = Date.now();
  let done = 0;
  await runWorkers(options, (result: BatchResult) => {
    done += result.worlds;
    figures.addAll(result.figures);
    failed.push(...result.failed);
    for (const world of result.failed) console.log(renderFailure(world, options));
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${options.worlds} worlds, ${failed.length} failed `);
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  console.log(renderFigures(figures, (Date.now() - beganMs) / 1_000));
  const last = options.seed + options.worlds - 1;
  console.log(
    `\n${options.worlds} worlds (${options.climate}, seeds ${options.seed} to ${last}): ${failed.length} failed`,
  );
  if (failed.length > 0) process.exitCode = 1;
}

function renderFailure({ seed, problems }: FailedWorld, { climate }: SimulationOptions): string {
  const replay = `replay: scripts/simulate --worlds 1 --seed ${seed} --climate ${climate}`;
  return [`world ${seed}:`, ...problems.map((problem) => `  ${problem}`), replay, ''].join('\n');
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
