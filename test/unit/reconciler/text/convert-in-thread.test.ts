import { expect } from 'chai';
import { convertText } from '../../../../src/model/text/convert-text.ts';
import { convertInThread } from '../../../../src/reconciler/text/convert-in-thread.ts';
import { people } from '../../model/text/people.ts';

describe('convertInThread', () => {
  it('gives what the conversion gives', async () => {
    const source = { kind: 'md', markdown: '# *a*\n\n- [x] b' } as const;
    for (const to of ['md', 'wiki', 'adf'] as const) {
      expect(await convertInThread({ source, to, people }, 20_000)).to.deep.equal(convertText(source, to, people));
    }
  });

  it('carries a text past the deadline as a whole', async () => {
    const markdown = `${'*a_'.repeat(900)}\n\n`.repeat(12);
    const conversion = await convertInThread({ source: { kind: 'md', markdown }, to: 'wiki', people }, 20);
    expect(conversion).to.include({ kind: 'converted', whole: true });
    expect(conversion.kind === 'converted' && conversion.text)
      .to.have.property('wiki')
      .that.includes('*a_*a_*a_');
  });

  it('refuses a document too deep to be given to a thread', async () => {
    const json = `{"type":"doc","content":[${'{"type":"a","content":['.repeat(20_000)}${']}'.repeat(20_000)}]}`;
    const source = { kind: 'adf', doc: JSON.parse(json) } as const;
    expect(await convertInThread({ source, to: 'md', people }, 20_000)).to.include({ kind: 'refused' });
  });
});
