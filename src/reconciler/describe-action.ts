import { renderDuration } from '../model/duration.ts';
import type { GitAction } from './git-action.ts';
import type { JiraAction } from './jira-action.ts';

/** An action in a few words, as people read it in a plan, a log or the answer to a push. */
export function describeJiraAction(action: JiraAction): string {
  switch (action.kind) {
    case 'create-issue':
      return `create an issue from ${action.path}`;
    case 'update-issue':
      return `set ${[...Object.keys(action.values), ...Object.keys(action.sets), ...Object.keys(action.texts)].join(', ')}`;
    case 'transition':
      return `move from ${action.from} to ${action.to}`;
    case 'delete-issue':
      return 'delete the issue';
    case 'add-link':
      return `link: ${action.link}`;
    case 'remove-link':
      return `unlink: ${action.link}`;
    case 'add-comment':
      if (action.about !== undefined) return `comment on the conflict: ${action.about.join(', ')}`;
      return `add the comment of ${action.author}`;
    case 'edit-comment':
      return `edit the comment of ${action.author}`;
    case 'remove-comment':
      return 'remove a comment';
    case 'add-worklog':
      return `log ${renderDuration(action.seconds)} for ${action.author}`;
    case 'edit-worklog':
      return `change a time entry of ${action.author} to ${renderDuration(action.seconds)}`;
    case 'remove-worklog':
      return 'remove a time entry';
  }
}

export function describeGitAction(action: GitAction): string {
  switch (action.kind) {
    case 'write-ticket':
      return action.path === action.to ? `write ${action.to}` : `rename ${action.path} to ${action.to}`;
    case 'write-record':
      return `write ${action.path}: ${action.reason}`;
    case 'remove-record':
      return `remove ${action.path}: ${action.reason}`;
    case 'remove-ticket':
      return `remove ${action.path}`;
    case 'add-worklog':
      return `add a time entry of ${action.worklog.author}, ${renderDuration(action.worklog.seconds)}`;
    case 'replace-worklog':
      return `change a time entry of ${action.worklog.author} to ${renderDuration(action.worklog.seconds)}`;
    case 'remove-worklog':
      return `remove line ${action.line} of worklogs/${action.month}.jsonl`;
  }
}
