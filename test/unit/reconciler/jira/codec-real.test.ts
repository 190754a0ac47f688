import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { CodecContext } from '../../../../src/reconciler/jira/codec-context.ts';
import { decodeIssue } from '../../../../src/reconciler/jira/decode-issue.ts';
import { member, type Raw, record, records } from '../../../../src/reconciler/jira/raw.ts';
import { createNameBook } from '../../../../src/reconciler/name-book.ts';
import { MemoryPeople } from './memory-people.ts';
import { testFields } from './test-fields.ts';

const DATA = '../shared/data';
const RECORDED = '../shared/jira/recorded';

const contextOf = (flavor: 'cloud' | 'server'): CodecContext => ({
  flavor,
  fields: testFields(flavor),
  people: new MemoryPeople(),
  names: createNameBook(),
  account: 'tract',
});

describe('real issues', () => {
  for (const name of ['aloy', 'daemon', 'mod']) {
    it(`all decode: ${name}`, function () {
      const path = `${DATA}/${name}.jsonl.gz`;
      if (!existsSync(path)) return skip(this, path);
      const lines = gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n');
      for (const line of lines) expectWhole(JSON.parse(line) as Raw, contextOf('server'));
    });
  }

  it('all decode: the recorded ones of either flavor', function () {
    if (!existsSync(RECORDED)) return skip(this, RECORDED);
    const issues = readdirSync(RECORDED)
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) => issuesIn(JSON.parse(readFileSync(`${RECORDED}/${file}`, 'utf8'))));
    expect(issues.length).to.be.greaterThan(50);
    for (const issue of issues) {
      const isCloud = JSON.stringify(issue).includes('"accountId"');
      expectWhole(issue, contextOf(isCloud ? 'cloud' : 'server'));
    }
  });
});

/** Everything that the issue says of a field is in the ticket, in canonical form. */
function expectWhole(raw: Raw, context: CodecContext): void {
  const ticket = decodeIssue(raw, context);
  if (ticket === null) throw new Error(`${String(raw.key)} does not decode`);
  expect(ticket.values.title).to.equal(
    String(member(raw, 'fields', 'summary'))
      .trim()
      .replace(/\s*\n\s*/g, ' '),
  );
  expect(ticket.values.status).to.equal(member(raw, 'fields', 'status', 'name'));
  expect(ticket.comments.length).to.equal(records(member(raw, 'fields', 'comment', 'comments')).length);
  expect(ticket.worklogs.length).to.equal(records(member(raw, 'fields', 'worklog', 'worklogs')).length);
  expect(Object.keys(ticket.linkIds)).to.have.members([...((ticket.values.links as readonly string[] | null) ?? [])]);
  if (ticket.values.created !== undefined) expect(ticket.values.created).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const text = member(raw, 'fields', 'description');
  if (typeof text === 'string' && text.trim() !== '') {
    expect(ticket.texts.description).to.deep.equal({ kind: 'wiki', wiki: text });
  }
}

/** The whole issues anywhere inside a document. */
function issuesIn(document: unknown): readonly Raw[] {
  if (Array.isArray(document)) return document.flatMap(issuesIn);
  const object = record(document);
  if (object === null) return [];
  const isWhole = typeof object.key === 'string' && member(object, 'fields', 'status', 'name') !== undefined;
  const isNamed = typeof member(object, 'fields', 'summary') === 'string' && object.id !== undefined;
  return isWhole && isNamed ? [object] : Object.values(object).flatMap(issuesIn);
}

function skip(context: Mocha.Context, path: string): void {
  console.log(`      skipped: ${path} is not here`);
  context.skip();
}
