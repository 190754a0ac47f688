import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure } from '../model/failure.ts';
import { createServer, type Door } from './create-server.ts';
import type { ServerOptions } from './server-options.ts';

export type RunningServer = {
  /** Where it can be reached from this machine. */
  readonly url: string;
  /** Takes no more requests, ends streams at once, lets the rest be answered, and cuts what is left after the grace. */
  close(graceMs: number): Promise<void>;
};

/** Listens on a host and port; port 0 takes a free one. A fatal Failure where that is not possible. */
export async function startServer(options: ServerOptions, host: string, port: number): Promise<RunningServer> {
  const door = createServer(options);
  const server = createHttpServer(door.app);
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  server.maxRequestsPerSocket = 1000;
  server.on('request', (_request, response) => response.once('close', () => endIfClosed(server)));
  await listen(server, host, port).catch((error: unknown) => {
    door.close();
    throw error;
  });
  const { port: bound } = server.address() as AddressInfo;
  return { url: `http://${reachableHost(host)}:${bound}`, close: (graceMs) => close(server, door, graceMs) };
}

/** Once nothing more is taken, a connection that has its answer need not be kept for another request. */
function endIfClosed(server: Server): void {
  if (!server.listening) setImmediate(() => server.closeIdleConnections());
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const words = LISTEN_WORDS[error.code ?? ''] ?? error.message;
      reject(new Failure('fatal', `Cannot listen on ${host}, port ${port}: ${words}`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
}

const LISTEN_WORDS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program does already; choose another TRACT_PORT',
  EACCES: 'not allowed; choose a TRACT_PORT above 1023',
  EADDRNOTAVAIL: 'this machine has no such address; check TRACT_HOST',
  ENOTFOUND: 'the name is unknown; check TRACT_HOST',
};

/** Listening everywhere is reached through loopback from here. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

/** Streams would never end by themselves; all else is let end. */
async function close(server: Server, door: Door, graceMs: number): Promise<void> {
  door.close();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}
