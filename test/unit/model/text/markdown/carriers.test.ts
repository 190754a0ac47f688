import { expect } from 'chai';
import { DamagedCarrier } from '../../../../../src/model/text/markdown/damaged-carrier.ts';
import { readMarkdown } from '../../../../../src/model/text/markdown/read-markdown.ts';
import { people } from '../people.ts';

type Carrier = 'jira' | 'adf';

/** What a careless edit leaves whole. */
const WHOLE: readonly (readonly [situation: string, carrier: Carrier, markdown: string, source: string])[] = [
  ['indentation', 'jira', '  ```jira\n  {x}\n  ```', '{x}'],
  ['white space at the ends', 'jira', '```jira  \n{x}\n```  ', '{x}'],
  ['capitals', 'adf', '```ADF\n{"type":"x"}\n```', '{"type":"x"}'],
  ['capitals within a line', 'jira', 'a `{x}`{=JIRA}', '{x}'],
  ['tildes', 'jira', '~~~jira\n{x}\n~~~', '{x}'],
  ['a list item around', 'jira', '- ```jira\n  {x}\n  ```', '{x}'],
  ['a quote around', 'jira', '> ```jira\n> {x}\n> ```', '{x}'],
  ['what folds around', 'jira', '<details>\n\n```jira\n{x}\n```\n\n</details>', '{x}'],
  ['CRLF', 'adf', 'a\r\n\r\n```adf\r\n{"type":\r\n"x"}\r\n```\r\n', '{"type":\n"x"}'],
];

/** What cannot be understood any more, with the line to look at. */
const DAMAGED: readonly (readonly [
  situation: string,
  carrier: Carrier,
  markdown: string,
  line: number,
  why: string,
])[] = [
  ['no closing line', 'jira', 'a\n\n```jira\n{x}\n\nb', 3, 'no closing ```'],
  ['no line at all', 'jira', '```jira', 1, 'no closing ```'],
  ['another closing line', 'jira', '```jira\n{x}\n~~~', 1, 'no closing ```'],
  ['a shorter closing line', 'jira', '````jira\n{x}\n```', 1, 'no closing ````'],
  ['a closing line lost with its item', 'jira', '- a\n\n  ```jira\n  {x}\n- b', 3, 'no closing ```'],
  ['a closing line lost with its quote', 'jira', '> ```jira\n> {x}\n\nb', 1, 'no closing ```'],
  ['a closing line lost within what folds', 'jira', '<details>\n\n```jira\n{x}\n\n</details>', 3, 'no closing ```'],
  ['a lost brace', 'adf', '```adf\n{"type":"x"\n```', 1, 'not valid JSON'],
  ['curly quotes', 'adf', '```adf\n{“type”:"x"}\n```', 1, 'not valid JSON'],
  ['no node', 'adf', '```adf\n[]\n```', 1, 'one JSON object'],
  ['a whole document', 'adf', '```adf\n{"type":"doc"}\n```', 1, 'one JSON object'],
  ['a lost brace within a line', 'adf', 'a\n\nb\nc `{"type":"x"`{=adf}', 4, 'not valid JSON'],
];

describe('what Markdown holds in the notation of Jira', () => {
  for (const [situation, carrier, markdown, source] of WHOLE) {
    it(`survives ${situation}`, () => {
      const blocks = readMarkdown(markdown, { carrier, people }).map(({ block }) => block);
      expect(JSON.stringify(blocks)).to.contain(JSON.stringify({ kind: 'raw', source }));
    });
  }

  for (const [situation, carrier, markdown, line, why] of DAMAGED) {
    it(`is refused with ${situation}`, () => {
      expect(() => readMarkdown(markdown, { carrier, people }))
        .to.throw(DamagedCarrier, why)
        .with.property('line', line);
    });
  }

  it('is only text when a backslash or a space stands before its mark', () => {
    for (const markdown of ['`x`\\{=adf}', '`x` {=adf}']) {
      const [range] = readMarkdown(markdown, { carrier: 'adf', people });
      expect(JSON.stringify(range?.block)).to.contain('"kind":"code"');
    }
  });
});

describe('Markdown made to be slow', function () {
  this.timeout(120_000);
  const PATTERNS = [
    '<div>',
    '<div>\n\n',
    '<details>\n\n',
    '<details>\n\nx\n\n</details>\n',
    '<div align="center">\n\n',
    '<span ',
    '<span data-status="x">',
    '<!--',
    '<!-- panel ',
    '[!NOTE] ',
    '<summary>&amp;</summary>',
    'http://',
    'www.*',
    '![a](b " | c=d',
  ];
  for (const pattern of PATTERNS) {
    it(`16 KB of ${JSON.stringify(pattern)} are read to an end`, () => {
      const markdown = pattern.repeat(Math.ceil(16_000 / pattern.length));
      expect(readMarkdown(markdown, { carrier: 'jira', people })).to.have.length.greaterThan(0);
    });
  }

  it('what nests deeper than anyone writes stays HTML at the core', () => {
    const blocks = readMarkdown(`${'<details>\n\n'.repeat(900)}x${'\n\n</details>'.repeat(900)}`, {
      carrier: 'jira',
      people,
    });
    expect(JSON.stringify(blocks)).to.contain('"kind":"html"');
    const inline = readMarkdown(`x${'<b>'.repeat(700)}y${'</b>'.repeat(700)}`, { carrier: 'jira', people });
    expect(inline).to.have.length(1);
  });
});
