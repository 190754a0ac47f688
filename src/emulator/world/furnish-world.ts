import { initialFields } from '../fields/initial-fields.ts';
import type { IssueType, LinkType, Priority, Resolution, Status } from './entities.ts';
import type { World } from './world.ts';

const statuses: readonly Status[] = [
  { id: '10000', name: 'To Do', description: '', category: 'new' },
  {
    id: '3',
    name: 'In Progress',
    description: 'This issue is being actively worked on at the moment by the assignee.',
    category: 'indeterminate',
  },
  { id: '10001', name: 'In Review', description: '', category: 'indeterminate' },
  { id: '10002', name: 'Done', description: '', category: 'done' },
  {
    id: '6',
    name: 'Closed',
    description: 'The issue is considered finished, the resolution is correct.',
    category: 'done',
  },
];

const issueTypes: readonly IssueType[] = [
  {
    id: '10000',
    name: 'Epic',
    description: 'A big user story that needs to be broken down.',
    subtask: false,
    hierarchyLevel: 1,
    avatarId: 10307,
  },
  {
    id: '10001',
    name: 'Story',
    description: 'Functionality or a feature expressed as a user goal.',
    subtask: false,
    hierarchyLevel: 0,
    avatarId: 10315,
  },
  {
    id: '10002',
    name: 'Task',
    description: 'A task that needs to be done.',
    subtask: false,
    hierarchyLevel: 0,
    avatarId: 10318,
  },
  {
    id: '10004',
    name: 'Bug',
    description: 'A problem which impairs or prevents the functions of the product.',
    subtask: false,
    hierarchyLevel: 0,
    avatarId: 10303,
  },
  {
    id: '10003',
    name: 'Sub-task',
    description: 'The sub-task of the issue',
    subtask: true,
    hierarchyLevel: -1,
    avatarId: 10316,
  },
];

const priorities: readonly Priority[] = [
  { id: '1', name: 'Highest', description: 'This problem will block progress.', statusColor: '#d04437' },
  { id: '2', name: 'High', description: 'Serious problem that could block progress.', statusColor: '#f15C75' },
  { id: '3', name: 'Medium', description: 'Has the potential to affect progress.', statusColor: '#f79232' },
  { id: '4', name: 'Low', description: 'Minor problem or easily worked around.', statusColor: '#707070' },
  {
    id: '5',
    name: 'Lowest',
    description: 'Trivial problem with little or no impact on progress.',
    statusColor: '#999999',
  },
];

const resolutions: readonly Resolution[] = [
  { id: '10000', name: 'Done', description: 'Work has been completed on this issue.' },
  { id: '10001', name: "Won't Do", description: "This issue won't be actioned." },
  { id: '10002', name: 'Duplicate', description: 'The problem is a duplicate of an existing issue.' },
  { id: '10003', name: 'Cannot Reproduce', description: 'All attempts at reproducing this issue failed.' },
];

const linkTypes: readonly LinkType[] = [
  { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { id: '10001', name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
  { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
  { id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' },
];

/** What a new site brings: statuses, types, priorities, resolutions, link types and fields. */
export function furnishWorld(world: World): void {
  for (const each of statuses) world.statuses.set(each.id, each);
  for (const each of issueTypes) world.issueTypes.set(each.id, each);
  for (const each of priorities) world.priorities.set(each.id, each);
  for (const each of resolutions) world.resolutions.set(each.id, each);
  for (const each of linkTypes) world.linkTypes.set(each.id, each);
  for (const each of initialFields(world.settings.personality)) world.fields.set(each.id, each);
}
