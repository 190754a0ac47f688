import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import fc from 'fast-check';
import type { Endpoint } from '../../src/server/endpoint.ts';
import { ENDPOINTS } from '../../src/server/endpoints/index.ts';

/** What somebody sends who knows the addresses, and perhaps a key. */
export type HostileRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export type HostileAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
};

export type Secrets = { readonly key: string; readonly webhook: string };

const RECORDED = '../shared/jira/recorded';

/** A body that passes the schema of its address, for somebody to spoil. */
const VALID: Readonly<Record<string, object>> = {
  '/create/{project}': { title: 'T', type: 'Bug', labels: ['x'], estimate: '2h', description: 'D' },
  '/worklog/{issue}': { author: 'jane', time: '2h', started: '2026-02-14T09:00:00Z', comment: 'C', id: 'line' },
  '/comment/{issue}': { author: 'jane', body: 'B' },
  '/sync': { full: false, retryHeld: false, allowDeletes: 0 },
  '/conflicts/{issue}': { field: 'title', take: 'git', value: 'V', seen: { git: 'a', jira: 'b' } },
  '/webhook/jira': { issue: { id: '10001', key: 'APP-1' }, timestamp: 1, worklog: { issueId: '10001' } },
};

const WORDS = fc.constantFrom(
  'APP-1',
  'APP',
  'jane',
  'OPS-1',
  '..',
  '%',
  '%E0%A4',
  '%00',
  '--all',
  '__proto__',
  '%2F..%2F',
);
const TEXT = fc.oneof(
  WORDS,
  fc.string({ maxLength: 20, unit: 'binary' }).map((text) => encodeURIComponent(text)),
);
const VISIBLE = fc.string({
  maxLength: 30,
  unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)),
});
const STRANGE = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1e308, '', '\u0000', '\u202e', 'x'.repeat(3000), [], {}, [[[]]]),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Requests to every address: well formed, spoilt in one place, or noise altogether. */
export function hostileRequests(secrets: Secrets): fc.Arbitrary<HostileRequest> {
  return fc
    .constantFrom(...ENDPOINTS)
    .chain((endpoint) => fc.record({ endpoint: fc.constant(endpoint), body: bodies(endpoint, secrets) }))
    .chain(({ endpoint, body }) =>
      fc.record({
        method: fc.oneof(
          { weight: 9, arbitrary: fc.constant<string>(endpoint.method) },
          fc.constantFrom('get', 'post', 'put', 'delete', 'head', 'options'),
        ),
        path: addresses(endpoint, secrets),
        headers: headers(secrets, body),
        body: fc.constant(body),
      }),
    );
}

function addresses(endpoint: Endpoint, { webhook }: Secrets): fc.Arbitrary<string> {
  const query = fc.oneof(
    { weight: 4, arbitrary: fc.constant('') },
    fc.constantFrom(
      '?wait=0',
      '?wait=-1',
      '?issue=APP-1',
      '?from=x&to=2026-02-30',
      '?old=1',
      `?token=${encodeURIComponent(webhook)}`,
    ),
    fc.tuple(TEXT, TEXT).map(([name, value]) => `?${name}=${value}&${name}`),
  );
  const likely = { weight: 3, arbitrary: fc.constant(endpoint.path.includes('{project}') ? 'APP' : 'APP-1') };
  return fc
    .tuple(fc.oneof(likely, TEXT), query)
    .map(([name, rest]) => endpoint.path.replace(/\{\w+\}/, () => name) + rest);
}

function headers({ key, webhook }: Secrets, body: Uint8Array): fc.Arbitrary<Readonly<Record<string, string>>> {
  const signature = `sha256=${createHmac('sha256', webhook).update(body).digest('hex')}`;
  const some = (...values: readonly string[]) => fc.oneof(fc.constantFrom(...values), VISIBLE);
  return fc
    .record(
      {
        Authorization: fc.oneof(
          { weight: 4, arbitrary: fc.constant(`Bearer ${key}`) },
          some('Bearer', 'Basic eDp5', 'Bearer x'),
        ),
        'Content-Type': some(
          'application/json',
          'application/x-www-form-urlencoded',
          'text/html; charset=utf-7',
          'multipart/form-data',
        ),
        'Content-Encoding': some('gzip', 'br', 'identity'),
        'X-Hub-Signature': fc.oneof({ weight: 3, arbitrary: fc.constant(signature) }, some('sha1=0', 'sha256=')),
        'Idempotency-Key': some('"', '"a"', 'a b', 'x'.repeat(300)),
        'Last-Event-ID': some('0123456789ab-1', 'x'),
        Cookie: some('tract_session=a.b', 'tract_session=..', 'tract_session=%'),
        Accept: some('text/plain', '*/*', 'text/html'),
        Origin: some('null', 'https://evil.example', 'x'),
        'X-Forwarded-For': some('192.0.2.1', '::', 'x, y'),
      },
      { requiredKeys: ['Authorization'] },
    )
    .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));
}

function bodies({ path }: Endpoint, { key }: Secrets): fc.Arbitrary<Uint8Array> {
  const valid = VALID[path] ?? { key };
  const known = [valid, ...Object.values(VALID), ...recordedBodies()];
  const spoilt = fc
    .tuple(fc.constantFrom(...known), fc.nat(), STRANGE)
    .map(([body, turn, value]) => JSON.stringify(spoil(body, turn, value)));
  const text = fc.oneof(
    spoilt,
    fc.constant(JSON.stringify(valid)),
    fc.tuple(fc.nat(), STRANGE).map(([turn, value]) => JSON.stringify(spoil(valid, turn, value))),
    fc.json(),
    fc.constantFrom(
      '',
      '{',
      '['.repeat(20_000),
      '{"__proto__":{"x":1}}',
      '{"a":1,"a":2}',
      `csrf=${'%'.repeat(50)}`,
      'null',
      '1e999',
    ),
  );
  const bytes = new TextEncoder();
  return fc.oneof({ weight: 5, arbitrary: text.map((each) => bytes.encode(each)) }, fc.uint8Array({ maxLength: 200 }));
}

function recordedBodies(): readonly object[] {
  if (!existsSync(RECORDED)) return [];
  const files = readdirSync(RECORDED).filter((name) => name.includes('webhook') && name.endsWith('.json'));
  return files.map((file) => JSON.parse(readFileSync(`${RECORDED}/${file}`, 'utf8')) as object);
}

/** The body with one of its values replaced, taken away or under a strange name. */
function spoil(body: object, turn: number, value: unknown): unknown {
  const places: { readonly at: Record<string, unknown>; readonly name: string }[] = [];
  const copy = structuredClone(body);
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const [name, inner] of Object.entries(node)) {
      places.push({ at: node as Record<string, unknown>, name });
      visit(inner);
    }
  };
  visit(copy);
  const place = places[turn % Math.max(1, places.length)];
  if (place === undefined) return value;
  if (turn % 4 === 0) delete place.at[place.name];
  else if (turn % 4 === 1) place.at[`${place.name}${String(value).slice(0, 40)}`] = value;
  else place.at[place.name] = value;
  return copy;
}

/** The whole answer; of a stream, its beginning. Fails where none comes. */
export function send(url: string, { method, path, headers, body }: HostileRequest): Promise<HostileAnswer> {
  const { hostname, port } = new URL(url);
  const signal = AbortSignal.timeout(15_000);
  return new Promise((resolve, reject) => {
    const options = {
      hostname,
      port,
      path,
      method: method.toUpperCase(),
      headers: { ...headers, 'Content-Length': body.length },
      signal,
    };
    const asked = request(options, (response) => {
      let text = '';
      const done = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        if (!String(response.headers['content-type']).startsWith('text/event-stream')) return;
        done();
        asked.destroy();
      });
      response.once('end', done);
      response.once('error', reject);
    });
    // A body that is refused before it is read may find the connection closed.
    asked.once('error', reject);
    asked.end(body);
  });
}
