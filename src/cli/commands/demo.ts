import { usageError } from '../cli-error.ts';
import { type CommandModule, example } from '../command.ts';
import { type Context, writeResult } from '../context.ts';
import { createLogger } from '../create-logger.ts';
import { demoLines } from '../demo/demo-lines.ts';
import { narrate } from '../demo/narrate.ts';
import { runTour } from '../demo/run-tour.ts';
import { startDemo } from '../demo/start-demo.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';

type Options = { readonly tour?: boolean; readonly keep?: string; readonly flavor: string };

/** `tract demo`: everything on loopback, to watch a repository and a Jira follow each other. */
export const demo: CommandModule = {
  add(program, run) {
    program
      .command('demo')
      .description('a Jira, a repository and the sync service on this machine, with sample tickets')
      .option('--tour', 'make an edit on each side, show how it arrives on the other, and exit')
      .option('--keep <dir>', 'keep the data in this empty folder')
      .option('--flavor <flavor>', 'what the Jira is like: server or cloud', 'server')
      .addHelpText('after', example('tract demo', 'tract demo --tour'))
      .action((options: Options, command) => run((context) => runDemo(context, options), command));
  },
};

async function runDemo(context: Context, options: Options): Promise<ExitCode> {
  const { io, colors } = context;
  const { flavor } = options;
  if (flavor !== 'server' && flavor !== 'cloud') throw usageError(`--flavor must be server or cloud, not "${flavor}"`);
  let isTold = false;
  const log = createLogger({ level: 'warn', format: 'text', stream: process.stderr, secrets: [] });
  const tell = (lines: readonly string[]) => io.out(lines.map((line) => `${line}\n`).join(''));
  const started = await startDemo({
    personality: flavor,
    keep: options.keep ?? null,
    log,
    stop: io.stop,
    onEvent: (event) => {
      if (isTold) tell(narrate(event, colors, Date.now()));
    },
  });
  try {
    if (options.tour === true) return await runTour(context, started);
    isTold = !context.json;
    const { jira, config, serverUrl, tickets } = started;
    const places = { jira: jira.url, repository: config.repository, server: serverUrl, tickets };
    writeResult(context, places, () => demoLines(started, programName(), colors));
    await started.ended;
    return EXIT.done;
  } finally {
    await started.close();
  }
}

/** How this very program is called again. */
function programName(): string {
  const [, script = 'tract'] = process.argv;
  return script.endsWith('.js') || script.endsWith('.ts') ? `node ${script}` : 'tract';
}
