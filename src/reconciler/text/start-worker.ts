import { Worker } from 'node:worker_threads';

/**
 * Starts a module of this folder in a thread of its own. A compiled program loads the compiled module; in one that runs
 * from its source, the thread needs tsx as well.
 */
export function startWorker(module: 'text-worker' | 'convert-worker', workerData: unknown = null): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL(`./${module}.js`, import.meta.url), { name: module, workerData, resourceLimits: LIMITS });
  }
  const from = JSON.stringify(import.meta.url);
  const start = `const load = require('node:module').createRequire(${from});
    load('tsx/cjs/api').register();
    load('./${module}.ts');`;
  return new Worker(start, { name: module, workerData, resourceLimits: LIMITS, eval: true });
}

/** A text that needs more ends its thread, not the program, and is carried as a whole. */
const LIMITS = { maxOldGenerationSizeMb: 512 };
