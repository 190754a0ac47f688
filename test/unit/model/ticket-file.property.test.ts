import { expect } from 'chai';
import fc from 'fast-check';
import { editTicketFile, readTicketFile, renderTicketFile } from '../../../src/model/ticket-file.ts';
import type { TicketContent } from '../../../src/model/ticket-file-content.ts';
import { anyContent, asRead, FORMAT } from './ticket-arbitraries.ts';

function read(text: string): TicketContent {
  const reading = readTicketFile(new TextEncoder().encode(text), FORMAT);
  if (reading.kind === 'broken') throw new Error(`${reading.line}: ${reading.reason}`);
  expect(reading.doc.problems).to.deep.equal([]);
  const { values, texts, comments } = reading.doc;
  return { values, texts, comments };
}

describe('a ticket file, whatever it says', () => {
  it('gives back the ticket that was written', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        expect(read(renderTicketFile(content, FORMAT))).to.deep.equal(asRead(content));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps every byte when it is edited to what it already says', () => {
    fc.assert(
      fc.property(anyContent, (content) => {
        const text = renderTicketFile(content, FORMAT);
        const { values, texts, comments } = read(text);
        const slots = comments.map((comment, from) => ({ from, comment }));
        expect(editTicketFile(text, { values, texts, comments: slots }, FORMAT)).to.equal(text);
      }),
      { numRuns: 200 },
    );
  });

  it('becomes any other ticket by an edit, with either line end', () => {
    fc.assert(
      fc.property(anyContent, anyContent, fc.boolean(), (before, after, windows) => {
        const text = renderTicketFile(before, FORMAT);
        const source = windows ? text.replaceAll('\n', '\r\n') : text;
        const comments = after.comments.map((comment, index) => ({
          from: index < before.comments.length ? before.comments.length - 1 - index : null,
          comment,
        }));
        const edited = editTicketFile(source, { values: after.values, texts: after.texts, comments }, FORMAT);
        expect(read(edited)).to.deep.equal(asRead(after));
      }),
      { numRuns: 200 },
    );
  });
});
