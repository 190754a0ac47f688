/** What makes a feature wanted: `deletes` is `deletedInGit: delete-in-jira`, `webhook` is a webhook to be registered. */
export type PermissionUse = 'always' | 'deletes' | 'webhook';

/** A permission of Jira, by its key and by the name that its pages have. */
export type JiraPermission = { readonly key: string; readonly name: string };

/** What a feature needs of the service account. */
export type PermissionNeed = {
  readonly feature: string;
  /** Any of them is enough; the least comes first. */
  readonly anyOf: readonly [JiraPermission, ...JiraPermission[]];
  readonly use: PermissionUse;
  /** What does not work without it, to be read after "without it,". */
  readonly without: string;
  /** True where nothing works without it. */
  readonly isVital: boolean;
  /** True for what is needed as well of each person who has a token of their own. */
  readonly ofPersons: boolean;
};

const ASSIGN = permission('ASSIGN_ISSUES', 'Assign Issues');
const EDIT_ALL_COMMENTS = permission('EDIT_ALL_COMMENTS', 'Edit All Comments');
const DELETE_ALL_COMMENTS = permission('DELETE_ALL_COMMENTS', 'Delete All Comments');
const EDIT_ALL_WORKLOGS = permission('EDIT_ALL_WORKLOGS', 'Edit All Worklogs');
const DELETE_ALL_WORKLOGS = permission('DELETE_ALL_WORKLOGS', 'Delete All Worklogs');

/**
 * Every permission that some feature needs, in the order in which people are told. The check before an onboarding,
 * `tract doctor` and docs/permissions.md are made from it.
 *
 * Sources: the permissions that Jira's REST reference names for each request; for `due`, sprints and `fixVersions` Jira's page
 * on project permissions (Schedule Issues, Resolve Issues).
 */
export const PERMISSION_NEEDS: readonly PermissionNeed[] = [
  {
    ...need('everything', 'nothing can be read', permission('BROWSE_PROJECTS', 'Browse Projects')),
    isVital: true,
    ofPersons: true,
  },
  need(
    'people',
    '.tract/users.yaml begins with those people only whom tickets name',
    permission('USER_PICKER', 'Browse Users'),
    ASSIGN,
  ),
  need('new tickets', 'new tickets stay in git', permission('CREATE_ISSUES', 'Create Issues')),
  need('fields and texts', 'edits of tickets stay in git', permission('EDIT_ISSUES', 'Edit Issues')),
  need('status', 'statuses stay in git', permission('TRANSITION_ISSUES', 'Transition Issues')),
  need(
    'fixVersions and resolution',
    'Jira may refuse fixVersions, and statuses that its workflow keeps for those who resolve',
    permission('RESOLVE_ISSUES', 'Resolve Issues'),
  ),
  need('assignee', 'assignees stay in git', ASSIGN),
  need('due and sprint', 'due dates and sprints stay in git', permission('SCHEDULE_ISSUES', 'Schedule Issues')),
  need('links', 'links stay in git', permission('LINK_ISSUES', 'Link Issues')),
  {
    ...need('comments', 'comments stay in git', permission('ADD_COMMENTS', 'Add Comments')),
    ofPersons: true,
  },
  {
    ...need(
      'edited comments',
      'edits of comments that came from git stay in git',
      permission('EDIT_OWN_COMMENTS', 'Edit Own Comments'),
      EDIT_ALL_COMMENTS,
    ),
    ofPersons: true,
  },
  need('edited comments of others', 'edits of comments that people wrote in Jira stay in git', EDIT_ALL_COMMENTS),
  need(
    'removed comments',
    'comments that came from git stay in Jira when git removes them',
    permission('DELETE_OWN_COMMENTS', 'Delete Own Comments'),
    DELETE_ALL_COMMENTS,
  ),
  need(
    'removed comments of others',
    'comments that people wrote in Jira stay there when git removes them',
    DELETE_ALL_COMMENTS,
  ),
  {
    ...need('time entries', 'logged time stays in git', permission('WORK_ON_ISSUES', 'Work On Issues')),
    ofPersons: true,
  },
  {
    ...need(
      'edited time entries',
      'edits of time entries that came from git stay in git',
      permission('EDIT_OWN_WORKLOGS', 'Edit Own Worklogs'),
      EDIT_ALL_WORKLOGS,
    ),
    ofPersons: true,
  },
  need(
    'edited time entries of others',
    'edits of time entries that people logged in Jira stay in git',
    EDIT_ALL_WORKLOGS,
  ),
  need(
    'removed time entries',
    'time entries that came from git stay in Jira when git removes them',
    permission('DELETE_OWN_WORKLOGS', 'Delete Own Worklogs'),
    DELETE_ALL_WORKLOGS,
  ),
  need(
    'removed time entries of others',
    'time entries that people logged in Jira stay there when git removes them',
    DELETE_ALL_WORKLOGS,
  ),
  {
    ...need(
      'deletedInGit: delete-in-jira',
      'tickets whose files are removed stay in Jira',
      permission('DELETE_ISSUES', 'Delete Issues'),
    ),
    use: 'deletes',
  },
  {
    ...need(
      'registering the webhook',
      'an administrator has to register the webhook by hand',
      permission('ADMINISTER', 'Administer Jira'),
    ),
    use: 'webhook',
  },
];

function permission(key: string, name: string): JiraPermission {
  return { key, name };
}

function need(
  feature: string,
  without: string,
  least: JiraPermission,
  ...others: readonly JiraPermission[]
): PermissionNeed {
  return { feature, without, anyOf: [least, ...others], use: 'always', isVital: false, ofPersons: false };
}
