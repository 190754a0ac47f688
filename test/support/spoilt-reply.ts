import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';

/** A reply as it goes over the wire. */
export type WireReply = { readonly status: number; readonly body: string };

/** How one reply is spoilt on its way. */
export type Spoiling = (reply: WireReply) => WireReply;

const RECORDED = '../shared/jira/recorded';

/** Bodies that real Jiras sent, where they lie beside the project; none elsewhere. */
export const RECORDED_BODIES: readonly string[] = existsSync(RECORDED)
  ? readdirSync(RECORDED)
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFileSync(`${RECORDED}/${name}`, 'utf8'))
  : [];

const STRANGE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  'x'.repeat(50_000),
  '\u0000',
  '../../etc',
  'APP-1" OR 1=1',
  [],
  {},
  [[[[]]]],
  [null],
  { __proto__: null, polluted: true },
  { content: null, type: 'doc' },
  'not a time',
];

type Edit = { readonly at: number; readonly kind: 'drop' | 'put' | 'double' | 'wrap'; readonly value: unknown };

/** Ways to spoil a reply; `secrets` are what a server might say back. */
export function spoilings(secrets: readonly string[]): fc.Arbitrary<Spoiling> {
  const edit: fc.Arbitrary<Edit> = fc.record({
    at: fc.nat({ max: 10_000 }),
    kind: fc.constantFrom('drop', 'put', 'double', 'wrap'),
    value: fc.constantFrom(...STRANGE),
  });
  const edited = fc.array(edit, { minLength: 1, maxLength: 5 }).map(
    (edits): Spoiling =>
      ({ status, body }) => ({ status, body: editBody(body, edits) }),
  );
  const cut = fc.double({ min: 0, max: 0.99, noNaN: true }).map(
    (share): Spoiling =>
      ({ status, body }) => ({ status, body: body.slice(0, Math.floor(body.length * share)) }),
  );
  const whole = fc.constantFrom(
    '',
    'null',
    '[]',
    '{}',
    '"x"',
    '7',
    HTML,
    '\ufeff{}',
    '['.repeat(20_000),
    ...RECORDED_BODIES,
  );
  const replaced = fc.record({ status: fc.constantFrom(200, 200, 200, 201, 204), body: whole }).map(
    (reply): Spoiling =>
      () =>
        reply.status === 204 ? { status: 204, body: '' } : reply,
  );
  const said = fc.record({
    status: fc.constantFrom(400, 401, 403, 404, 409, 500),
    secret: fc.constantFrom(...secrets),
  });
  const echoed = said.map(
    ({ status, secret }): Spoiling =>
      () => ({
        status,
        body: JSON.stringify({ errorMessages: [`you sent ${secret}`], errors: { summary: `not ${secret}` } }),
      }),
  );
  return fc.oneof(
    { weight: 5, arbitrary: edited },
    { weight: 2, arbitrary: cut },
    { weight: 2, arbitrary: replaced },
    echoed,
  );
}

const HTML = '<!DOCTYPE html><html><body><form action="/login">Please log in</form></body></html>';

/** Edits single values of a JSON text, wherever they are; every other text is left alone. */
function editBody(body: string, edits: readonly Edit[]): string {
  try {
    return JSON.stringify(edits.reduce(editValue, JSON.parse(body)));
  } catch {
    return body;
  }
}

type Place = { readonly parent: Record<string, unknown> | unknown[]; readonly key: string };

function editValue(root: unknown, { at, kind, value }: Edit): unknown {
  const places = placesOf(root);
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return kind === 'wrap' ? [root] : value;
  const { parent, key } = place;
  const members = parent as Record<string, unknown>;
  if (kind === 'put') members[key] = value;
  else if (kind === 'wrap') members[key] = [members[key]];
  else if (kind === 'drop') {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete members[key];
  } else if (Array.isArray(parent)) parent.push(parent[Number(key)]);
  else members[`${key} `] = members[key];
  return root;
}

function placesOf(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const parent = value as Place['parent'];
  return Object.entries(value).flatMap(([key, member]) => [{ parent, key }, ...placesOf(member)]);
}
