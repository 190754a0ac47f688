import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Heard = { readonly path: string; readonly key: string; readonly body: Readonly<Record<string, unknown>> };

/** An answer to one request: a status with JSON or text, or a connection that breaks without one. */
export type Scripted = { readonly status: number; readonly body: unknown; readonly retryAfter?: string } | 'cut';

/** A server on loopback that answers as it was told, one after the other (the last for ever), and keeps what it heard. */
export type ScriptedServer = {
  readonly url: string;
  readonly heard: readonly Heard[];
  answer(...answers: readonly Scripted[]): void;
  close(): Promise<void>;
};

export async function startScriptedServer(): Promise<ScriptedServer> {
  const heard: Heard[] = [];
  let script: readonly Scripted[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Readonly<Record<string, unknown>>;
    heard.push({ path: request.url ?? '', key: String(request.headers['idempotency-key']), body });
    const [next = 'cut' as const, ...rest] = script;
    if (rest.length > 0) script = rest;
    give(response, next);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    answer: (...answers) => {
      script = answers;
      heard.length = 0;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

function give(response: ServerResponse, answer: Scripted): void {
  if (answer === 'cut') {
    response.destroy();
    return;
  }
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  response.writeHead(answer.status, answer.retryAfter === undefined ? {} : { 'Retry-After': answer.retryAfter });
  response.end(text);
}
