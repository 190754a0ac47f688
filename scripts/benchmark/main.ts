import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { measure } from './measure.ts';
import { type BenchOptions, type Personality, readOptions, USAGE } from './options.ts';
import { renderHead, renderRow } from './render-row.ts';
import { startSite } from './site.ts';

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return;
  }
  const options = readOptions(args);
  const git = execFileSync('git', ['--version'], { encoding: 'utf8' }).trim();
  console.log(
    `Node ${process.version}, ${git}, ${availableParallelism()} cores; Jira is embedded and answers at once.`,
  );
  console.log(`Medians of ${options.quietCycles} quiet cycles and ${options.edits} edits each way; onboarding once.\n`);
  console.log(renderHead());
  for (const issues of options.sizes) {
    for (const personality of options.personalities) await bench(personality, issues, options);
  }
}

async function bench(personality: Personality, issues: number, options: BenchOptions): Promise<void> {
  const site = await startSite(personality, issues);
  try {
    console.log(renderRow(site, issues, await measure(site, options)));
  } finally {
    await site.jira.close();
  }
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
