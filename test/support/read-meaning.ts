import type { JiraText } from '../../src/model/text/jira-text.ts';

/** The words of a text as Jira holds it. */
export function readMeaning(text: JiraText | null): string {
  if (text === null) return '';
  return text.kind === 'wiki' ? text.wiki : JSON.stringify(text.doc);
}
