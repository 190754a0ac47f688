import { usageError } from '../cli-error.ts';
import { type Context, writeResult } from '../context.ts';
import { createLogger } from '../create-logger.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { demoLines } from './demo-lines.ts';
import { narrate } from './narrate.ts';
import { runTour } from './run-tour.ts';
import { startDemo } from './start-demo.ts';

export type DemoInput = { readonly tour?: boolean; readonly keep?: string; readonly flavor: string };

/** Starts the demo; shows it until a signal, or makes its tour. */
export async function runDemo(context: Context, options: DemoInput): Promise<ExitCode> {
  const { io, colors } = context;
  const { flavor } = options;
  if (flavor !== 'server' && flavor !== 'cloud') throw usageError(`--flavor must be server or cloud, not "${flavor}"`);
  let isTold = false;
  const log = createLogger({
    level: 'warn',
    format: 'text',
    stream: process.stderr,
    priorities: io.errIsJournal,
    secrets: [],
  });
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
