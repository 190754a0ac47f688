import { expect } from 'chai';
import fc from 'fast-check';
import { parseAdfDocument } from '../../../../src/model/text/parse-adf-document.ts';

function reasonFor(value: unknown): string | null {
  const reading = parseAdfDocument(typeof value === 'string' ? value : JSON.stringify(value));
  return reading.kind === 'invalid' ? reading.reason : null;
}

function doc(...content: readonly unknown[]): unknown {
  return { type: 'doc', version: 1, content };
}

describe('parseAdfDocument', () => {
  it('takes a document with nodes that nobody knows yet, as it is', () => {
    const source = doc({ type: 'stranger', attrs: { a: [1] }, content: [{ type: 'text', text: '', marks: [] }] });
    expect(parseAdfDocument(JSON.stringify(source))).to.deep.equal({ kind: 'document', doc: source });
  });

  it('takes a document without a version, and absent members', () => {
    expect(reasonFor({ type: 'doc', content: [{ type: 'rule', attrs: null, content: null }] })).to.equal(null);
  });

  const refused: readonly (readonly [situation: string, value: unknown, told: RegExp])[] = [
    ['text that is no JSON', '{"type": "doc"', /^it is not JSON: /],
    ['nothing', '', /^it is not JSON: /],
    ['null', null, /"type": "doc"/],
    ['a list', [], /"type": "doc"/],
    ['a node instead of a document', { type: 'paragraph', content: [] }, /"type": "doc"/],
    ['a document of a later version', { type: 'doc', version: 2, content: [] }, /"version" must be 1/],
    ['a document without content', { type: 'doc', version: 1 }, /"content" must be a list/],
    ['a word for a node', doc('word'), /^content\[0\] must be a node/],
    ['a node without a type', doc({ type: 'rule' }, { content: [] }), /^content\[1\] must be a node/],
    [
      'text without text',
      doc({ type: 'p', content: [{ type: 'text' }] }),
      /^content\[0\]\.content\[0\] must have a "text"/,
    ],
    ['content that is no list', doc({ type: 'p', content: {} }), /^"content" of content\[0\] must be a list/],
    ['attributes that are a list', doc({ type: 'p', attrs: [] }), /^"attrs" of content\[0\] must be an object/],
    [
      'a mark that is no node',
      doc({ type: 'text', text: 'a', marks: [1] }),
      /^content\[0\]\.marks\[0\] must be a node/,
    ],
  ];
  for (const [situation, value, told] of refused) {
    it(`refuses ${situation}, and says where`, () => {
      expect(reasonFor(value)).to.match(told);
    });
  }

  it('reads a document nested deeper than the stack', () => {
    const depth = 100_000;
    const nested = `${'{"type":"a","content":['.repeat(depth)}1${']}'.repeat(depth)}`;
    const reason = reasonFor(`{"type":"doc","content":[${nested}]}`);
    expect(reason).to.match(/must be a node/);
    expect(reason?.length).to.be.lessThan(400);
  });

  it('has an answer to every JSON', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(parseAdfDocument(json).kind).to.be.oneOf(['document', 'invalid']);
      }),
    );
  });
});
