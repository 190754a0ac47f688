import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { canonicalText } from '../../../src/model/canonical.ts';
import { parseValue } from '../../../src/model/parse-value.ts';
import { editTicketFile, readTicketFile, renderTicketFile } from '../../../src/model/ticket-file.ts';
import type { TicketContent } from '../../../src/model/ticket-file-content.ts';
import { parseTime } from '../../../src/model/timestamp.ts';
import type { Value } from '../../../src/model/value.ts';
import { FORMAT } from './ticket-arbitraries.ts';

const FOLDER = '../shared/data';
const PROJECTS = ['aloy', 'daemon', 'mod'];

type Named = { readonly name: string };

/** What these tests need of an issue as Jira's REST API gives it. */
type RealIssue = {
  readonly fields: Readonly<Record<string, unknown>> & {
    readonly summary: string;
    readonly description: string | null;
    readonly environment: string | null;
    readonly comment: {
      readonly comments: readonly { readonly author?: Named; readonly created: string; readonly body?: string }[];
    };
  };
};

const NAMED = {
  type: 'issuetype',
  status: 'status',
  resolution: 'resolution',
  priority: 'priority',
  assignee: 'assignee',
};
const LISTS = { components: 'components', fixVersions: 'fixVersions', versions: 'versions' };
const PLAIN = { title: 'summary', created: 'created', updated: 'updated', labels: 'labels', due: 'duedate' };

function readIssues(project: string): readonly RealIssue[] {
  const lines = gunzipSync(readFileSync(`${FOLDER}/${project}.jsonl.gz`))
    .toString('utf8')
    .trim()
    .split('\n');
  return lines.map((line): RealIssue => JSON.parse(line));
}

/** The wiki markup of a text stands in for Markdown: a file must hold any text. */
function contentOf({ fields }: RealIssue): TicketContent {
  const name = (value: unknown): unknown => (typeof value === 'object' && value && 'name' in value ? value.name : null);
  const names = (value: unknown): unknown => (Array.isArray(value) ? value.map(name) : null);
  const raw = [
    ...Object.entries(NAMED).map(([field, jira]) => [field, name(fields[jira])] as const),
    ...Object.entries(LISTS).map(([field, jira]) => [field, names(fields[jira])] as const),
    ...Object.entries(PLAIN).map(([field, jira]) => [field, fields[jira]] as const),
  ];
  return {
    values: Object.fromEntries(raw.map(([field, value]) => [field, canonicalValue(field, value)])),
    texts: { description: fields.description ?? '', environment: fields.environment ?? '' },
    comments: fields.comment.comments.map(({ author, created, body }) => {
      return { author: author?.name ?? 'anonymous', at: parseTime(created), body: body ?? '' };
    }),
  };
}

function canonicalValue(name: string, raw: unknown): Value {
  const field = FORMAT.fields.find((candidate) => candidate.name === name);
  const parsed = field && parseValue(field, raw, FORMAT);
  if (parsed?.kind !== 'value') throw new Error(`${name}: ${parsed?.reason}`);
  return parsed.value;
}

describe('real tickets', () => {
  let issues: readonly RealIssue[] = [];

  before(function () {
    if (!existsSync(FOLDER)) {
      console.log(`      skipped: ${FOLDER} is not here`);
      this.skip();
    }
    issues = PROJECTS.flatMap(readIssues);
  });

  it('come back as they were written', function () {
    this.timeout(60_000);
    for (const content of issues.map(contentOf)) {
      const reading = readTicketFile(new TextEncoder().encode(renderTicketFile(content, FORMAT)), FORMAT);
      if (reading.kind === 'broken') throw new Error(reading.reason);
      expect(reading.doc.values).to.deep.include(content.values);
      expect(reading.doc.texts.description).to.equal(canonicalText(content.texts.description ?? ''));
      expect(reading.doc.texts.environment).to.equal(canonicalText(content.texts.environment ?? ''));
      expect(reading.doc.comments.map(({ body }) => body)).to.deep.equal(
        content.comments.map(({ body }) => canonicalText(body)),
      );
    }
  });

  it('change in one line when one field changes', function () {
    this.timeout(60_000);
    const some = issues.filter((_, index) => index % 10 === 0);
    for (const content of some.map(contentOf)) {
      const text = renderTicketFile(content, FORMAT);
      const edited = editTicketFile(text, { values: { status: 'Another' }, texts: {}, comments: null }, FORMAT);
      expect(edited).to.equal(text.replace(/^status: .*$/m, 'status: Another'));
    }
  });
});
