import { expect } from 'chai';
import { MAX_TICKET_BYTES, readTicketFile } from '../../../src/model/ticket-file.ts';
import { FORMAT } from './ticket-arbitraries.ts';
import { doc, front, SAMPLE } from './ticket-samples.ts';

function brokenAt(text: string | Uint8Array): string {
  const reading = readTicketFile(typeof text === 'string' ? new TextEncoder().encode(text) : text, FORMAT);
  return reading.kind === 'broken' ? `${reading.line}: ${reading.reason}` : 'not broken';
}

describe('reading a ticket file', () => {
  it('reads the fields, the description and the comments', () => {
    const { values, texts, comments, problems } = doc(SAMPLE);
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
    const windows = doc(`\ufeff${SAMPLE.replaceAll('\n', '\r\n')}`);
    expect(windows).to.deep.equal(doc(SAMPLE));
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
      `${SAMPLE}\n**me**\nDone.\n\n**jane** - 2026-02-14\n\n**Jane Roe** - 2026-02-14T10:00:00+01:00\n\nLast\n\n**in bold**\n`,
    );
    expect(comments.slice(1)).to.deep.equal([
      { author: 'me', at: null, body: 'Done.' },
      { author: 'jane', at: null, body: '' },
      { author: 'Jane Roe', at: '2026-02-14T09:00:00Z', body: 'Last\n\n**in bold**' },
    ]);
  });

  it('does not take a heading in a code fence for the comments when another follows', () => {
    const sample = '```\n## Comments\n\n**x** - 2026-01-01 10:00:00\n```';
    const { texts, comments } = doc(SAMPLE.replace('Users', `${sample}\n\nUsers`));
    expect(texts.description?.startsWith(sample)).to.equal(true);
    expect(comments).to.have.length(1);
  });

  it('loses no comment to a fence that somebody forgot to close', () => {
    const { comments } = doc(SAMPLE.replace('Users', '```\nUsers').replace('Increased', '```js\nx\n```\nIncreased'));
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
