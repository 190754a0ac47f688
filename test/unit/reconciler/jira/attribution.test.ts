import { expect } from 'chai';
import fc from 'fast-check';
import type { JiraText } from '../../../../src/model/text/jira-text.ts';
import { sameJiraText } from '../../../../src/model/text/reconcile/same-text.ts';
import { attribute, readAttribution } from '../../../../src/reconciler/jira/attribution.ts';

const HANDLES = fc.constantFrom('john.doe', 'tract', 'a', 'x_y-z');
const WIKI = fc
  .oneof(fc.string(), fc.constantFrom('Written by ann', 'Written by ann\n\nHi', '\n\n* list', 'Logged by x'))
  .filter((wiki) => wiki.trim() !== '')
  .map((wiki): JiraText => ({ kind: 'wiki', wiki }));

describe('naming of true authors', () => {
  it('comes off again as it was put on, whatever the text', () => {
    fc.assert(
      fc.property(HANDLES, fc.option(WIKI), (author, body) => {
        const written = attribute(body, 'Written by', author, { account: 'tract', text: 'wiki' });
        const read = readAttribution(written, 'Written by') ?? { author: 'tract', body: written };
        expect(read.author).to.equal(author);
        expect(sameJiraText(read.body, body)).to.equal(true);
      }),
    );
  });

  it('is a paragraph of its own in ADF', () => {
    const body = adf([{ type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Hi' }] }]);
    const written = attribute(body, 'Written by', 'john.doe', { account: 'tract', text: 'adf' });
    expect(readAttribution(written, 'Written by')).to.deep.equal({ author: 'john.doe', body });
  });

  it('is recognised where Jira gave its paragraph an id', () => {
    const line = {
      type: 'paragraph',
      attrs: { localId: 'x' },
      content: [{ type: 'text', text: 'Written by john.doe' }],
    };
    expect(readAttribution(adf([line]), 'Written by')).to.deep.equal({ author: 'john.doe', body: null });
  });

  it('stands alone where there is no text', () => {
    const written = attribute(null, 'Logged by', 'john.doe', { account: 'tract', text: 'wiki' });
    expect(written).to.deep.equal({ kind: 'wiki', wiki: 'Logged by john.doe' });
    expect(readAttribution(written, 'Logged by')).to.deep.equal({ author: 'john.doe', body: null });
  });

  it('survives the line ends that Jira puts in', () => {
    const wiki = 'Written by john.doe\r\n\r\nHello\r\nthere';
    const read = readAttribution({ kind: 'wiki', wiki }, 'Written by');
    expect(read).to.deep.equal({ author: 'john.doe', body: { kind: 'wiki', wiki: 'Hello\r\nthere' } });
  });

  it('is not seen in a sentence that only begins like it', () => {
    expect(readAttribution({ kind: 'wiki', wiki: 'Written by john.doe in a hurry' }, 'Written by')).to.equal(null);
  });
});

function adf(content: readonly object[]): JiraText {
  return { kind: 'adf', doc: { type: 'doc', version: 1, content } };
}
