import { expect } from 'chai';
import { CARRIED, EXAMPLE_BLOCKS, EXAMPLE_INLINES } from '../../../../../src/cli/onboard/schema/example-texts.ts';
import { EXAMPLE_DIALECT, textSection } from '../../../../../src/cli/onboard/schema/text-section.ts';
import { convertText } from '../../../../../src/model/text/convert-text.ts';
import { readMarkdown } from '../../../../../src/model/text/markdown/read-markdown.ts';
import type { Block } from '../../../../../src/model/text/tree/text-tree.ts';
import { blockKey } from '../../../../../src/model/text/tree/tree-key.ts';

const section = textSection();

describe('the texts of SCHEMA.md', () => {
  for (const { name, block } of [...EXAMPLE_BLOCKS, { name: 'What Markdown cannot say at all', block: CARRIED }]) {
    it(`reads what a person copies as what it is said to be: ${name}`, () => {
      const [, after = ''] = section.split(`${name}${block === CARRIED ? '' : ':'}`);
      const [, markdown = ''] = /````markdown\n([\s\S]*?)\n````/.exec(after) ?? [];
      expect(keysOf(markdown)).to.deep.equal([blockKey(block)]);
    });
  }

  it('carries what is said to be carried when it comes from Jira', () => {
    const wiki = CARRIED.kind === 'raw' ? CARRIED.source : '';
    const conversion = convertText({ kind: 'wiki', wiki }, 'md', EXAMPLE_DIALECT.people);
    if (conversion.kind === 'refused' || conversion.text.kind !== 'md') throw new Error('it is not converted');
    expect(keysOf(conversion.text.markdown)).to.deep.equal([blockKey(CARRIED)]);
  });

  for (const { name, inline } of EXAMPLE_INLINES) {
    it(`reads what a person copies as what it is said to be: ${name}`, () => {
      const [row = ''] = section.split('\n').filter((line) => line.startsWith(`| ${name} |`));
      const [, markdown = ''] = /\| `(.*)` \|$/.exec(row) ?? [];
      const paragraph: Block = { kind: 'paragraph', children: [inline] };
      expect(keysOf(markdown)).to.deep.equal([blockKey(paragraph)]);
    });
  }
});

function keysOf(markdown: string): readonly string[] {
  return readMarkdown(markdown, EXAMPLE_DIALECT).map(({ block }) => blockKey(block));
}
