import { expect } from 'chai';
import { inspectJiraText, inspectText } from '../../../../src/model/text/inspect-text.ts';
import { people } from './people.ts';

describe('inspectText', () => {
  it('tells for each block of a Markdown text what Jira makes of it, with its line', () => {
    const markdown = [
      '# Title',
      'Plain *words*.',
      'See[^1] <video src="x"></video>',
      '7. seven\n8. eight',
      '> a\n>\n> > b',
      '```jira\n{chart:type=pie}\n```',
      'Ask `{status:x}`{=jira}.',
      '[^1]: Note.',
    ].join('\n\n');
    expect(inspectText(markdown, 'wiki', people)).to.deep.equal({
      blocks: [
        { line: 1, kind: 'native', what: 'heading' },
        { line: 3, kind: 'native', what: 'paragraph' },
        { line: 5, kind: 'approximated', what: 'HTML' },
        { line: 7, kind: 'approximated', what: 'numbering from 7' },
        { line: 10, kind: 'approximated', what: 'quote within a quote' },
        { line: 14, kind: 'carried', what: '{chart}' },
        { line: 18, kind: 'carried', what: '{status}' },
        { line: 20, kind: 'native', what: 'footnote' },
      ],
      refused: null,
    });
  });

  it('says nothing against what no page shows', () => {
    const { blocks } = inspectText('- a\n\n<!-- -->\n\n- b\n\n[x][y]\n\n[y]: https://e.com', 'adf', people);
    expect(blocks.map(({ kind }) => kind)).to.deep.equal(['native', 'native', 'native', 'native', 'native']);
  });

  it('gives the line and the reason of a damaged carrier', () => {
    const { blocks, refused } = inspectText('a\n\n```jira\n{panel}', 'wiki', people);
    expect(blocks).to.deep.equal([]);
    expect(refused).to.deep.equal({ line: 3, reason: 'the jira block has no closing ``` line' });
  });

  it('calls a text past the caps what it becomes', () => {
    const [block] = inspectText('x'.repeat(100_001), 'wiki', people).blocks;
    expect(block).to.include({ line: 1, kind: 'approximated' });
  });
});

describe('inspectJiraText', () => {
  it('tells for each block of a wiki text whether Markdown has words for it', () => {
    const wiki = '\r\nh1. Title\r\nwords\r\n\r\n{chart:type=pie}\r\n1\r\n{chart}\r\n\r\nask {status:x}';
    expect(inspectJiraText({ kind: 'wiki', wiki }, people).blocks.map(({ line, kind }) => [line, kind])).to.deep.equal([
      [2, 'native'],
      [3, 'native'],
      [5, 'carried'],
      [9, 'carried'],
    ]);
  });

  it('counts the blocks of ADF', () => {
    const paragraph = (text: string) => ({ type: 'paragraph', content: text === '' ? [] : [{ type: 'text', text }] });
    const content = [paragraph('a'), paragraph(''), { type: 'hologram', attrs: { depth: 3 } }];
    const { blocks } = inspectJiraText({ kind: 'adf', doc: { type: 'doc', version: 1, content } }, people);
    expect(blocks).to.deep.equal([
      { line: 1, kind: 'native', what: 'paragraph' },
      { line: 3, kind: 'carried', what: 'hologram' },
    ]);
  });
});
