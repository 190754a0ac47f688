import JiraApi from 'jira-client';
import type { Dispatcher } from 'undici';
import { Failure } from '../../model/failure.ts';
import { withRetries } from './client-retry.ts';
import { exchange, openPool, type WireRequest } from './client-transport.ts';
import type { Call, Exchange, Reply } from './exchange.ts';
import { Limiter } from './limiter.ts';
import { mapError } from './map-error.ts';
import type { Credentials, JiraSideOptions } from './options.ts';
import { redactFailure } from './redact.ts';
import { asksForCaptcha, refusedLogin } from './refused-login.ts';

/** What a client needs of the options of the Jira side. */
export type ClientOptions = Pick<
  JiraSideOptions,
  | 'credentials'
  | 'userTokens'
  | 'concurrency'
  | 'dispatcher'
  | 'timeouts'
  | 'timing'
  | 'fields'
  | 'onRequest'
  | 'onRefusedLogin'
> & { readonly url: URL };

/** Everything that the clients of both API versions share. */
type Line = {
  readonly options: ClientOptions;
  readonly dispatcher: Dispatcher;
  readonly limiter: Limiter;
  readonly closing: AbortController;
  /** Jira refused the service account: nothing is sent until then, since more tries would lock it. */
  refused: { readonly failure: Failure; readonly untilMs: number } | null;
  /** The time that the last answer gave. */
  toldMs: number | null;
};

const REFUSED_FOR_MS = 5 * 60 * 1000;

/**
 * Requests to one Jira. jira-client makes address and payload; connections, limits, retries and errors are ours.
 * Every failure is a {@link Failure}.
 */
export class JiraClient {
  readonly limiter: Limiter;
  readonly #line: Line;
  readonly #apiVersion: '2' | '3';

  constructor(line: Line, apiVersion: '2' | '3') {
    this.#line = line;
    this.limiter = line.limiter;
    this.#apiVersion = apiVersion;
  }

  /** The same connections and limits, speaking another version of the API. */
  withVersion(apiVersion: '2' | '3'): JiraClient {
    return new JiraClient(this.#line, apiVersion);
  }

  /** The time, in epoch ms, that the last answer was dated with; null where none was. */
  toldMs(): number | null {
    return this.#line.toldMs;
  }

  /** Makes the one request that `build` asks jira-client for, and gives Jira's answer. */
  async send(call: Call, build: (api: JiraApi) => Promise<unknown>): Promise<Reply> {
    const { options, closing } = this.#line;
    const attempt = () => this.#attempt(call, build);
    try {
      return await (call.repeatable ? withRetries(attempt, options.timing, closing.signal) : attempt());
    } catch (error) {
      throw closing.signal.aborted ? shutdown() : error;
    }
  }

  async close(): Promise<void> {
    this.#line.closing.abort();
    if (this.#line.options.dispatcher === null) await this.#line.dispatcher.destroy();
  }

  async #attempt(call: Call, build: (api: JiraApi) => Promise<unknown>): Promise<Reply> {
    const { limiter, options } = this.#line;
    const credentials = credentialsOf(call, options);
    const outcome = await limiter.run(call, async () => {
      this.#refuseIfShut();
      return this.#measured(call, credentials, build);
    });
    if (outcome.kind === 'reply') {
      limiter.observe(outcome);
      this.#line.toldMs = msOfDate(outcome) ?? this.#line.toldMs;
    }
    const failure = this.#failureOf(call, outcome, credentials);
    if (failure !== null) throw failure;
    return outcome as Reply;
  }

  async #measured(call: Call, credentials: Credentials, build: (api: JiraApi) => Promise<unknown>): Promise<Exchange> {
    const { clock } = this.#line.options.timing;
    const startedMs = clock();
    const outcome = await this.#exchange(credentials, build);
    const status = outcome.kind === 'reply' ? outcome.status : 0;
    this.#line.options.onRequest({ endpoint: call.endpoint, status, ms: clock() - startedMs });
    return outcome;
  }

  /** jira-client would keep the body only, so the outcome is taken aside before it sees it. */
  async #exchange(credentials: Credentials, build: (api: JiraApi) => Promise<unknown>): Promise<Exchange> {
    const { options, dispatcher, closing } = this.#line;
    const outcomes: Exchange[] = [];
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(options.timeouts.totalMs)]);
    const request = async (wire: WireRequest) => {
      outcomes.push(await exchange(wire, credentials, dispatcher, signal));
    };
    await build(new JiraApi({ ...addressOf(options.url), apiVersion: this.#apiVersion, request }));
    const [outcome] = outcomes;
    if (outcome === undefined) throw new Error('jira-client made no request');
    return outcome;
  }

  #failureOf(call: Call, outcome: Exchange, credentials: Credentials): Failure | null {
    const { options } = this.#line;
    const nowMs = options.timing.clock();
    const failure = mapError(call, outcome, { host: options.url.host, fields: options.fields(), nowMs });
    if (failure === null) return null;
    const clean = redactFailure(failure, credentials);
    if (clean.kind === 'fatal' && call.as === null) {
      const isForGood = outcome.kind === 'reply' && asksForCaptcha(outcome);
      if (outcome.kind === 'reply' && refusedLogin(outcome, '') !== null) options.onRefusedLogin(clean.message);
      this.#line.refused = { failure: clean, untilMs: isForGood ? Number.POSITIVE_INFINITY : nowMs + REFUSED_FOR_MS };
    }
    return clean;
  }

  #refuseIfShut(): void {
    const { refused, closing, options } = this.#line;
    if (refused !== null && options.timing.clock() < refused.untilMs) throw refused.failure;
    if (closing.signal.aborted) throw shutdown();
  }
}

/** A client for this Jira; nothing is sent before the first request. */
export function openClient(options: ClientOptions): JiraClient {
  const closing = new AbortController();
  const dispatcher = options.dispatcher ?? openPool(options.concurrency, options.timeouts);
  const limiter = new Limiter(options.concurrency, options.timing, closing.signal);
  return new JiraClient({ options, dispatcher, limiter, closing, refused: null, toldMs: null }, '2');
}

function msOfDate({ headers }: Reply): number | null {
  const ms = Date.parse(headers.date ?? '');
  return Number.isNaN(ms) ? null : ms;
}

function credentialsOf(call: Call, options: ClientOptions): Credentials {
  return (call.as === null ? null : options.userTokens.get(call.as)) ?? options.credentials;
}

function addressOf(url: URL): { protocol: string; host: string; port?: string; base: string } {
  return {
    protocol: url.protocol.replace(':', ''),
    host: url.hostname,
    ...(url.port === '' ? {} : { port: url.port }),
    base: url.pathname.replace(/\/+$/, ''),
  };
}

function shutdown(): Failure {
  return new Failure('transient', 'Tract is shutting down');
}
