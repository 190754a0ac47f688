import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { type MochaOptions, Runner, reporters, type Test } from 'mocha';

/** How long what the tests opened may take to close after the last of them. */
const CLOSING_MS = 10_000;

/**
 * The spec reporter, which also adds what it counted to the file named by TRACT_TALLY, so that several runs can be
 * summed up: a line `run PASSED FAILED SKIPPED`, and a line `skip TITLE` for each test that was skipped. A run that does
 * not end although its tests did has leaked something: it is ended, says what, and fails.
 */
class TallyReporter extends reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const skipped: string[] = [];
    runner.on(Runner.constants.EVENT_TEST_PENDING, (test: Test) => skipped.push(test.fullTitle()));
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      writeTally(this.stats, skipped);
      // A timer that holds nothing open fires only where something else does.
      setTimeout(endLeakingRun, CLOSING_MS).unref();
    });
  }
}

function writeTally({ passes, failures }: Mocha.Stats, skipped: readonly string[]): void {
  const file = process.env.TRACT_TALLY;
  if (file === undefined) return;
  const lines = [`run ${passes} ${failures} ${skipped.length}`, ...skipped.map((title) => `skip ${title}`)];
  appendFileSync(file, `${lines.join('\n')}\n`);
}

function endLeakingRun(): void {
  const open = [...process.getActiveResourcesInfo().filter((name) => name !== 'TTYWrap'), ...childCommands()];
  console.error(`The tests are over, but some left open what keeps the process alive: ${open.join(', ')}`);
  // Mocha sets the exit code when the process ends; the last to set it wins.
  process.once('exit', () => {
    process.exitCode = 1;
  });
  process.exit();
}

/** The command lines of the processes that this one started and that still run; none without /proc. */
function childCommands(): readonly string[] {
  if (!existsSync('/proc/self/stat')) return [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  // The compiler of tsx keeps nothing alive.
  return pids.flatMap(childCommand).filter((command) => !command.includes('esbuild'));
}

function childCommand(pid: string): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return parent === process.pid ? [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()] : [];
  } catch {
    // It ended while we looked.
    return [];
  }
}

// biome-ignore lint/style/noDefaultExport: mocha takes a reporter from the default export
export default TallyReporter;
