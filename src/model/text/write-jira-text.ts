import { dialectOf } from './dialect-of.ts';
import type { JiraText } from './jira-text.ts';
import type { Block } from './tree/text-tree.ts';

const NOBODY = { handleByJiraName: {}, jiraNameByHandle: {} };

/** A text of our own in one of Jira's notations: words are words there, whatever they look like. Null for an empty one. */
export function writeJiraText(blocks: readonly Block[], kind: JiraText['kind']): JiraText | null {
  const dialect = dialectOf(kind, NOBODY);
  const parts = blocks.flatMap((block) => dialect.render(block, null));
  const joined = parts.map(({ original }, at) => {
    return { original, separator: at === parts.length - 1 ? '' : '\n\n', kept: false };
  });
  return dialect.join('', joined, null);
}
