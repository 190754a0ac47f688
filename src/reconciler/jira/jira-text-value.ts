import type { AdfNode, JiraText } from '../../model/text/jira-text.ts';
import { list, record } from './raw.ts';

/** A text of Jira's, kept as it came; one that says nothing is null. */
export function decodeText(raw: unknown): JiraText | null {
  if (typeof raw === 'string') return raw.trim() === '' ? null : { kind: 'wiki', wiki: raw };
  const doc = record(raw);
  return doc === null || doc.type !== 'doc' || saysNothing(doc) ? null : { kind: 'adf', doc: doc as AdfNode };
}

/** The JSON that Jira takes for a text. An empty text is null, which both APIs take as none. */
export function encodeText(text: JiraText | null): unknown {
  if (text === null) return null;
  return text.kind === 'wiki' ? text.wiki : text.doc;
}

/** Jira's editor leaves empty paragraphs behind where a text was deleted. */
function saysNothing(doc: unknown): boolean {
  return list(record(doc)?.content).every((block) => {
    const node = record(block);
    return node?.type === 'paragraph' && list(node.content).length === 0;
  });
}
