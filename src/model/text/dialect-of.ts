import { adfDialect } from './adf/adf-dialect.ts';
import type { JiraDialect } from './reconcile/jira-dialect.ts';
import type { TextPeople } from './text-people.ts';
import { wikiDialect } from './wiki/wiki-dialect.ts';

/** How one of Jira's notations is read and written. */
export function dialectOf(kind: 'wiki' | 'adf', people: TextPeople): JiraDialect {
  return kind === 'wiki' ? wikiDialect(people) : adfDialect(people);
}
