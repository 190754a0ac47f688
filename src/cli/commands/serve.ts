import { type CommandModule, example } from '../command.ts';
import { compose } from '../compose.ts';
import { readServeConfig, secretsOf } from '../config/serve-config.ts';
import { VARIABLES_HELP } from '../config/variables-help.ts';
import type { Context } from '../context.ts';
import { createLogger } from '../create-logger.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { logEvents } from '../serve/log-events.ts';
import { runDaemon } from '../serve/run-daemon.ts';
import { serveOnce } from '../serve/serve-once.ts';

/** `tract serve`: the daemon of one project, configured by its environment. */
export const serve: CommandModule = {
  add(program, run) {
    program
      .command('serve')
      .description('keep a repository and a Jira project in sync, configured by the environment')
      .option('--once', 'one full cycle over all tickets, then exit: 0 done, 3 something waits, 1 failed')
      .addHelpText('after', VARIABLES_HELP)
      .addHelpText('after', example('set -a; . /opt/tract/config/app.env; tract serve', 'tract serve --once --json'))
      .action((options: { readonly once?: boolean }, command) =>
        run((context) => runServe(context, options.once === true), command),
      );
  },
};

async function runServe(context: Context, once: boolean): Promise<ExitCode> {
  const { io } = context;
  const config = await readServeConfig(io.env, io.cwd);
  const log = createLogger({
    level: config.logLevel,
    format: config.logFormat,
    stream: process.stderr,
    secrets: secretsOf(config),
  });
  const schedule = once ? null : { poll: config.poll, fullSweep: config.fullSweep };
  const engine = await compose(config, { log, schedule, onRequest: () => {} });
  if (once) return serveOnce(context, engine);
  engine.onEvent(logEvents(log));
  await runDaemon({
    config,
    engine,
    log,
    stop: io.stop,
    onListening: (url) =>
      log.info('serving', { project: config.project, url, repository: config.repository, jira: config.jira.url }),
  });
  return EXIT.done;
}
