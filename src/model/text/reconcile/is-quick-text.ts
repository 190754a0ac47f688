import type { JiraText } from '../jira-text.ts';
import { isUnchanged } from '../reconcile-text.ts';
import type { TextInput } from '../text-outcome.ts';

/** Short plain words on both sides, or nothing to do: no parser can take long over this. */
export function isQuickText(input: TextInput): boolean {
  if (isUnchanged(input)) return true;
  const { base, git, jira } = input;
  return isPlain(git) && isPlainJira(jira) && (base === null || (isPlain(base.markdown) && isPlainJira(base.jira)));
}

function isPlainJira(jira: JiraText | null): boolean {
  return jira === null || (jira.kind === 'wiki' && isPlain(jira.wiki));
}

const LONGEST_QUICK = 1000;

function isPlain(text: string): boolean {
  return text.length <= LONGEST_QUICK && /^[\p{L}\p{N}\s.,;:'"()?!/%=@#-]*$/u.test(text);
}
