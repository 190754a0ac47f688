import { parentPort, workerData } from 'node:worker_threads';
import { convertText } from '../../model/text/convert-text.ts';
import type { ConvertReply, ConvertRequest } from './convert-in-thread.ts';

/** The thread in which one text is converted: the parser of a hostile text may run for seconds. */
const port = parentPort;
if (port === null) throw new Error('convert-worker runs as a worker thread only');
const { source, to, people } = workerData as ConvertRequest;
port.postMessage({ kind: 'ready' } satisfies ConvertReply);
port.postMessage({ kind: 'done', conversion: convertText(source, to, people) } satisfies ConvertReply);
