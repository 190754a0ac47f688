import fc from 'fast-check';
import type { AdfNode, JiraText } from '../../src/model/text/jira-text.ts';
import type { TextInput } from '../../src/model/text/text-outcome.ts';
import type { TextPeople } from '../../src/model/text/text-people.ts';

export type SlowInput = { readonly name: string; readonly input: TextInput };

const PEOPLE: TextPeople = { handleByJiraName: { ann: 'ann' }, jiraNameByHandle: { ann: 'ann' } };

const PATTERNS: readonly string[] = [
  ...new Set([
    ...'abz09 \t\n*_~`-+#>|[]{}()<>!?&\\/^:;.,=@"\'$%\0\u200b\u00e9\u4e2d',
    ...[
      '*a_',
      '*a ',
      '_a*',
      '**a',
      '[[',
      '[[[[',
      '![',
      '](',
      '[a](',
      '[a]: b\n',
      '[^1]: ',
      '[^1]',
      '[x] ',
      '[~a',
      '[a|',
    ],
    ...['> ', '>\n', '- ', '1. ', '* ', '** ', '# ', '# a\n', 'h1. ', 'bq. ', '---\n', '----\n', '|a', '||a|\n', '|-'],
    ...[
      '```\n',
      '~~~\n',
      '`a',
      '``',
      '{code}',
      '{code:a}',
      '{quote}',
      '{noformat}',
      '{panel}',
      '{color:red}',
      '{*}',
      '{{',
    ],
    ...[
      '{expand}',
      '{section}{column}',
      '<b>',
      '<div>',
      '<div>\n',
      '<details>\n<summary>',
      '<table><tr><td>',
      '<!--',
      '<a ',
    ],
    ...[
      '</b>',
      '<![CDATA[',
      '<?',
      '&a',
      '&amp;',
      '&#1',
      'http://',
      'http://a.b/',
      'www.',
      'a@b.',
      '@a ',
      '!a.b|',
      '!a!',
    ],
    ...['\\*', '\\\\', '\r', '\r\n', ' \n', '  \n', '    ', '\ud83d\ude00', '\ud800', ':a:', '(/)', '??', '^a', '-a '],
  ]),
];

/** Texts made to be slow: one pattern again and again, and nests as deep as they go, on every way. */
export function evilInputs(lengths: readonly number[]): readonly SlowInput[] {
  const texts = lengths.flatMap((length) =>
    PATTERNS.map((pattern) => {
      const text = pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length);
      return { name: `${length} characters of ${JSON.stringify(pattern)}`, text };
    }),
  );
  const nests = lengths.flatMap((length) => nestedTexts(Math.floor(length / 20)));
  const documents = [30, 99, 1_000, 5_000].flatMap(nestedDocuments);
  return [...[...texts, ...nests].flatMap(({ name, text }) => everyWay(name, text)), ...documents];
}

/** Random texts of what the notations are made of; the same seed gives the same texts. */
export function randomInputs(seed: number, count: number): readonly SlowInput[] {
  const texts = fc.sample(anyText, { seed, numRuns: count });
  return texts.map((text, at) => {
    const ways = everyWay(`random text ${at} of seed ${seed}`, text);
    return ways[at % ways.length] as SlowInput;
  });
}

const token = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PATTERNS) },
  {
    weight: 3,
    arbitrary: fc.constantFrom('word ', 'Two words', '\n', '\n\n', '\n* ', '\n- ', '\n> ', '\n|', '\nh2. '),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...PATTERNS), fc.integer({ min: 2, max: 400 }))
      .map(([pattern, times]) => pattern.repeat(times)),
  },
);

const anyText = fc.oneof(
  { weight: 9, arbitrary: fc.array(token, { maxLength: 120 }).map((tokens) => tokens.join('')) },
  { weight: 1, arbitrary: fc.array(token, { minLength: 400, maxLength: 1_500 }).map((tokens) => tokens.join('')) },
);

/** From each notation to the other. */
function everyWay(name: string, text: string): readonly SlowInput[] {
  return [
    { name: `${name}, wiki to Markdown`, input: pulled({ kind: 'wiki', wiki: text }) },
    { name: `${name}, Markdown to wiki`, input: { kind: 'wiki', base: null, git: text, jira: null, people: PEOPLE } },
    { name: `${name}, Markdown to ADF`, input: { kind: 'adf', base: null, git: text, jira: null, people: PEOPLE } },
    { name: `${name}, ADF to Markdown`, input: pulled({ kind: 'adf', doc: documentOf(text) }) },
  ];
}

function pulled(jira: JiraText): TextInput {
  return { kind: jira.kind, base: null, git: '', jira, people: PEOPLE };
}

function documentOf(text: string): AdfNode {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}

function nestedTexts(depth: number): readonly { readonly name: string; readonly text: string }[] {
  const around = (open: string, close: string): string => `${open.repeat(depth)}a${close.repeat(depth)}`;
  const steps = (marker: string): string => {
    const lines = Array.from({ length: Math.min(depth, 300) }, (_, at) => `${'  '.repeat(at)}${marker} a`);
    return lines.join('\n');
  };
  return [
    { name: 'HTML', text: around('<div>', '</div>') },
    { name: 'HTML in lines', text: around('<details>\n\n', '\n\n</details>') },
    { name: 'HTML tables', text: around('<table><tr><td>\n\n', '\n\n</td></tr></table>') },
    { name: 'quotes of macros', text: around('{quote}\n', '\n{quote}') },
    { name: 'panels', text: around('{panel}\n', '\n{panel}') },
    { name: 'colours', text: around('{color:red}', '{color}') },
    { name: 'emphasis', text: around('*_', '_*') },
    { name: 'links', text: around('[a', '](b)') },
    { name: 'lists', text: steps('-') },
    { name: 'numbered lists', text: steps('1.') },
    { name: 'stars', text: Array.from({ length: 300 }, (_, at) => `${'*'.repeat(at + 1)} a`).join('\n') },
  ].map(({ name, text }) => ({ name: `${depth} nested ${name}`, text }));
}

function nestedDocuments(depth: number): readonly SlowInput[] {
  const nodes: readonly (readonly [string, (inner: AdfNode) => AdfNode])[] = [
    ['lists', (inner) => ({ type: 'bulletList', content: [{ type: 'listItem', content: [inner] }] })],
    ['quotes', (inner) => ({ type: 'blockquote', content: [inner] })],
    ['panels', (inner) => ({ type: 'panel', attrs: { panelType: 'info' }, content: [inner] })],
    ['strangers', (inner) => ({ type: 'stranger', attrs: { inner } })],
  ];
  return nodes.map(([name, wrap]) => {
    let node: AdfNode = { type: 'paragraph', content: [{ type: 'text', text: 'a' }] };
    for (let at = 0; at < depth; at += 1) node = wrap(node);
    const doc: AdfNode = { type: 'doc', version: 1, content: [node] };
    return { name: `${depth} nested ADF ${name}`, input: pulled({ kind: 'adf', doc }) };
  });
}
