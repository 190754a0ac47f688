import type { Worker } from 'node:worker_threads';
import { type Conversion, convertWhole, type Notation, type NotedText } from '../../model/text/convert-text.ts';
import { isTooDeep } from '../../model/text/reconcile/text-limits.ts';
import type { TextPeople } from '../../model/text/text-people.ts';
import { startWorker } from './start-worker.ts';

export type ConvertRequest = { readonly source: NotedText; readonly to: Notation; readonly people: TextPeople };

/** `ready` comes first, when everything is loaded: from then on the deadline counts. */
export type ConvertReply = { readonly kind: 'ready' } | { readonly kind: 'done'; readonly conversion: Conversion };

/**
 * Converts one text in a thread of its own. One that takes longer than the deadline, or is nested deeper than the stack,
 * is carried as a whole.
 */
export async function convertInThread(request: ConvertRequest, deadlineMs: number): Promise<Conversion> {
  const { source, to, people } = request;
  // What cannot be copied into a thread without overflowing the stack never gets there.
  if (source.kind !== 'md' && isTooDeep(source)) return convertWhole(source, to, people);
  const worker = startWorker('convert-worker', request);
  try {
    return (await answerOf(worker, deadlineMs)) ?? convertWhole(source, to, people);
  } finally {
    await worker.terminate();
  }
}

/** Null where there is none in time. */
function answerOf(worker: Worker, deadlineMs: number): Promise<Conversion | null> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    worker.on('message', (reply: ConvertReply) => {
      if (reply.kind === 'ready') timer = setTimeout(() => resolve(null), deadlineMs);
      else {
        clearTimeout(timer);
        resolve(reply.conversion);
      }
    });
    worker.once('error', (error) => {
      clearTimeout(timer);
      if (error instanceof RangeError || isOutOfMemory(error)) resolve(null);
      else reject(error);
    });
  });
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
