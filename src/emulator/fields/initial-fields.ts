import type { Personality } from '../world/entities.ts';
import { initialCustomFields } from './custom-fields.ts';
import type { FieldDefinition, FieldKindName } from './field-definition.ts';

type Row = readonly [id: string, name: string, kind: FieldKindName, type: string, screens: string, items?: string];

/** Screens: c create, e edit, - neither; n navigable. */
const rows: readonly Row[] = [
  ['summary', 'Summary', 'string', 'string', 'cen'],
  ['description', 'Description', 'text', 'string', 'cen'],
  ['environment', 'Environment', 'text', 'string', 'cen'],
  ['priority', 'Priority', 'priority', 'priority', 'cen'],
  ['assignee', 'Assignee', 'user', 'user', 'cen'],
  ['reporter', 'Reporter', 'user', 'user', 'cen'],
  ['labels', 'Labels', 'labels', 'array', 'cen', 'string'],
  ['components', 'Component/s', 'components', 'array', 'cen', 'component'],
  ['fixVersions', 'Fix Version/s', 'versions', 'array', 'cen', 'version'],
  ['versions', 'Affects Version/s', 'versions', 'array', 'cen', 'version'],
  ['duedate', 'Due Date', 'date', 'date', 'cen'],
  ['timetracking', 'Time Tracking', 'timetracking', 'timetracking', 'ce'],
  ['resolution', 'Resolution', 'resolution', 'resolution', 'n'],
  ['issuetype', 'Issue Type', 'readonly', 'issuetype', 'n'],
  ['security', 'Security Level', 'readonly', 'securitylevel', 'n'],
  ['project', 'Project', 'readonly', 'project', 'n'],
  ['status', 'Status', 'readonly', 'status', 'n'],
  ['created', 'Created', 'readonly', 'datetime', 'n'],
  ['updated', 'Updated', 'readonly', 'datetime', 'n'],
  ['resolutiondate', 'Resolved', 'readonly', 'datetime', 'n'],
  ['creator', 'Creator', 'readonly', 'user', 'n'],
  ['issuelinks', 'Linked Issues', 'readonly', 'array', 'n', 'issuelinks'],
  ['subtasks', 'Sub-Tasks', 'readonly', 'array', 'n', 'issuelinks'],
  ['attachment', 'Attachment', 'readonly', 'array', '', 'attachment'],
  ['comment', 'Comment', 'readonly', 'comments-page', ''],
  ['worklog', 'Log Work', 'readonly', 'array', '', 'worklog'],
  ['timespent', 'Time Spent', 'readonly', 'number', 'n'],
  ['timeestimate', 'Remaining Estimate', 'readonly', 'number', 'n'],
  ['timeoriginalestimate', 'Original Estimate', 'readonly', 'number', 'n'],
  ['aggregatetimespent', 'Σ Time Spent', 'readonly', 'number', 'n'],
  ['aggregatetimeestimate', 'Σ Remaining Estimate', 'readonly', 'number', 'n'],
  ['aggregatetimeoriginalestimate', 'Σ Original Estimate', 'readonly', 'number', 'n'],
  ['progress', 'Progress', 'readonly', 'progress', 'n'],
  ['aggregateprogress', 'Σ Progress', 'readonly', 'progress', 'n'],
  ['workratio', 'Work Ratio', 'readonly', 'number', 'n'],
  ['votes', 'Votes', 'readonly', 'votes', 'n'],
  ['watches', 'Watchers', 'readonly', 'watches', 'n'],
  ['lastViewed', 'Last Viewed', 'readonly', 'datetime', 'n'],
];

const clauseNames: Readonly<Record<string, readonly string[]>> = {
  issuetype: ['issuetype', 'type'],
  components: ['component'],
  fixVersions: ['fixVersion'],
  versions: ['affectedVersion'],
  duedate: ['due', 'duedate'],
  created: ['created', 'createdDate'],
  updated: ['updated', 'updatedDate'],
  resolutiondate: ['resolutiondate', 'resolved'],
  attachment: ['attachments'],
};

/** System and custom fields of a new site. */
export function initialFields(personality: Personality): readonly FieldDefinition[] {
  const cloudOnly: readonly Row[] =
    personality === 'cloud'
      ? [
          ['statuscategorychangedate', 'Status Category Changed', 'readonly', 'datetime', 'n'],
          ['statusCategory', 'Status Category', 'readonly', 'statusCategory', 'n'],
        ]
      : [];
  const parent: Row = ['parent', 'Parent', 'parent', 'issuelink', personality === 'cloud' ? 'cen' : 'cn'];
  return [...rows, ...cloudOnly, parent].map(systemField).concat(initialCustomFields(personality));
}

function systemField(row: Row): FieldDefinition {
  const [id, name, kind, type, marks, items] = row;
  const screens: ('create' | 'edit')[] = [];
  if (marks.includes('c')) screens.push('create');
  if (marks.includes('e')) screens.push('edit');
  return {
    id,
    name,
    kind,
    schema: { type, ...(items === undefined ? {} : { items }), system: id },
    clauseNames: clauseNames[id] ?? [id],
    orderable: kind !== 'readonly',
    navigable: marks.includes('n'),
    searchable: true,
    screens,
    required: id === 'summary',
    options: [],
    typeIds: null,
  };
}
