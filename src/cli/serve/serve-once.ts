import type { Engine } from '../../reconciler/engine.ts';
import { hasPending, outcomeLines } from '../../server/outcome-lines.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { showProgress } from '../render/progress.ts';

/** One full cycle over all tickets, and the outcome. The engine is stopped in any case. */
export async function serveOnce(context: Context, engine: Engine): Promise<ExitCode> {
  const progress = showProgress(context.io, 'tickets');
  const stop = () => void engine.stop();
  context.io.stop.addEventListener('abort', stop, { once: true });
  engine.onEvent((event) => {
    if (event.kind === 'progress') progress.show(event.done, event.total);
  });
  try {
    await engine.start();
    const report = await engine.sync({ full: true, retryHeld: false, allowDeletes: 0 });
    progress.end();
    writeResult(context, report, () => outcomeLines(report));
    if (report.error !== null) return EXIT.failed;
    return hasPending(report) || (await engine.status()).problems.length > 0 ? EXIT.pending : EXIT.done;
  } finally {
    progress.end();
    context.io.stop.removeEventListener('abort', stop);
    await engine.stop();
  }
}
