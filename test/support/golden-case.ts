import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AdfNode, JiraText } from '../../src/model/text/jira-text.ts';
import type { TextPeople } from '../../src/model/text/text-people.ts';

export type GoldenComment = { readonly author: string; readonly at: string; readonly body: JiraText };

/** A folder of `test/golden`: a ticket as Jira holds it, as a file, and as people see it in Jira. */
export type GoldenCase = {
  readonly name: string;
  readonly folder: string;
  readonly kind: JiraText['kind'];
  readonly description: JiraText;
  readonly comments: readonly GoldenComment[];
  /** What follows the front matter. */
  readonly ticket: string;
  readonly page: string;
};

const GOLDEN = fileURLToPath(new URL('../golden', import.meta.url));

/** Kim Brandt on Server and Mira Falk on Cloud are in the list of people; Olga Reyes and Jonas Weil are not. */
export const GOLDEN_PEOPLE: TextPeople = {
  handleByJiraName: { kbrandt: 'kbrandt', '5b10ac8d82e05b22cc7d4ef5': 'mira' },
  jiraNameByHandle: { kbrandt: 'kbrandt', mira: '5b10ac8d82e05b22cc7d4ef5' },
};

export function readGoldenCases(): readonly GoldenCase[] {
  return readdirSync(GOLDEN, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readGoldenCase(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readGoldenCase(name: string): GoldenCase {
  const folder = join(GOLDEN, name);
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const isWiki = existsSync(join(folder, 'jira.wiki'));
  const texts = isWiki ? wikiTexts(read('jira.wiki')) : adfTexts(read('jira.json'));
  return { name, folder, kind: isWiki ? 'wiki' : 'adf', ...texts, ticket: read('ticket.md'), page: read('page.txt') };
}

type Texts = Pick<GoldenCase, 'description' | 'comments'>;

/** `=== author at time` stands before each comment. */
function wikiTexts(source: string): Texts {
  const [description = '', ...others] = source.split(/^=== (\S+) at (\S+)\r?\n/m);
  const comments: GoldenComment[] = [];
  for (let at = 0; at < others.length; at += 3) {
    const [author = '', time = '', body = ''] = others.slice(at, at + 3);
    comments.push({ author, at: time, body: { kind: 'wiki', wiki: body } });
  }
  return { description: { kind: 'wiki', wiki: description }, comments };
}

type AdfFile = {
  readonly description: AdfNode;
  readonly comments: readonly { readonly author: string; readonly at: string; readonly body: AdfNode }[];
};

function adfTexts(source: string): Texts {
  const { description, comments } = JSON.parse(source) as AdfFile;
  return {
    description: { kind: 'adf', doc: description },
    comments: comments.map((comment) => ({ ...comment, body: { kind: 'adf', doc: comment.body } })),
  };
}
