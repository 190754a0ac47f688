import type { TextInput } from '../text-outcome.ts';
import { type Agreement, readAgreement } from './agreement.ts';
import type { JiraDialect } from './jira-dialect.ts';
import { sameJiraText, sameMarkdown } from './same-text.ts';

/**
 * What both sides held when they last agreed. The exact bytes of an unchanged side count, not those of the snapshot.
 * Throws DamagedCarrier.
 */
export function baseOf({ base, git, jira }: TextInput, dialect: JiraDialect): Agreement {
  const markdown = base !== null && !sameMarkdown(git, base.markdown) ? base.markdown : base === null ? '' : git;
  const text = base !== null && !sameJiraText(jira, base.jira) ? base.jira : base === null ? null : jira;
  return readAgreement(markdown, text, dialect);
}
