import { expect } from 'chai';
import fc from 'fast-check';
import { plainText } from '../../../../src/emulator/text/adf-node.ts';
import { adfToWiki } from '../../../../src/emulator/text/adf-to-wiki.ts';
import { normaliseAdf } from '../../../../src/emulator/text/normalise-adf.ts';
import { wikiToAdf } from '../../../../src/emulator/text/wiki-to-adf.ts';

const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== '');

describe('wiki markup shown as a document', () => {
  it('keeps every word of any text', () => {
    const line = fc.oneof(fc.string(), fc.constantFrom('{code:java}', '{code}', '{noformat}', 'h2. Head', '', '  '));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const wiki = lines.join('\n');
        const shown = wordsOf(plainText(wikiToAdf(wiki)).replaceAll('\n', ' '));
        const markup = /^(\{(code|noformat)(:[^}]*)?\}|h[1-6]\.)$/;
        const expected = wordsOf(wiki).filter((word) => !markup.test(word));
        for (const word of expected) expect(shown.join(' ')).to.include(word);
      }),
    );
  });

  it('makes paragraphs, hard breaks, headings and code blocks', () => {
    const document = wikiToAdf('h2. Title\r\none\r\ntwo\r\n\r\n{code:ts}\nlet a;\n{code}');
    expect(document.content?.map((node) => node.type)).to.deep.equal(['heading', 'paragraph', 'codeBlock']);
    expect(document.content?.[1]?.content?.map((node) => node.type)).to.deep.equal(['text', 'hardBreak', 'text']);
    expect(document.content?.[2]).to.deep.include({ attrs: { language: 'ts' } });
  });
});

describe('a document shown as wiki markup', () => {
  it('writes marks, lists, tables, code, mentions and links', () => {
    const text = (value: string, ...marks: { type: string; attrs?: Record<string, unknown> }[]) => ({
      type: 'text',
      text: value,
      marks,
    });
    const paragraph = (...content: object[]) => ({ type: 'paragraph', content }) as never;
    const document = {
      type: 'doc',
      version: 1,
      content: [
        paragraph(
          text('bold', { type: 'strong' }),
          text(' see '),
          text('site', { type: 'link', attrs: { href: 'https://a.b' } }),
        ),
        { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('one'))] }] },
        { type: 'codeBlock', attrs: { language: 'ts' }, content: [text('let a;')] },
        paragraph({ type: 'mention', attrs: { id: '5:a' } }),
        {
          type: 'table',
          content: [{ type: 'tableRow', content: [{ type: 'tableHeader', content: [paragraph(text('H'))] }] }],
        },
      ],
    };
    expect(adfToWiki(document)).to.equal(
      '*bold* see [site|https://a.b]\n\n* one\n\n{code:ts}\nlet a;\n{code}\n\n[~accountid:5:a]\n\n||H||',
    );
  });
});

describe('a document on its way in', () => {
  it('gets local ids, loses empty marks, and neighbouring texts of one kind become one', () => {
    const document = {
      type: 'doc',
      version: 1,
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'a', marks: [] },
            { type: 'text', text: 'b' },
          ],
        },
      ],
    };
    expect(normaliseAdf(document, () => 'id-1').content).to.deep.equal([
      { type: 'paragraph', attrs: { localId: 'id-1' }, content: [{ type: 'text', text: 'ab' }] },
    ]);
    expect(normaliseAdf(document, null).content?.[0]).not.to.have.property('attrs');
  });
});
