import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { NOBODY, toTextPeople } from '../../src/model/people.ts';
import { withPerson } from '../../src/model/people-handle.ts';
import { isAdfNode } from '../../src/model/text/adf/canonical-adf.ts';
import type { JiraText } from '../../src/model/text/jira-text.ts';
import type { TextPeople } from '../../src/model/text/text-people.ts';
import { migrateToAdf } from './migrate-to-adf.ts';

/** A text of Jira's; `name` says where it comes from. */
export type Sample = { readonly name: string; readonly jira: JiraText };

/** The texts of one ticket, the description first. */
export type TicketTexts = { readonly key: string; readonly texts: readonly Sample[] };

/** Texts of one kind and origin. */
export type SampleSet = {
  readonly title: string;
  readonly kind: 'wiki' | 'adf';
  readonly real: boolean;
  readonly tickets: readonly TicketTexts[];
};

export type MarkdownSample = { readonly name: string; readonly markdown: string };

export type Corpus = {
  readonly people: TextPeople;
  readonly sets: readonly SampleSet[];
  readonly markdown: readonly MarkdownSample[];
  /** What is not here to be measured, in words for people. */
  readonly missing: readonly string[];
};

type Person = { readonly name?: string; readonly displayName?: string };
type Comment = { readonly body?: string; readonly author?: Person; readonly updateAuthor?: Person };
type Issue = {
  readonly key: string;
  readonly fields: {
    readonly description?: string | null;
    readonly environment?: string | null;
    readonly assignee?: Person | null;
    readonly reporter?: Person | null;
    readonly creator?: Person | null;
    readonly comment?: { readonly comments?: readonly Comment[] };
  };
};

/** Reads the samples and the real tickets, of which one in `oneTicketIn` is taken. */
export function readCorpus(corpus: string, data: string, oneTicketIn: number): Corpus {
  const issues = readIssues(data);
  const people = peopleOf(issues);
  const real = issues.filter((_, at) => at % oneTicketIn === 0).map(textsOf);
  const moved = real.map(({ key, texts }) => ({ key, texts: texts.map((text) => migrateToAdf(text, people)) }));
  const sets: readonly SampleSet[] = [
    { title: 'wiki, real', kind: 'wiki', real: true, tickets: real },
    { title: 'wiki, corpus', kind: 'wiki', real: false, tickets: readSamples(corpus, 'wiki', readWikiSample) },
    { title: 'ADF, real', kind: 'adf', real: true, tickets: moved },
    { title: 'ADF, corpus', kind: 'adf', real: false, tickets: readSamples(corpus, 'adf', readAdfSample) },
  ];
  const markdown = namesIn(join(corpus, 'md')).map((name) => {
    return { name: `md/${name}`, markdown: readFileSync(join(corpus, 'md', name), 'utf8') };
  });
  const missing = [
    ...(existsSync(corpus) ? [] : [`${corpus} is not here: no samples are measured`]),
    ...(issues.length > 0 ? [] : [`${data} holds no tickets: no real texts are measured`]),
  ];
  return { people, sets: sets.filter(({ tickets }) => tickets.length > 0), markdown, missing };
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
}

function readIssues(folder: string): readonly Issue[] {
  const files = namesIn(folder).filter((name) => name.endsWith('.jsonl.gz'));
  return files.flatMap((name) => {
    const lines = gunzipSync(readFileSync(join(folder, name)))
      .toString('utf8')
      .trim()
      .split('\n');
    return lines.map((line): Issue => JSON.parse(line));
  });
}

function textsOf({ key, fields }: Issue): TicketTexts {
  const named = [
    ['description', fields.description] as const,
    ['environment', fields.environment] as const,
    ...(fields.comment?.comments ?? []).map(({ body }, at) => [`comment ${at + 1}`, body] as const),
  ];
  const texts = named.flatMap(([name, wiki]): readonly Sample[] => {
    const blank = wiki === undefined || wiki === null || wiki.trim() === '';
    return blank ? [] : [{ name: `${key} ${name}`, jira: { kind: 'wiki', wiki } }];
  });
  return { key, texts };
}

function peopleOf(issues: readonly Issue[]): TextPeople {
  let people = NOBODY;
  for (const { fields } of issues) {
    const comments = fields.comment?.comments ?? [];
    const seen = [fields.assignee, fields.reporter, fields.creator, ...comments.map(({ author }) => author)];
    for (const person of seen) {
      if (person?.name === undefined) continue;
      const newcomer = { jiraName: person.name, displayName: person.displayName ?? null };
      people = people.byJiraName.has(person.name) ? people : withPerson(people, newcomer, 'server').people;
    }
  }
  return toTextPeople(people);
}

function readSamples(
  corpus: string,
  folder: 'wiki' | 'adf',
  read: (text: string, place: string) => JiraText,
): readonly TicketTexts[] {
  return namesIn(join(corpus, folder)).map((name) => {
    const place = `${folder}/${name}`;
    return { key: place, texts: [{ name: place, jira: read(readFileSync(join(corpus, place), 'utf8'), place) }] };
  });
}

function readWikiSample(wiki: string): JiraText {
  return { kind: 'wiki', wiki };
}

function readAdfSample(json: string, place: string): JiraText {
  const doc: unknown = JSON.parse(json);
  if (!isAdfNode(doc)) throw new Error(`${place} is no ADF document`);
  return { kind: 'adf', doc };
}
