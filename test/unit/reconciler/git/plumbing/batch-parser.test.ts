import { expect } from 'chai';
import fc from 'fast-check';
import { type BatchObject, BatchParser } from '../../../../../src/reconciler/git/plumbing/batch-parser.ts';

const OID = 'ce013625030ba8dba906f756967f9e9ca394464a';

describe('batch parser', () => {
  it('gives the same answers however the output is cut', () => {
    fc.assert(
      fc.property(fc.array(answers()), fc.array(fc.integer({ min: 1, max: 40 })), (expected, cuts) => {
        const output = Buffer.concat(expected.map(({ bytes }) => bytes));
        const got = parse(pieces(output, cuts), (index) => expected[index]?.hasBody === true);
        expect(got).to.deep.equal(expected.map(({ object }) => object));
      }),
    );
  });

  it('takes a body that looks like a header for a body', () => {
    const body = `${OID} blob 3\nabc\n`;
    const [first, second] = parse([Buffer.from(`${OID} blob ${body.length}\n${body}\nx missing\n`)], () => true);
    expect(first?.content.toString()).to.equal(body);
    expect(second).to.equal(null);
  });

  it('answers null for what is missing or ambiguous, whatever its name', () => {
    expect(parse([Buffer.from('refs/heads/a missing\nab ambiguous\n')], () => false)).to.deep.equal([null, null]);
  });
});

type Answer = { readonly bytes: Buffer; readonly hasBody: boolean; readonly object: BatchObject | null };

function answers(): fc.Arbitrary<Answer> {
  const missing: Answer = { bytes: Buffer.from(`${OID} missing\n`), hasBody: true, object: null };
  const found = fc.tuple(fc.uint8Array({ maxLength: 100 }), fc.boolean()).map(([body, hasBody]): Answer => {
    const header = Buffer.from(`${OID} blob ${body.length}\n`);
    const content = hasBody ? Buffer.from(body) : Buffer.alloc(0);
    const bytes = hasBody ? Buffer.concat([header, body, Buffer.from('\n')]) : header;
    return { bytes, hasBody, object: { oid: OID, type: 'blob', size: body.length, content } };
  });
  return fc.oneof(fc.constant(missing), found);
}

function pieces(output: Buffer, cuts: readonly number[]): Buffer[] {
  const parts: Buffer[] = [];
  let at = 0;
  for (const cut of cuts) {
    parts.push(output.subarray(at, at + cut));
    at += cut;
  }
  return [...parts, output.subarray(at)];
}

function parse(chunks: readonly Buffer[], expectsContent: (index: number) => boolean): (BatchObject | null)[] {
  const got: (BatchObject | null)[] = [];
  const parser = new BatchParser(
    () => expectsContent(got.length),
    (object) => got.push(object),
  );
  for (const chunk of chunks) parser.feed(chunk);
  return got;
}
