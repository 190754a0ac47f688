export interface LoggedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly atMs: number;
  /** null until answered, and for ever when the connection was cut. */
  status: number | null;
  /** Name of the user, null when anonymous or refused. */
  user: string | null;
}

/** Every request the emulator received, in order. */
export class RequestLog {
  readonly #requests: LoggedRequest[] = [];

  get all(): readonly LoggedRequest[] {
    return this.#requests;
  }

  add(request: LoggedRequest): void {
    this.#requests.push(request);
  }

  /** Requests of a method (any when null) whose path matches. */
  matching(method: string | null, path: RegExp): readonly LoggedRequest[] {
    return this.#requests.filter((each) => (method === null || each.method === method) && path.test(each.path));
  }

  count(method: string | null = null, path: RegExp = /./): number {
    return this.matching(method, path).length;
  }

  /** Requests that change something, searches by POST and bulk reads not counted. */
  writes(): readonly LoggedRequest[] {
    const reads =
      /\/(search|search\/jql|search\/approximate-count|worklog\/list|comment\/list|issue\/bulkfetch|changelog\/bulkfetch)$/;
    return this.#requests.filter((each) => each.method !== 'GET' && !(each.method === 'POST' && reads.test(each.path)));
  }

  reset(): void {
    this.#requests.length = 0;
  }
}
