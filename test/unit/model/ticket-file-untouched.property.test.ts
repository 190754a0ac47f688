import { expect } from 'chai';
import fc from 'fast-check';
import { canonicalText } from '../../../src/model/canonical.ts';
import type { Field } from '../../../src/model/field.ts';
import { renderScalar } from '../../../src/model/front-matter-scalar.ts';
import type { TicketDoc } from '../../../src/model/ticket.ts';
import { editTicketFile, readTicketFile } from '../../../src/model/ticket-file.ts';
import { anyComment, anyMarkdown, anyValue, FORMAT } from './ticket-arbitraries.ts';

const strangeLines = fc.constantFrom(
  '# a comment',
  '',
  'zebra: {a: [1, "}"]}',
  'sev: "two\n  lines"',
  'notes: |\n  title: no\n\n  x',
  'deep:\n  - a: b\n    c: d\n  # inside\n  - e',
  'odd key: "---"',
);

const spelledLines = fc.constantFrom(
  "status: 'In Progress'   # said Ann",
  'priority: "High"',
  'labels: [ b,a , "c" ] # three',
  'labels:\n    - a # one\n    - "b"\n  # between\n    - c',
  'components:\n- Auth\n- Front end\n',
  'links: ["blocks APP-2",\n        blocks APP-3]',
  'assignee:   # nobody',
  'sprint: >-\n  Sprint\n  7',
  'due: 2026-02-14',
  'estimate: 90m',
  'points: 3.0',
  'area: [a, b]',
  'environment: |\n  Node 20\n    deep\n',
);

/** Ticket files as people write them: keys in any order, comments, unknown keys, odd spellings, either line end. */
const handWritten = fc
  .tuple(fc.array(fc.oneof(strangeLines, spelledLines), { maxLength: 6 }), anyMarkdown, fc.nat(6), fc.boolean())
  .map(([blocks, body, titleAt, windows]) => {
    const unique: string[] = blocks.filter(
      (block, index) => blocks.findIndex((other) => keyOf(other) === keyOf(block)) === index,
    );
    unique.splice(titleAt, 0, 'title:   A "title" # the title');
    const text = `---\n${unique.join('\n')}\n---\n${body}`;
    return windows ? text.replace(/\r?\n/g, '\r\n') : text;
  })
  .filter((text) => readTicketFile(new TextEncoder().encode(text), FORMAT).kind === 'ticket');

function keyOf(block: string): string {
  return block.split(':')[0] || block;
}

const anyChange = fc
  .constantFrom(...FORMAT.fields.filter(({ place, kind }) => place === 'front-matter' && kind !== 'text'))
  .chain((field) =>
    anyValue(field).map((value) => ({ field, value: field.name === 'title' ? (value ?? 'New') : value })),
  );

/** The lines of a file without those of one field: its key's line and the deeper, blank and list lines that follow. */
function linesWithout(text: string, field: Field): readonly string[] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`${field.name}:`));
  if (start < 0) return lines;
  const length = lines.slice(start + 1).findIndex((line) => !/^(?:[ \t]|- |\r?$)/.test(line));
  return [...lines.slice(0, start), ...lines.slice(start + 1 + Math.max(length, 0))];
}

describe('an edit of one field of a file written by hand', () => {
  it('leaves all other lines as they are', () => {
    fc.assert(
      fc.property(handWritten, anyChange, (source, { field, value }) => {
        const edited = editTicketFile(source, { values: { [field.name]: value }, texts: {}, comments: null }, FORMAT);
        const before = linesWithout(source, field).filter((line) => line.trim() !== '');
        const after = linesWithout(edited, field).filter((line) => line.trim() !== '');
        expect(after).to.deep.equal(before);
        expect(edited.slice(bodyStart(edited))).to.equal(source.slice(bodyStart(source)));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the members of a list that stay, as they are spelled', () => {
    const lists = fc.constantFrom('labels: [ b,a , "c" ] # three', 'labels:\n    - a # one\n    - "b"\n    - c # last');
    const wanted = fc.subarray(['a', 'b', 'c', 'd', 'e'], { minLength: 1 });
    fc.assert(
      fc.property(lists, wanted, (list, labels) => {
        const source = `---\ntitle: x\n${list}\n---\n`;
        const edited = editTicketFile(source, { values: { labels }, texts: {}, comments: null }, FORMAT);
        const stays = ['a', 'b', 'c'].filter((label) => labels.includes(label));
        expect(edited).to.include('title: x\nlabels:');
        if (stays.includes('a') && list.includes('# one')) expect(edited).to.include('    - a # one\n');
        if (stays.includes('b') && list.includes('"b"')) expect(edited).to.include('    - "b"\n');
        if (stays.includes('c')) expect(edited).to.match(/"c"|- c # last/);
        if (stays.length > 0 && list.includes('# three')) expect(edited).to.include('] # three\n');
      }),
    );
  });

  it('changes nothing at all when it says what is there', () => {
    fc.assert(
      fc.property(handWritten, (source) => {
        const { values, texts, comments } = read(source);
        const slots = comments.map((comment, from) => ({ from, comment }));
        expect(editTicketFile(source, { values, texts, comments: slots }, FORMAT)).to.equal(source);
      }),
      { numRuns: 200 },
    );
  });
});

describe('an edit of the text of a file written by hand', () => {
  it('gives what is wanted, even where lines begin to mean something else', () => {
    const slot = fc.tuple(fc.option(fc.nat(3)), anyComment, fc.boolean());
    fc.assert(
      fc.property(
        handWritten,
        fc.option(anyMarkdown),
        fc.array(slot),
        fc.boolean(),
        (source, description, slots, some) => {
          const { texts, comments } = read(source);
          const free = new Set(comments.keys());
          const asked = slots.map(([from, comment, keep]) => {
            const old = from !== null && free.delete(from) ? comments[from] : undefined;
            return old ? { from, comment: keep ? old : { ...comment, author: old.author } } : { from: null, comment };
          });
          const edit = {
            values: {},
            texts: description === null ? {} : { description },
            comments: some ? asked : null,
          };
          const after = read(editTicketFile(source, edit, FORMAT));
          expect(after.texts.description).to.equal(canonicalText(description ?? texts.description ?? ''));
          const wanted = some
            ? asked.map(({ comment }) => ({ ...comment, body: canonicalText(comment.body) }))
            : comments;
          expect(after.comments).to.deep.equal(wanted);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('writes the body with escapes when a heading would become the one of the comments', () => {
    const source = '---\ntitle: x\n---\n\n## Comments\n\n## Comments\n\n**a** - 2026-01-01 10:00:00\n\nText\n';
    expect(editTicketFile(source, { values: {}, texts: {}, comments: [] }, FORMAT)).to.equal(
      '---\ntitle: x\n---\n\n\\## Comments\n',
    );
  });
});

describe('a scalar', () => {
  it('is read as it was written beside anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = text.trim();
        fc.pre(clean !== '');
        const source = `---\ntitle: x\nextra: ${renderScalar(clean, 'value')} # note\nstatus: [${renderScalar(clean, 'flow')}]\n---\n`;
        expect(readTicketFile(new TextEncoder().encode(source), FORMAT).kind).to.equal('ticket');
      }),
    );
  });
});

function read(text: string): TicketDoc {
  const reading = readTicketFile(new TextEncoder().encode(text), FORMAT);
  if (reading.kind === 'broken') throw new Error(`${reading.line}: ${reading.reason}`);
  return reading.doc;
}

function bodyStart(text: string): number {
  const closing = /\n---[ \t]*\r?\n/.exec(text);
  return closing ? closing.index + closing[0].length : text.length;
}
