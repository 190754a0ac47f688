import { expect } from 'chai';
import type { TicketEdit } from '../../../src/model/ticket.ts';
import { editTicketFile, MAX_TICKET_BYTES, renderTicketFile } from '../../../src/model/ticket-file.ts';
import { FORMAT } from './ticket-arbitraries.ts';
import { doc, front, SAMPLE } from './ticket-samples.ts';

function edited(source: string, edit: Partial<TicketEdit>): string {
  return editTicketFile(source, { values: {}, texts: {}, comments: null, ...edit }, FORMAT);
}

describe('editing a ticket file', () => {
  it('changes one line for one field', () => {
    expect(edited(SAMPLE, { values: { status: 'Done' } })).to.equal(SAMPLE.replace('In Progress', 'Done'));
  });

  it('changes nothing for what it already says', () => {
    expect(
      edited(SAMPLE, { values: { status: 'In Progress', components: ['Auth', 'Frontend'], sprint: null } }),
    ).to.equal(SAMPLE);
  });

  it('puts a new key where the table has it', () => {
    expect(edited(SAMPLE, { values: { due: '2026-03-01', estimate: 5400, resolution: 'Fixed' } })).to.equal(
      SAMPLE.replace('priority', 'resolution: Fixed\npriority')
        .replace('components', 'due: 2026-03-01\ncomponents')
        .replace('urgent]\n', 'urgent]\nestimate: 1.5h\n'),
    );
  });

  it('takes the whole line of an empty field away', () => {
    expect(edited(SAMPLE, { values: { assignee: null, labels: null } })).to.equal(
      SAMPLE.replace('assignee: john.doe\n', '').replace('labels: [security, urgent]\n', ''),
    );
  });

  const spellings: readonly (readonly [string, string, TicketEdit['values'], string])[] = [
    ['a comment behind a value', 'status: Open   # until Friday', { status: 'Done' }, 'status: Done   # until Friday'],
    ['a comment behind nothing', 'status:   # none yet', { status: 'Done' }, 'status: Done   # none yet'],
    ['double quotes', 'status: "Open"', { status: 'Done' }, 'status: "Done"'],
    ['single quotes', "status: 'Open'", { status: "it's" }, "status: 'it''s'"],
    [
      'other keys, order and blank lines',
      'zebra: {a: [1]}\n\nstatus: Open\ntype: Bug',
      { type: 'Task' },
      'zebra: {a: [1]}\n\nstatus: Open\ntype: Task',
    ],
    [
      'a block list',
      'labels:\n    - b # why\n    - a\n# end',
      { labels: ['b', 'c'] },
      'labels:\n    - b # why\n    - c\n# end',
    ],
    ['a block list without indent', 'labels:\n- a\n- b', { labels: ['a', 'b', 'c'] }, 'labels:\n- a\n- b\n- c'],
    ['a flow list with quotes', 'labels: ["a", b, \'c\']', { labels: ['a', 'c', 'd'] }, 'labels: ["a", \'c\', d]'],
    ['a flow list over lines', 'labels: [\n  a, # first\n  b,\n]', { labels: ['a', 'c'] }, 'labels: [\n  a, c,\n]'],
    [
      'the spelling of members',
      'links: ["blocks   app-2", blocks APP-3]',
      { links: ['blocks APP-2'] },
      'links: ["blocks   app-2"]',
    ],
    ['a value that was no value', 'due: tomorrow', { due: '2026-03-01' }, 'due: 2026-03-01'],
    ['a mapping that was no value', 'due:\n  day: 1\ntype: Bug', { due: '2026-03-01' }, 'due: 2026-03-01\ntype: Bug'],
    ['a folded text', 'status: >\n  In\n  Progress\ntype: Bug', { status: 'Done' }, 'status: Done\ntype: Bug'],
    ['a list of one', 'components: Auth', { components: ['Auth', 'Web'] }, 'components: [Auth, Web]'],
    ['a path', 'area: [a, b]', { area: ['b', 'a'] }, 'area: [b, a]'],
  ];
  for (const [situation, before, values, after] of spellings) {
    it(`keeps ${situation}`, () => {
      expect(edited(front(before), { values })).to.equal(front(after));
      const windows = (text: string): string => front(text).replaceAll('\n', '\r\n');
      expect(edited(windows(before), { values })).to.equal(windows(after));
    });
  }

  it('keeps an indent before all keys', () => {
    expect(edited('---\n  title: x\n---\n', { values: { type: 'Bug', labels: ['a'] } })).to.equal(
      '---\n  title: x\n  type: Bug\n  labels: [a]\n---\n',
    );
  });

  it('writes a long list as a block', () => {
    const labels = Array.from({ length: 30 }, (_, index) => `label-${index + 10}`);
    expect(edited(front(''), { values: { labels } })).to.include('labels:\n  - label-10\n  - label-11\n');
  });

  it('writes custom texts of several lines as a block', () => {
    expect(edited(front('environment: old # note'), { texts: { environment: '  a\n\nb' } })).to.equal(
      front('environment: |2\n    a\n\n  b'),
    );
  });

  it('replaces the description and keeps the blank lines around it', () => {
    const source = SAMPLE.replace('\nUsers', '\n\n\nUsers').replace('minutes.\n', 'minutes.\n\n\n');
    expect(edited(source, { texts: { description: 'Short.' } })).to.equal(source.replace(/Users.*minutes\./, 'Short.'));
  });

  it('escapes what would be read as something else', () => {
    const text = edited(SAMPLE, { texts: { description: 'a\n## Comments\n\\## Comments\n**me**' } });
    expect(text).to.include('a\n\\## Comments\n\\\\## Comments\n**me**\n\n## Comments\n\n**john.doe**');
    expect(doc(text).texts.description).to.equal('a\n## Comments\n\\## Comments\n**me**');
  });

  it('adds a description and comments to a file that has neither, even without a last line end', () => {
    const comments = [{ from: null, comment: { author: 'jane', at: '2026-02-14T09:00:00Z', body: 'Hello\n**me**' } }];
    expect(edited('---\ntitle: x\n---', { texts: { description: 'Text' }, comments })).to.equal(
      '---\ntitle: x\n---\n\nText\n\n## Comments\n\n**jane** - 2026-02-14 09:00:00\n\nHello\n\\**me**\n',
    );
  });

  it('gives a comment written by hand its header and leaves its text alone', () => {
    const source = `${SAMPLE}\n**me**\n\n\nDone   \n`;
    const { comments } = doc(source);
    const slots = comments.map((comment, from) => ({
      from,
      comment: from === 1 ? { ...comment, author: 'jane', at: '2026-02-14T09:00:00Z' } : comment,
    }));
    expect(edited(source, { comments: slots })).to.equal(source.replace('**me**', '**jane** - 2026-02-14 09:00:00'));
  });

  it('removes, changes and adds comments, and leaves the rest as it is', () => {
    const header = (author: string): string => `**${author}** - 2026-02-14 09:00:00`;
    const source = `${front('')}\n## Comments\n\n${header('a')}\n\nA\n\n\n${header('b')}\n\nB\n\n${header('c')}\nC`;
    const { comments } = doc(source);
    const slot = (from: number, body?: string) => {
      const comment = comments[from] ?? { author: '', at: null, body: '' };
      return { from, comment: { ...comment, body: body ?? comment.body } };
    };
    expect(edited(source, { comments: [slot(0), slot(2, 'C2')] })).to.equal(
      `${front('')}\n## Comments\n\n${header('a')}\n\nA\n\n${header('c')}\nC2`,
    );
    expect(edited(source, { comments: [slot(0), slot(1)] })).to.equal(
      `${front('')}\n## Comments\n\n${header('a')}\n\nA\n\n\n${header('b')}\n\nB\n`,
    );
    expect(edited(source, { comments: [] })).to.equal(front(''));
  });

  it('keeps a heading without comments', () => {
    const source = `${front('')}\n\n## Comments\n`;
    expect(edited(source, { values: { type: 'Bug' } })).to.equal(source.replace('title: x\n', 'title: x\ntype: Bug\n'));
  });

  it('refuses a ticket that would be too large to be read', () => {
    const description = 'x'.repeat(MAX_TICKET_BYTES);
    expect(() => edited(SAMPLE, { texts: { description } })).to.throw('larger than');
  });

  it('refuses names that a ticket file has no place for', () => {
    expect(() => edited(SAMPLE, { values: { worklogs: ['x'] } })).to.throw('no place for "worklogs"');
  });
});

describe('a new ticket file', () => {
  it('looks like the one in the documentation', () => {
    expect(renderTicketFile(doc(SAMPLE), FORMAT)).to.equal(SAMPLE);
  });

  it('says no more than a title when there is no more', () => {
    const nothing = { values: { title: 'x' }, texts: {}, comments: [] };
    expect(renderTicketFile(nothing, FORMAT)).to.equal('---\ntitle: x\n---\n');
  });
});
