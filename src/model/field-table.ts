import type { Field, FieldKind, Policy, WriteVia } from './field.ts';

/**
 * The table of fields, in front-matter order: the one place that knows a built-in field.
 * `epic`, `sprint` and `points` have no fixed id in Jira; `config.yaml` says which custom field they are.
 */
export const BUILT_IN_FIELDS: readonly Field[] = [
  field('title', 'string', 'summary', 'edit', 'hold'),
  field('type', 'option', 'issuetype', 'edit', 'jira'),
  field('status', 'option', 'status', 'transition', 'jira'),
  field('resolution', 'option', 'resolution', 'transition', 'jira'),
  field('priority', 'option', 'priority', 'edit', 'jira'),
  field('assignee', 'user', 'assignee', 'edit', 'jira'),
  field('reporter', 'user', 'reporter', 'nothing', 'jira'),
  field('created', 'datetime', 'created', 'nothing', 'jira'),
  { ...field('updated', 'datetime', 'updated', 'nothing', 'jira'), passive: true },
  field('due', 'date', 'duedate', 'edit', 'jira'),
  field('parent', 'key', 'parent', 'edit', 'jira'),
  field('epic', 'key', null, 'edit', 'jira'),
  field('sprint', 'sprint', null, 'edit', 'jira'),
  field('points', 'number', null, 'edit', 'jira'),
  field('components', 'multi-option', 'components', 'edit', 'jira'),
  field('labels', 'labels', 'labels', 'edit', 'jira'),
  field('fixVersions', 'multi-option', 'fixVersions', 'edit', 'jira'),
  field('versions', 'multi-option', 'versions', 'edit', 'jira'),
  field('links', 'links', 'issuelinks', 'links', 'jira'),
  field('estimate', 'duration', 'timetracking.originalEstimateSeconds', 'edit', 'jira'),
  field('remaining', 'duration', 'timetracking.remainingEstimateSeconds', 'edit', 'jira'),
  field('attachments', 'attachments', 'attachment', 'nothing', 'jira'),
  { ...field('description', 'text', 'description', 'edit', 'hold'), place: 'body' },
  { ...field('comments', 'comments', 'comment', 'comments', 'hold'), place: 'comments' },
  { ...field('worklogs', 'worklogs', 'worklog', 'worklogs', 'jira'), place: 'worklogs' },
];

function field(name: string, kind: FieldKind, jira: string | null, via: WriteVia, policy: Policy): Field {
  return { name, kind, jira, via, place: 'front-matter', policy, passive: false, custom: false };
}
