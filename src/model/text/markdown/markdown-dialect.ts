import type { TextPeople } from '../text-people.ts';

/** How Markdown holds what it has no word for: the notation of the carried parts, and who is who in mentions. */
export type MarkdownDialect = { readonly carrier: 'jira' | 'adf'; readonly people: TextPeople };
