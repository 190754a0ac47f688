import { appendFileSync } from 'node:fs';
import { type MochaOptions, Runner, reporters, type Test } from 'mocha';

/**
 * The spec reporter, which also adds what it counted to the file named by TRACT_TALLY, so that several runs can be
 * summed up: a line `run PASSED FAILED SKIPPED`, and a line `skip TITLE` for each test that was skipped.
 */
class TallyReporter extends reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    const file = process.env.TRACT_TALLY;
    if (file === undefined) return;
    const skipped: string[] = [];
    runner.on(Runner.constants.EVENT_TEST_PENDING, (test: Test) => skipped.push(test.fullTitle()));
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures } = this.stats;
      const lines = [`run ${passes} ${failures} ${skipped.length}`, ...skipped.map((title) => `skip ${title}`)];
      appendFileSync(file, `${lines.join('\n')}\n`);
    });
  }
}

// biome-ignore lint/style/noDefaultExport: mocha takes a reporter from the default export
export default TallyReporter;
