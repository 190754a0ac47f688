import type { Random } from '../../test/support/random.ts';

const WORDS = (
  'the service answers late when a large order is sent again after the session of its customer has ended and the ' +
  'cache still holds an older price list so that totals differ between basket invoice and export while logs show no ' +
  'error at all we saw this first on the staging system with two workers and later in production for about one in a ' +
  'thousand requests clearing the queue helps until the next deployment please check whether the retry keeps its ' +
  'token and whether rounding happens before or after tax is added'
).split(' ');

const CODE = [
  'public Total add(Item item) {\n    lines.add(item);\n    return total();\n}',
  "SELECT id, total FROM orders\nWHERE state = 'open' AND total <> paid;",
  'curl -s http://localhost:8080/orders/7 | jq .total\n  # 41.99 instead of 42.00',
];

/** Wiki markup as people write it in Jira: some seven parts, about 1,200 characters, often with Windows line ends. */
export function generateDescription(random: Random): string {
  const parts = Array.from({ length: 5 + random.below(5) }, () => random.pick(PARTS)?.(random) ?? '');
  const text = [paragraph(random), ...parts].join('\n\n');
  return random.chance(0.5) ? text.replaceAll('\n', '\r\n') : text;
}

/** A comment: a paragraph or two, now and then with code. */
export function generateComment(random: Random): string {
  const more = random.chance(0.3) ? [random.pick(PARTS)?.(random) ?? ''] : [];
  return [paragraph(random), ...more].join('\n\n');
}

export function generateSentence(random: Random, words: number): string {
  const text = Array.from({ length: words }, () => random.pick(WORDS)).join(' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

const PARTS: readonly ((random: Random) => string)[] = [
  paragraph,
  paragraph,
  (random) => `h${2 + random.below(3)}. ${generateSentence(random, 4)}`,
  (random) => list(random, '*'),
  (random) => list(random, '#'),
  (random) => `{code:java}\n${random.pick(CODE)}\n{code}`,
  (random) => `{noformat}\n${random.pick(CODE)}\n{noformat}`,
  (random) => `||Case||Expected||Seen||\n|${generateSentence(random, 3)}|42|41|\n|${generateSentence(random, 2)}|0|1|`,
  (random) => `bq. ${generateSentence(random, 12)}`,
];

function paragraph(random: Random): string {
  return Array.from({ length: 2 + random.below(3) }, () => `${sentenceWithMarkup(random)}.`).join(' ');
}

function sentenceWithMarkup(random: Random): string {
  const sentence = generateSentence(random, 8 + random.below(10));
  switch (random.below(8)) {
    case 0:
      return `${sentence} *${generateSentence(random, 2)}*`;
    case 1:
      return `${sentence} {{${random.pick(WORDS)}.${random.pick(WORDS)}()}}`;
    case 2:
      return `${sentence}, see [the page|https://example.org/${random.pick(WORDS)}]`;
    case 3:
      return `${sentence} _${random.pick(WORDS)}_ as [~anna] said`;
    default:
      return sentence;
  }
}

function list(random: Random, bullet: string): string {
  return Array.from({ length: 2 + random.below(4) }, () => `${bullet} ${sentenceWithMarkup(random)}`).join('\n');
}
