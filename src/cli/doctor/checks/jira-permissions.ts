import { record } from '../../../reconciler/jira/raw.ts';
import type { Check } from '../check.ts';
import { type Finding, failed, fine, warning } from '../finding.ts';

/** What the service account must be allowed, and what does not work without it. */
const NEEDED: Readonly<Record<string, string>> = {
  BROWSE_PROJECTS: 'nothing can be read',
  CREATE_ISSUES: 'new tickets do not reach Jira',
  EDIT_ISSUES: 'edits do not reach Jira',
  TRANSITION_ISSUES: 'statuses do not reach Jira',
  ADD_COMMENTS: 'comments do not reach Jira',
  EDIT_ALL_COMMENTS: 'edits of comments of others do not reach Jira',
  DELETE_ALL_COMMENTS: 'removed comments of others stay in Jira',
  WORK_ON_ISSUES: 'time entries do not reach Jira',
  EDIT_ALL_WORKLOGS: 'edits of time entries of others do not reach Jira',
  DELETE_ALL_WORKLOGS: 'removed time entries of others stay in Jira',
};

/** The permissions of the service account in the project. */
export const jiraPermissions: Check = {
  name: 'permissions',
  async find({ jira }) {
    if (jira === null || (await jira.myself()).kind === 'failure') return [];
    const answer = await jira.permissions(Object.keys(NEEDED));
    if (answer.kind === 'failure')
      return [
        warning(
          `Jira does not say what we may do: ${answer.failure.message}`,
          'compare the permission scheme of the project by hand',
        ),
      ];
    const given = record(record(answer.reply.body)?.permissions);
    const findings = Object.entries(NEEDED).flatMap(([name, without]) => refusal(name, without, record(given?.[name])));
    return findings.length > 0 ? findings : [fine('the service account may do all that is needed')];
  },
};

function refusal(
  name: string,
  without: string,
  permission: Readonly<Record<string, unknown>> | null,
): readonly Finding[] {
  if (permission === null || permission.havePermission === true) return [];
  const fix = `give the service account ${name} in the permission scheme of the project`;
  const message = `the service account has not ${name}: ${without}`;
  return [name === 'BROWSE_PROJECTS' ? failed(message, fix) : warning(message, fix)];
}
