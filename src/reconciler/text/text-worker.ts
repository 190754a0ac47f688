import { parentPort } from 'node:worker_threads';
import { replyTo } from './reply-to.ts';
import type { TextReply, TextRequest } from './text-protocol.ts';

/** The thread in which texts are taken apart: the parser of a hostile text may run for seconds. */
const port = parentPort;
if (port === null) throw new Error('text-worker runs as a worker thread only');
port.on('message', (request: TextRequest) => port.postMessage(replyTo(request)));
port.postMessage({ kind: 'ready' } satisfies TextReply);
