import { expect } from 'chai';
import type { EngineEvent } from '../../../src/reconciler/engine.ts';
import { EventHub } from '../../../src/server/events/event-hub.ts';
import type { RunningServer } from '../../../src/server/start-server.ts';
import { FakeEngine, HEALTHY, KEY, QUIET, serve } from './fake-engine.ts';

const CYCLE: EngineEvent = { kind: 'cycle', report: QUIET, failure: null };
const TURN: EngineEvent = { kind: 'health', health: { ...HEALTHY, state: 'degraded', reason: 'Jira is away' } };

type Told = { readonly id: string; readonly event: string; readonly data: Readonly<Record<string, unknown>> };

/** Reads a stream as a browser would. */
class Listener {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #text = '';

  private constructor(reader: ReadableStreamDefaultReader<Uint8Array>) {
    this.#reader = reader;
  }

  static async open(url: string, lastId: string | null = null): Promise<Listener> {
    const headers = { Authorization: `Bearer ${KEY}`, ...(lastId === null ? {} : { 'Last-Event-ID': lastId }) };
    const response = await fetch(`${url}/events`, { headers });
    expect(response.headers.get('content-type')).to.include('text/event-stream');
    const reader = response.body?.getReader();
    if (reader === undefined) throw new Error('the stream has no body');
    const listener = new Listener(reader);
    expect(await listener.#block()).to.match(/^retry: \d+$/);
    return listener;
  }

  async next(): Promise<Told> {
    const fields = new Map(
      (await this.#block()).split('\n').map((line) => [line.split(': ')[0], line.replace(/^\w+: /, '')]),
    );
    return {
      id: fields.get('id') ?? '',
      event: fields.get('event') ?? '',
      data: JSON.parse(fields.get('data') ?? 'null'),
    };
  }

  /** True once the server ended the stream. */
  async ended(): Promise<boolean> {
    return (await this.#reader.read()).done;
  }

  close(): Promise<void> {
    return this.#reader.cancel();
  }

  async #block(): Promise<string> {
    while (!this.#text.includes('\n\n')) {
      const { value, done } = await this.#reader.read();
      if (done) throw new Error('the stream ended');
      this.#text += this.#decoder.decode(value, { stream: true });
    }
    const end = this.#text.indexOf('\n\n');
    const block = this.#text.slice(0, end);
    this.#text = this.#text.slice(end + 2);
    return block;
  }
}

describe('GET /events', () => {
  let engine: FakeEngine;
  let server: RunningServer;
  beforeEach(async () => {
    engine = new FakeEngine();
    server = await serve(engine);
  });
  afterEach(() => server.close(0));

  it('tells what happens from now on', async () => {
    engine.tell(TURN);
    const listener = await Listener.open(server.url);
    engine.tell(CYCLE);
    const told = await listener.next();
    expect(told.event).to.equal('cycle');
    expect(told.data).to.include({ cycle: 'c1', tickets: 0, error: null });
    engine.tell(TURN);
    expect((await listener.next()).data).to.include({ status: 'degraded', reason: 'Jira is away' });
    await listener.close();
  });

  it('tells first what was missed since the last event that was seen', async () => {
    const first = await Listener.open(server.url);
    engine.tell(CYCLE);
    const { id } = await first.next();
    await first.close();
    engine.tell(TURN);
    engine.tell(CYCLE);
    const second = await Listener.open(server.url, id);
    expect([(await second.next()).event, (await second.next()).event]).to.deep.equal(['health', 'cycle']);
    await second.close();
  });

  it('says so where what was missed is gone: too long ago, of another run, or no id of ours', async () => {
    const first = await Listener.open(server.url);
    engine.tell(CYCLE);
    const { id } = await first.next();
    await first.close();
    for (let turn = 0; turn < 1001; turn++) engine.tell(TURN);
    for (const lastId of [id, '0123456789ab-1', 'nonsense', id.replace(/\d+$/, '999999')]) {
      const listener = await Listener.open(server.url, lastId);
      const told = await listener.next();
      expect(told.event, lastId).to.equal('reset');
      await listener.close();
      const again = await Listener.open(server.url, told.id);
      engine.tell(CYCLE);
      expect((await again.next()).event).to.equal('cycle');
      await again.close();
    }
  });

  it('ends when the server does, which waits for nobody', async () => {
    const listener = await Listener.open(server.url);
    const ended = listener.ended();
    await server.close(60_000);
    expect(await ended).to.equal(true);
  });

  it('needs a key', async () => {
    expect((await fetch(`${server.url}/events`)).status).to.equal(401);
  });

  it('does not keep whoever asks for the head alone', async () => {
    const head = await fetch(`${server.url}/events`, { method: 'HEAD', headers: { Authorization: `Bearer ${KEY}` } });
    expect(head.status).to.equal(200);
  });
});

describe('EventHub', () => {
  it('keeps the last thousand events and forgets listeners that left', () => {
    const hub = new EventHub(() => 0);
    const seen: string[] = [];
    const leave = hub.listen(null, ({ id }) => seen.push(id));
    for (let count = 0; count < 3; count++) hub.publish('cycle', {});
    leave();
    hub.publish('cycle', {});
    expect(seen).to.have.length(3);
    expect(hub.listeners).to.equal(0);
    const missed: string[] = [];
    hub.listen(seen[0] ?? '', ({ id }) => missed.push(id))();
    expect(missed).to.have.length(3);
  });

  it('knows to the event whether something was missed that it no longer has', () => {
    const hub = new EventHub(() => 0);
    const seen: string[] = [];
    const leave = hub.listen(null, ({ id }) => seen.push(id));
    hub.publish('cycle', {});
    leave();
    const missed = () => {
      const kinds: string[] = [];
      hub.listen(seen[0] ?? '', ({ kind }) => kinds.push(kind))();
      return [kinds.length, kinds[0]];
    };
    expect(missed()).to.deep.equal([0, undefined]);
    for (let count = 0; count < 1000; count++) hub.publish('health', {});
    expect(missed()).to.deep.equal([1000, 'health']);
    hub.publish('health', {});
    expect(missed()).to.deep.equal([1, 'reset']);
  });
});
