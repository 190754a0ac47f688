import { type CommandModule, example } from '../command.ts';
import { compose } from '../compose.ts';
import { readServeConfig, secretsOf } from '../config/serve-config.ts';
import { VARIABLES_HELP } from '../config/variables-help.ts';
import { type Context, writeResult } from '../context.ts';
import { createLogger } from '../create-logger.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { planLines } from '../render/plan-lines.ts';

/** `tract plan`: what the next cycle of the daemon would do. It does nothing. */
export const plan: CommandModule = {
  add(program, run) {
    program
      .command('plan')
      .description('show what the next cycle would do, and do nothing; configured like serve')
      .addHelpText('after', VARIABLES_HELP)
      .addHelpText('after', example('set -a; . /opt/tract/config/app.env; tract plan'))
      .action((_options: unknown, command) => run(runPlan, command));
  },
};

async function runPlan(context: Context): Promise<ExitCode> {
  const { io } = context;
  const config = await readServeConfig(io.env, io.cwd);
  const log = createLogger({ level: 'warn', format: 'text', stream: process.stderr, secrets: secretsOf(config) });
  const engine = await compose(config, { log, schedule: null, onRequest: () => {} });
  try {
    await engine.start();
    const report = await engine.plan();
    writeResult(context, report, () => planLines(report, context.colors));
    return EXIT.done;
  } finally {
    await engine.stop();
  }
}
