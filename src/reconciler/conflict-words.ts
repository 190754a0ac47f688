import { wellFormed } from '../model/canonical.ts';
import type { GitOrigin, Hold, JiraOrigin } from '../snapshot/base.ts';
import { explainChange, explainValue } from './explain-change.ts';
import type { Finding } from './plan.ts';

/** Beyond this nobody reads it: the values in full stand in the conflict's record. */
const LONGEST = 300;

/** A conflict in a line for people who know nothing of Tract: its name, and what each side says and who said so. */
export function conflictWords(
  hold: Hold,
  finding: Finding | undefined,
): { readonly name: string; readonly rest: string } {
  const { git = null, jira = null } = hold.origins ?? {};
  const inGit = `git says ${said(finding?.base, finding?.git)}${whose(git)}`;
  const inJira = `Jira says ${said(finding?.base, finding?.jira)}${whose(jira)}`;
  return { name: nameOf(hold.field), rest: `: ${inGit}; ${inJira}` };
}

function nameOf(field: string): string {
  if (field.startsWith('comment:')) return 'a comment';
  return field.startsWith('worklog:') ? 'a time entry' : field;
}

/** Of a text of several lines only what was changed. */
function said(base: unknown, value: unknown): string {
  const isLong = [base, value].some((each) => typeof each === 'string' && each.includes('\n'));
  const words = (isLong && explainChange(base, value)) || explainValue(value);
  const plain = wellFormed(words).replace(/\p{Cc}/gu, ' ');
  return plain.length > LONGEST ? `${wellFormed(plain.slice(0, LONGEST))}…` : plain;
}

function whose(origin: GitOrigin | JiraOrigin | null): string {
  const words = [origin?.by ?? '', (origin?.at ?? '').replace('T', ' ').replace(/:\d\dZ$/, ' UTC')];
  const known = words.filter((each) => each !== '');
  return known.length === 0 ? '' : ` (${known.join(', ')})`;
}
