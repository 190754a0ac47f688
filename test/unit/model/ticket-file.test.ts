import { expect } from 'chai';
import type { TicketDoc, TicketEdit } from '../../../src/model/ticket.ts';
import { editTicketFile, MAX_TICKET_BYTES, readTicketFile, renderTicketFile } from '../../../src/model/ticket-file.ts';
import { FORMAT } from './ticket-arbitraries.ts';

const SEED = `---
title: Fix login timeout
type: Bug
status: In Progress
priority: High
assignee: john.doe
created: 2026-02-10T14:30:00Z
updated: 2026-02-13T09:15:00Z
components: [Auth, Frontend]
labels: [security, urgent]
---

Users are getting logged out after 5 minutes of inactivity. Should be 30 minutes.

## Comments

**john.doe** - 2026-02-13 09:15:00

Increased session TTL from 300s to 1800s in auth middleware.
`;

function doc(text: string): TicketDoc {
  const reading = readTicketFile(new TextEncoder().encode(text), FORMAT);
  if (reading.kind === 'broken') throw new Error(`line ${reading.line}: ${reading.reason}`);
  return reading.doc;
}

function brokenAt(text: string | Uint8Array): string {
  const reading = readTicketFile(typeof text === 'string' ? new TextEncoder().encode(text) : text, FORMAT);
  return reading.kind === 'broken' ? `${reading.line}: ${reading.reason}` : 'not broken';
}

function edited(source: string, edit: Partial<TicketEdit>): string {
  return editTicketFile(source, { values: {}, texts: {}, comments: null, ...edit }, FORMAT);
}

const front = (lines: string): string => `---\ntitle: x\n${lines}\n---\n`;

describe('reading a ticket file', () => {
  it('reads the fields, the description and the comments', () => {
    const { values, texts, comments, problems } = doc(SEED);
    expect(values).to.include({ title: 'Fix login timeout', status: 'In Progress', created: '2026-02-10T14:30:00Z' });
    expect(values.components).to.deep.equal(['Auth', 'Frontend']);
    expect(texts.description).to.match(/^Users are .* 30 minutes\.$/);
    expect(comments).to.deep.equal([
      {
        author: 'john.doe',
        at: '2026-02-13T09:15:00Z',
        body: 'Increased session TTL from 300s to 1800s in auth middleware.',
      },
    ]);
    expect(problems).to.deep.equal([]);
  });

  it('has a value for every field, null where the file does not have the key', () => {
    const { values, texts } = doc('---\ntitle: x\n---\n');
    const names = FORMAT.fields
      .filter(({ place, kind }) => place === 'front-matter' && kind !== 'text')
      .map(({ name }) => name);
    expect(Object.keys(values)).to.deep.equal(names);
    expect(Object.values(values).filter((value) => value !== null)).to.deep.equal(['x']);
    expect(texts).to.deep.equal({ description: '', environment: '' });
  });

  it('takes scalars as they were written', () => {
    const { values } = doc(
      front(
        'fixVersions: [1.10, 0123, 12:30]\nstatus: no\ntype: yes\npriority: null\nassignee: ~\nsprint: 1e5\ndue: 2026-02-14',
      ),
    );
    expect(values).to.include({
      status: 'no',
      type: 'yes',
      priority: 'null',
      assignee: '~',
      sprint: '1e5',
      due: '2026-02-14',
    });
    expect(values.fixVersions).to.deep.equal(['0123', '1.10', '12:30']);
  });

  it('reads lists of every style, and a single text as a list of one', () => {
    const { values } = doc(front('components: Auth\nlabels:\n- b # why\n- "a"\n- b\nversions: [ "x, y",\n  z ]'));
    expect(values.components).to.deep.equal(['Auth']);
    expect(values.labels).to.deep.equal(['a', 'b']);
    expect(values.versions).to.deep.equal(['x, y', 'z']);
  });

  it('reads a file from Windows, with a byte order mark and tabs', () => {
    const windows = doc(`\ufeff${SEED.replaceAll('\n', '\r\n')}`);
    expect(windows).to.deep.equal(doc(SEED));
    expect(doc('---\t\ntitle:\tx\n--- \n\ttab').texts.description).to.equal('\ttab');
  });

  it('reports a bad value and keeps the others', () => {
    const { values, problems } = doc(
      front('due: tomorrow\npoints: many\nlabels: [a b]\nstatus: [a, b]\nparent: APP\npriority: High'),
    );
    expect(problems.map(({ field, line }) => [field, line])).to.deep.equal([
      ['status', 6],
      ['due', 3],
      ['parent', 7],
      ['points', 4],
      ['labels', 5],
    ]);
    expect(values).to.include({ priority: 'High' });
    expect(values).to.not.have.any.keys('due', 'points', 'labels', 'status', 'parent');
  });

  it('reads multi-line custom texts', () => {
    expect(doc(front('environment: |\n  Node 20\n\n    indented\n')).texts.environment).to.equal(
      'Node 20\n\n  indented',
    );
  });

  it('reads comment headers as people write them', () => {
    const { comments } = doc(
      `${SEED}\n**me**\nDone.\n\n**jane** - 2026-02-14\n\n**Jane Roe** - 2026-02-14T10:00:00+01:00\n\nLast\n\n**in bold**\n`,
    );
    expect(comments.slice(1)).to.deep.equal([
      { author: 'me', at: null, body: 'Done.' },
      { author: 'jane', at: null, body: '' },
      { author: 'Jane Roe', at: '2026-02-14T09:00:00Z', body: 'Last\n\n**in bold**' },
    ]);
  });

  it('does not take a heading in a code fence for the comments when another follows', () => {
    const sample = '```\n## Comments\n\n**x** - 2026-01-01 10:00:00\n```';
    const { texts, comments } = doc(SEED.replace('Users', `${sample}\n\nUsers`));
    expect(texts.description?.startsWith(sample)).to.equal(true);
    expect(comments).to.have.length(1);
  });

  it('loses no comment to a fence that somebody forgot to close', () => {
    const { comments } = doc(SEED.replace('Users', '```\nUsers').replace('Increased', '```js\nx\n```\nIncreased'));
    expect(comments).to.have.length(1);
  });

  it('keeps a heading "## Comments" with text below it in the description', () => {
    expect(doc(`${front('')}\n## Comments\n\nThey are welcome.\n`).texts.description).to.equal(
      '## Comments\n\nThey are welcome.',
    );
  });

  it('does not mistake keys for members of every object', () => {
    expect(doc(front('__proto__: 1\nconstructor: 2\ntoString: 3')).problems).to.deep.equal([]);
  });
});

describe('a file that is no ticket', () => {
  const cases: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ['nothing', '', /^1: no front matter/],
    ['no front matter', '# Title\n', /^1: no front matter/],
    ['a front matter without end', '---\ntitle: x\n', /^1: .* no end/],
    ['an end that is none', '---\ntitle: x\n---foo\n', /no end/],
    ['a line that looks like the end', '---\ntitle: x\n---foo: 1\n---\n', /begins with "---"/],
    ['front matter in JavaScript', '---js\n({title: process.exit(1)})\n---\n', /^1: no front matter/],
    ['broken YAML', '---\ntitle: x\ntype: [a\n---\n', /^\d: /],
    ['an unquoted colon', '---\ntype: Bug\ntitle: Fix: it\n---\n', /^3: .*quotes/],
    ['a key twice', '---\ntitle: x\ntype: a\ntitle: y\n---\n', /^4: the key "title" is there twice/],
    ['an alias', '---\ntitle: &a x\ntype: *a\n---\n', /^2: .*aliases/],
    ['a tag', '---\ntitle: x\ntype: !!int 3\n---\n', /^3: .*tags/],
    ['a list instead of keys', '---\n- title\n---\n', /no list of "key: value"/],
    ['keys in braces', '---\n{title: x}\n---\n', /no list of "key: value"/],
    ['a key with a question mark', '---\n? title\n: x\n---\n', /not written as "key: value"/],
    ['no title', '---\ntype: Bug\n---\n', /no title/],
    ['an empty title', '---\ntitle: " "\n---\n', /no title/],
    ['a list for a title', '---\ntype: Bug\ntitle: [a]\n---\n', /^3: /],
    ['only a comment', '---\n# title: x\n---\n', /no title/],
    ['bytes that are no UTF-8', new Uint8Array([45, 45, 45, 10, 0xff, 0xfe]), /not UTF-8/],
    ['too many bytes', new Uint8Array(MAX_TICKET_BYTES + 1), /larger than/],
    ['too many blank lines', `---\ntitle: x\n${'\n'.repeat(100_000)}---\n`, /more than/],
    ['deep nesting', `---\ntitle: x\na: ${'['.repeat(100_000)}\n---\n`, /nested too deeply/],
    [
      'a text above the first comment header',
      '---\ntitle: x\n---\n\n## Comments\n\nforgot the header\n\n**a** - 2026-01-01 10:00:00\n\ntext\n',
      /^7: .*header/,
    ],
  ];
  for (const [situation, text, expected] of cases) {
    it(`says so: ${situation}`, () => {
      expect(brokenAt(text)).to.match(expected);
    });
  }
});

describe('editing a ticket file', () => {
  it('changes one line for one field', () => {
    expect(edited(SEED, { values: { status: 'Done' } })).to.equal(SEED.replace('In Progress', 'Done'));
  });

  it('changes nothing for what it already says', () => {
    expect(
      edited(SEED, { values: { status: 'In Progress', components: ['Auth', 'Frontend'], sprint: null } }),
    ).to.equal(SEED);
  });

  it('puts a new key where the table has it', () => {
    expect(edited(SEED, { values: { due: '2026-03-01', estimate: 5400, resolution: 'Fixed' } })).to.equal(
      SEED.replace('priority', 'resolution: Fixed\npriority')
        .replace('components', 'due: 2026-03-01\ncomponents')
        .replace('urgent]\n', 'urgent]\nestimate: 1.5h\n'),
    );
  });

  it('takes the whole line of an empty field away', () => {
    expect(edited(SEED, { values: { assignee: null, labels: null } })).to.equal(
      SEED.replace('assignee: john.doe\n', '').replace('labels: [security, urgent]\n', ''),
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
    const source = SEED.replace('\nUsers', '\n\n\nUsers').replace('minutes.\n', 'minutes.\n\n\n');
    expect(edited(source, { texts: { description: 'Short.' } })).to.equal(source.replace(/Users.*minutes\./, 'Short.'));
  });

  it('escapes what would be read as something else', () => {
    const text = edited(SEED, { texts: { description: 'a\n## Comments\n\\## Comments\n**me**' } });
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
    const source = `${SEED}\n**me**\n\n\nDone   \n`;
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
    expect(() => edited(SEED, { texts: { description } })).to.throw('larger than');
  });

  it('refuses names that a ticket file has no place for', () => {
    expect(() => edited(SEED, { values: { worklogs: ['x'] } })).to.throw('no place for "worklogs"');
  });
});

describe('a new ticket file', () => {
  it('looks like the one in the documentation', () => {
    expect(renderTicketFile(doc(SEED), FORMAT)).to.equal(SEED);
  });

  it('says no more than a title when there is no more', () => {
    const nothing = { values: { title: 'x' }, texts: {}, comments: [] };
    expect(renderTicketFile(nothing, FORMAT)).to.equal('---\ntitle: x\n---\n');
  });
});
