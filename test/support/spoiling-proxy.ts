import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Spoiling } from './spoilt-reply.ts';

/** Between a client and a server: passes everything on, and spoils replies as it is told. */
export class SpoilingProxy {
  readonly url: string;
  readonly close: () => Promise<void>;
  /** For each reply in turn; null lets it through. */
  spoil: (index: number) => Spoiling | null = () => null;
  #replies = 0;

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url;
    this.close = close;
  }

  static async open(target: string): Promise<SpoilingProxy> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const close = () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
    const proxy = new SpoilingProxy(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, close);
    server.on('request', (request, response) => {
      proxy.#pass(target, request, response).catch(() => response.destroy());
    });
    return proxy;
  }

  /** Counts replies from 0 again. */
  begin(spoil: (index: number) => Spoiling | null): void {
    this.spoil = spoil;
    this.#replies = 0;
  }

  async #pass(target: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const { method = 'GET', url = '/', headers } = request;
    const own = Object.entries(headers).filter(([name]) => !/^(host|connection|content-length)$/.test(name));
    const init = { method, headers: own.map(([name, value]) => [name, String(value)] as [string, string]) };
    const reply = await fetch(target + url, body === '' ? init : { ...init, body });
    const original = { status: reply.status, body: await reply.text() };
    const spoilt = this.spoil(this.#replies++)?.(original) ?? original;
    response.writeHead(spoilt.status, { 'Content-Type': reply.headers.get('content-type') ?? 'application/json' });
    response.end(spoilt.body);
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
