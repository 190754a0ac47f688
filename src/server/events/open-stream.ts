import type { ServerResponse } from 'node:http';
import type { EventHub, StreamEvent } from './event-hub.ts';

export type StreamOptions = {
  readonly hub: EventHub;
  /** The last event that the listener saw, null where it begins. */
  readonly lastId: string | null;
  /** Ends the stream. */
  readonly stopping: AbortSignal;
  readonly heartbeatMs: number;
};

/** A listener that is further behind is cut off; it comes back with the id of the last event it read. */
const MOST_BYTES_BEHIND = 256 * 1024;
const RETRY_MS = 3_000;

/** Server-sent events, as the HTML standard has them, until either side ends it. */
export function openStream(response: ServerResponse, { hub, lastId, stopping, heartbeatMs }: StreamOptions): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
  const write = (text: string) => {
    if (response.writableEnded || response.destroyed) return;
    response.write(text);
    if (response.writableLength > MOST_BYTES_BEHIND) response.destroy();
  };
  write(`retry: ${RETRY_MS}\n\n`);
  const stopListening = hub.listen(lastId, (event) => write(render(event)));
  // A comment now and then keeps proxies from thinking that nobody is there.
  const heartbeat = setInterval(() => write(': \n\n'), heartbeatMs);
  heartbeat.unref();
  const end = () => response.end();
  stopping.addEventListener('abort', end, { once: true });
  response.once('close', () => {
    clearInterval(heartbeat);
    stopListening();
    stopping.removeEventListener('abort', end);
  });
  if (stopping.aborted) end();
}

/** JSON has no line ends of its own, so that one line of data is enough. */
function render({ id, kind, data }: StreamEvent): string {
  return `id: ${id}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}
