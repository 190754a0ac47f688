import type { AdfNode, JiraText } from '../../model/text/jira-text.ts';
import type { JiraSite } from '../jira-side.ts';
import { list, record, text } from './raw.ts';

/** `Written by` stands over comments, `Logged by` over time entries. */
export type Verb = 'Written by' | 'Logged by';

/** A text without its line of attribution, and whom that line names. */
export type Attributed = { readonly author: string; readonly body: JiraText | null };

const HANDLE = /^[^\s]+$/;

/**
 * Jira makes the caller the author. What the service account writes for somebody else begins with a line of its own
 * that names the person: `Written by john.doe`. What it writes for itself has none, unless the text itself begins like one.
 */
export function attribute(
  body: JiraText | null,
  verb: Verb,
  author: string,
  { account, text: kind }: Pick<JiraSite, 'account' | 'text'>,
): JiraText | null {
  const isPlain = author === account && readAttribution(body, verb) === null;
  return isPlain ? body : under(`${verb} ${author}`, body, body?.kind ?? kind);
}

function under(line: string, body: JiraText | null, kind: JiraText['kind']): JiraText {
  if (body?.kind === 'wiki') return { kind: 'wiki', wiki: `${line}\n\n${body.wiki}` };
  if (kind === 'wiki') return { kind: 'wiki', wiki: line };
  const doc: AdfNode = body?.doc ?? { type: 'doc', version: 1 };
  return { kind: 'adf', doc: { ...doc, content: [paragraph(line), ...list(doc.content)] } };
}

/** Takes the line of attribution off; null where the text begins with none. */
export function readAttribution(body: JiraText | null, verb: Verb): Attributed | null {
  if (body === null) return null;
  return body.kind === 'wiki' ? readWiki(body.wiki, verb) : readAdf(body.doc, verb);
}

function readWiki(wiki: string, verb: Verb): Attributed | null {
  const [, line = '', rest = ''] = /^[ \t]*([^\r\n]*)(?:\r?\n(?:[ \t]*\r?\n)?([\s\S]*))?$/.exec(wiki) ?? [];
  const author = namedIn(line, verb);
  if (author === null) return null;
  return { author, body: rest.trim() === '' ? null : { kind: 'wiki', wiki: rest } };
}

function readAdf(doc: AdfNode, verb: Verb): Attributed | null {
  const [first, ...rest] = list(doc.content);
  const node = record(first);
  const texts = list(node?.content).map((each) => record(each));
  if (node?.type !== 'paragraph' || texts.some((each) => each?.type !== 'text')) return null;
  const author = namedIn(texts.map((each) => text(each?.text) ?? '').join(''), verb);
  if (author === null) return null;
  return { author, body: rest.length === 0 ? null : { kind: 'adf', doc: { ...doc, content: rest } } };
}

function namedIn(line: string, verb: Verb): string | null {
  if (!line.startsWith(`${verb} `)) return null;
  const author = line.slice(verb.length + 1).trim();
  return HANDLE.test(author) ? author : null;
}

function paragraph(line: string): AdfNode {
  return { type: 'paragraph', content: [{ type: 'text', text: line }] };
}
