import { storeIssue } from '../acts/commit-update.ts';
import { isCustom } from '../fields/field-definition.ts';
import { FieldProblem } from '../fields/field-kind.ts';
import { kindOf } from '../fields/kind-of.ts';
import type { Issue } from '../world/issue.ts';
import type { World } from '../world/world.ts';
import { readAttachments, readComments, readHistory, readWorklogs } from './issue-parts.ts';
import {
  meetComponent,
  meetIssueType,
  meetPriority,
  meetResolution,
  meetStatus,
  meetUser,
  meetVersion,
} from './meet.ts';
import { meetProject } from './meet-project.ts';
import { meetSprints } from './meet-sprints.ts';
import { type Raw, rawList, rawRecord, rawText, rawTime } from './raw-values.ts';

/** Takes in one issue as REST v2 shows it, with everything it mentions. Answers the stored issue. */
export function absorbIssue(world: World, raw: Raw): Issue {
  const fields = rawRecord(raw.fields) ?? {};
  const id = rawText(raw.id) ?? world.nextId('issue');
  const key = rawText(raw.key) ?? '';
  const projectId = meetProject(world, fields.project, key, fields.reporter ?? fields.creator);
  const statusId = meetStatus(world, fields.status) ?? '10000';
  const typeId = meetIssueType(world, fields.issuetype) ?? '10002';
  const createdMs = rawTime(fields.created) ?? world.now();
  const updatedMs = rawTime(fields.updated) ?? createdMs;
  const creatorKey = meetUser(world, fields.creator) ?? meetUser(world, fields.reporter) ?? someone(world);
  const worklogs = readWorklogs(world, id, rawRecord(fields.worklog));
  const issue: Issue = {
    id,
    key,
    projectId,
    typeId,
    statusId,
    creatorKey,
    createdMs,
    updatedMs,
    resolvedMs: rawTime(fields.resolutiondate),
    statusChangedMs: rawTime(fields.resolutiondate) ?? createdMs,
    values: readValues(world, projectId, fields, creatorKey),
    timeSpentSeconds: worklogs.length > 0 ? worklogs.reduce((sum, each) => sum + each.seconds, 0) : null,
    comments: readComments(world, id, rawRecord(fields.comment)),
    worklogs,
    history: readHistory(world, rawRecord(raw.changelog)),
    properties: {},
    attachments: readAttachments(world, fields.attachment, creatorKey),
    archived: false,
    visibleTo: null,
  };
  storeIssue(world, issue);
  return issue;
}

function someone(world: World): string {
  const key = [...world.users.keys()][0];
  if (key === undefined) throw new Error('An issue without a creator needs a user to belong to');
  return key;
}

function readValues(world: World, projectId: string, fields: Raw, creatorKey: string): Record<string, unknown> {
  const some = (ids: readonly (string | null)[]) => {
    const known = ids.filter((id) => id !== null);
    return known.length > 0 ? known : null;
  };
  const labels = Array.isArray(fields.labels) ? fields.labels.map(String) : [];
  const values: Record<string, unknown> = {
    summary: rawText(fields.summary),
    description: rawText(fields.description),
    environment: rawText(fields.environment),
    priority: meetPriority(world, fields.priority),
    resolution: meetResolution(world, fields.resolution),
    assignee: meetUser(world, fields.assignee),
    reporter: meetUser(world, fields.reporter) ?? creatorKey,
    duedate: rawText(fields.duedate),
    labels: labels.length > 0 ? labels : null,
    components: some(rawList(fields.components).map((each) => meetComponent(world, projectId, each))),
    fixVersions: some(rawList(fields.fixVersions).map((each) => meetVersion(world, projectId, each))),
    versions: some(rawList(fields.versions).map((each) => meetVersion(world, projectId, each))),
    timetracking: estimates(fields),
    customfield_10020: meetSprints(world, projectId, fields),
    ...customValues(world, projectId, fields),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== ''));
}

function estimates(fields: Raw): unknown {
  const seconds = (value: unknown) => (typeof value === 'number' ? value : null);
  const originalSeconds = seconds(fields.timeoriginalestimate);
  const remainingSeconds = seconds(fields.timeestimate);
  return originalSeconds === null && remainingSeconds === null ? null : { originalSeconds, remainingSeconds };
}

/** Custom fields that the site has; what does not fit its kind is left out. */
function customValues(world: World, projectId: string, fields: Raw): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const field of world.fields.values()) {
    const wire = fields[field.id];
    if (!isCustom(field) || wire === undefined || wire === null || field.screens.length === 0) continue;
    try {
      values[field.id] = kindOf(field).read(wire, { world, field, projectId, api: '2' });
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error;
    }
  }
  return values;
}
