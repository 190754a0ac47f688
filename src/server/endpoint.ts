import type { IncomingHttpHeaders } from 'node:http';
import type { ServerOptions } from './server-options.ts';

/** What an endpoint reads of a request. `query` has the last value of each name. */
export type Asked = {
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** By `body` of the endpoint: undefined, parsed JSON (undefined when empty), or the raw bytes. */
  readonly body: unknown;
};

export type Answer = {
  readonly status: number;
  /** A string is sent as text, anything else as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * Who may call: everybody; who has an API key; the machine itself or who has a key; or whoever proves to be Jira, in
 * part by the body, which the endpoint checks.
 */
export type Access = 'open' | 'key' | 'local-or-key' | 'webhook';

/** One address of the server. An endpoint may enqueue and read; it never reconciles. */
export type Endpoint = {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly access: Access;
  readonly body: 'none' | 'json' | 'raw';
  readonly answer: (asked: Asked, options: ServerOptions) => Promise<Answer>;
};
