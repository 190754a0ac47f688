import type { Worker } from 'node:worker_threads';
import type { TextInput } from '../../model/text/text-outcome.ts';
import { startWorker } from './start-worker.ts';
import type { TextReply, TextRequest } from './text-protocol.ts';

type Waiting = {
  readonly request: TextRequest;
  readonly resolve: (reply: TextReply | null) => void;
  readonly reject: (error: Error) => void;
};

/** How many texts the thread is given ahead, so that it never waits for the next one. */
const AHEAD = 16;

/** A worker thread that answers one text after the other, is replaced when one takes too long, and sleeps unseen. */
export class TextThread {
  readonly #deadlineMs: number;
  readonly #waiting: Waiting[] = [];
  #worker: Worker | null = null;
  #ready = false;
  #sent = 0;
  #nextId = 1;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(deadlineMs: number) {
    this.#deadlineMs = deadlineMs;
  }

  /** How many texts wait for their replies. */
  get load(): number {
    return this.#waiting.length;
  }

  /** The reply to one text; null when there was none within the deadline. */
  ask(input: TextInput): Promise<TextReply | null> {
    if (this.#closed) return Promise.reject(closedError());
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request: { id: this.#nextId, input }, resolve, reject });
      this.#nextId += 1;
      this.#feed();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const waiting = this.#waiting.splice(0);
    for (const { reject } of waiting) reject(closedError());
    await this.#stop();
  }

  #feed(): void {
    if (this.#waiting.length === 0) {
      this.#stopTimer();
      this.#worker?.unref();
      return;
    }
    const worker = this.#worker ?? this.#start();
    worker.ref();
    if (!this.#ready) return;
    for (; this.#sent < Math.min(AHEAD, this.#waiting.length); this.#sent += 1) {
      worker.postMessage(this.#waiting[this.#sent]?.request);
    }
    this.#timer ??= setTimeout(() => this.#giveUp(), this.#deadlineMs);
  }

  #start(): Worker {
    const worker = startWorker('text-worker');
    worker.on('message', (reply: TextReply) => this.#receive(worker, reply));
    worker.on('error', (error) => this.#fail(worker, error));
    this.#worker = worker;
    return worker;
  }

  #receive(worker: Worker, reply: TextReply): void {
    if (worker !== this.#worker) return;
    if (reply.kind === 'ready') this.#ready = true;
    else {
      this.#stopTimer();
      this.#sent -= 1;
      this.#waiting.shift()?.resolve(reply);
    }
    this.#feed();
  }

  /** The text in hand took too long: only ending the thread can stop it. The texts behind it are given to a new one. */
  #giveUp(): void {
    const late = this.#waiting.shift();
    void this.#stop();
    late?.resolve(null);
    this.#feed();
  }

  /** The thread could not start, or ran out of memory: the text in hand gets no answer. */
  #fail(worker: Worker, error: unknown): void {
    if (worker !== this.#worker) return;
    const wasReady = this.#ready;
    void this.#stop();
    const failed = this.#waiting.splice(0, wasReady ? 1 : this.#waiting.length);
    const reason = error instanceof Error ? error : new Error(String(error));
    for (const { resolve, reject } of failed) wasReady ? resolve(null) : reject(reason);
    this.#feed();
  }

  async #stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#ready = false;
    this.#sent = 0;
    this.#stopTimer();
    await worker?.terminate();
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

function closedError(): Error {
  return new Error('the text service is closed');
}
