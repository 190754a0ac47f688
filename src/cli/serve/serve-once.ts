import type { Engine } from '../../reconciler/engine.ts';
import { hasPending, outcomeLines } from '../../server/outcome-lines.ts';
import type { ServeConfig } from '../config/serve-config.ts';
import { type Context, writeResult } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { showProgress } from '../render/progress.ts';
import { lockRepository } from './repository-lock.ts';

type LockedPlace = Pick<ServeConfig, 'repository' | 'branch'>;

/**
 * One full cycle over all tickets, and the outcome. The engine is stopped in any case. A fatal Failure where a daemon
 * keeps the repository: two that plan from one snapshot would both create what is new.
 */
export async function serveOnce(context: Context, engine: Engine, config: LockedPlace): Promise<ExitCode> {
  try {
    const lock = await lockRepository(config.repository, `refs/heads/${config.branch}`);
    try {
      return await runOnce(context, engine);
    } finally {
      await lock.release();
    }
  } finally {
    await engine.stop();
  }
}

async function runOnce(context: Context, engine: Engine): Promise<ExitCode> {
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
    await engine.maintain().catch((error: unknown) => {
      // Whoever is told to stop tells how far it came, and packs nothing.
      if (!context.io.stop.aborted) throw error;
    });
    writeResult(context, report, () => outcomeLines(report));
    if (report.error !== null) return EXIT.failed;
    return hasPending(report) || (await engine.status()).problems.length > 0 ? EXIT.pending : EXIT.done;
  } finally {
    progress.end();
    context.io.stop.removeEventListener('abort', stop);
  }
}
