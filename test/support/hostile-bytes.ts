import fc from 'fast-check';

/** What makes readers stumble, to be put anywhere into a text. */
const SNAGS: readonly string[] = [
  '\u0000',
  '\ufeff',
  '\t',
  '\r',
  '\u2028',
  '\u202e',
  '---\n',
  '...\n',
  '```\n',
  '"',
  "'",
  '|\n',
  '>\n',
  '? ',
  ': ',
  '- ',
  '{',
  '}',
  '[',
  '&a [*a, *a]',
  '*unknown',
  '<<: *a\n',
  '!!binary x',
  '!!js/function "x"',
  '__proto__: {polluted: true}\n',
  '{"__proto__":{"polluted":true}}\n',
  'constructor: x\n',
  'title: Twice\n',
  '## Comments\n',
  '### jane (2026-02-14T09:00:00Z)\n',
  '### \n',
  '<!--',
  '<script>',
  '{code}',
  'APP-2',
  '../../APP-2',
  '1e999',
  '9'.repeat(400),
  'x'.repeat(20_000),
  '\ud800',
];

/** Files that are wrong as a whole. */
const BOMBS: readonly Uint8Array[] = [
  ...[
    '',
    '\n',
    '---',
    '---\n',
    '---\n---\n---\n',
    `---\n${aliases(40)}title: Bomb\n---\n`,
    `---\ntitle: ${'['.repeat(20_000)}\n---\n`,
    `---\ntitle: ${'{a: '.repeat(5_000)}\n---\n`,
    `---\n${Array.from({ length: 20_000 }, (_, index) => `k${index}: v`).join('\n')}\n---\n`,
    `---\n${'k'.repeat(200_000)}: v\n---\n`,
    `---\ntitle: Quotes\n---\n${'> '.repeat(3_000)}deep\n`,
    `---\ntitle: Lists\n---\n${Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')}\n`,
    `---\ntitle: Stars\n---\n${'*a_'.repeat(3_000)}\n`,
    `---\ntitle: Links\n---\n${'['.repeat(10_000)}\n`,
    `---\ntitle: Comments\n---\n\n## Comments\n${'\n### \n'.repeat(3_000)}`,
    `{"issue":${'['.repeat(20_000)}`,
    `${'a: '.repeat(2_000)}b`,
    'version: 1\nproject: [APP]\n',
    'version: 2\n',
    'take: git\n'.repeat(3_000),
  ].map((text) => new TextEncoder().encode(text)),
  new Uint8Array([0xff, 0xfe, 0x74, 0x00]),
  new Uint8Array([0xc3, 0x28, 0xa0, 0xa1]),
  new Uint8Array(3_000).fill(0xf8),
];

/** Each anchor names the one before ten times: read trustingly, more than any memory holds. */
function aliases(depth: number): string {
  return Array.from({ length: depth }, (_, index) => {
    const members = index === 0 ? 'x' : Array.from({ length: 10 }, () => `*a${index - 1}`).join(', ');
    return `a${index}: &a${index} [${members}]\n`;
  }).join('');
}

type Cut = { readonly at: number; readonly length: number; readonly put: string };

/** The bytes of a file that somebody meant no good with: invented, spoilt from `good` in a few places, or the worst known. */
export function hostileBytes(good: string): fc.Arbitrary<Uint8Array> {
  const snag = fc.oneof(fc.constantFrom(...SNAGS), fc.string({ maxLength: 12, unit: 'binary' }));
  const at = fc.nat({ max: good.length });
  const cut: fc.Arbitrary<Cut> = fc.record({ at, length: fc.nat({ max: 40 }), put: snag });
  const spoilt = fc
    .array(cut, { minLength: 1, maxLength: 4 })
    .map((cuts) => new TextEncoder().encode(cuts.reduce(spoil, good)));
  return fc.oneof(
    { weight: 6, arbitrary: spoilt },
    { weight: 2, arbitrary: fc.constantFrom(...BOMBS) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) },
    { weight: 1, arbitrary: cutShort(good) },
  );
}

function cutShort(good: string): fc.Arbitrary<Uint8Array> {
  return fc.nat({ max: good.length }).map((length) => new TextEncoder().encode(good).slice(0, length));
}

function spoil(text: string, { at, length, put }: Cut): string {
  return text.slice(0, at) + put + text.slice(at + length);
}
