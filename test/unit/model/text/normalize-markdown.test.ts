import { expect } from 'chai';
import fc from 'fast-check';
import { DamagedCarrier } from '../../../../src/model/text/markdown/damaged-carrier.ts';
import { readMarkdown } from '../../../../src/model/text/markdown/read-markdown.ts';
import { normalizeMarkdown } from '../../../../src/model/text/normalize-markdown.ts';
import { blockKey } from '../../../../src/model/text/tree/tree-key.ts';
import { people } from './people.ts';

function normal(markdown: string): string {
  return normalizeMarkdown(markdown, people).markdown;
}

function keysOf(markdown: string): readonly string[] {
  return readMarkdown(markdown, { carrier: 'jira', people }).map(({ block }) => blockKey(block));
}

/** A remark that keeps two lists apart says nothing. */
function shown(markdown: string): readonly string[] {
  return keysOf(markdown).filter((key) => !key.startsWith('["html","<!--'));
}

const line = fc.constantFrom(
  ...['# Title', 'Title', '===', 'words *and* __more__', '* item', '+ item', '  * inner', '1) one', '> quote', '* * *'],
  ...[
    '```js',
    '```',
    '~~~',
    '| a | b |',
    '|---|:-:|',
    '[x]: https://a.b',
    'see [x]',
    '<div>',
    '</div>',
    '<!-- -->',
    '',
  ],
  ...[
    '',
    '',
    '    code',
    'hard  ',
    'end\\',
    '- [x] done',
    'text[^1]',
    '[^1]: note',
    '\\# no',
    '&amp; &copy;',
    '@john.doe',
  ],
);

const mark = fc.constantFrom(...'*_*_[]()!<>`#-+|~\\& \n\nab1.', '**', '\\*', '](', '<b>', 'http://a.b', '  ');

const anyMarkdown = fc.oneof(
  fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n')),
  fc.array(mark, { maxLength: 16 }).map((marks) => marks.join('')),
);

describe('normalizeMarkdown', () => {
  it('writes each construct in one way', () => {
    const source = 'Title\r\n=====\r\n\r\n* a\r\n* __b__ _c_\r\n\r\n***\r\n~~~ts\r\nx\r\n~~~\r\n';
    expect(normal(source)).to.equal('# Title\n\n- a\n- **b** _c_\n\n---\n\n```ts\nx\n```');
  });

  it('keeps two lists apart', () => {
    expect(normal('- a\n\n* b\n\n***')).to.equal('- a\n\n<!-- -->\n\n- b\n\n---');
  });

  it('says of each block where it is and what it is', () => {
    const { blocks } = normalizeMarkdown('# a\n\nb\n\n- c', people);
    expect(blocks.map(({ line: at, kind }) => [at, kind])).to.deep.equal([
      [1, 'native'],
      [3, 'native'],
      [5, 'native'],
    ]);
  });

  it('keeps what every block means, and is at rest', () => {
    fc.assert(
      fc.property(anyMarkdown, (markdown) => {
        try {
          const once = normal(markdown);
          expect(shown(once)).to.deep.equal(shown(markdown));
          expect(normal(once)).to.equal(once);
        } catch (error) {
          if (!(error instanceof DamagedCarrier)) throw error;
        }
      }),
      { numRuns: 1_500 },
    );
  });
});
