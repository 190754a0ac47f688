import { compose } from '../compose.ts';
import { readServeConfig, secretsOf } from '../config/serve-config.ts';
import { type Context, writeResult } from '../context.ts';
import { createLogger } from '../create-logger.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { planLines } from '../render/plan-lines.ts';

/** Asks both sides, and shows what a cycle would do about it. */
export async function runPlan(context: Context): Promise<ExitCode> {
  const { io } = context;
  const config = await readServeConfig(io.env, io.cwd);
  const log = createLogger({
    level: 'warn',
    format: 'text',
    stream: process.stderr,
    priorities: io.errIsJournal,
    secrets: secretsOf(config),
  });
  const engine = await compose(config, { log, schedule: null, use: 'look', onRequest: () => {} });
  try {
    await engine.start();
    const report = await engine.plan();
    writeResult(context, report, () => planLines(report, context.colors));
    return EXIT.done;
  } finally {
    await engine.stop();
  }
}
