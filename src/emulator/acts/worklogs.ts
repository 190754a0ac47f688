import { refusal } from '../jira-error.ts';
import type { User } from '../world/entities.ts';
import type { Issue, Worklog } from '../world/issue.ts';
import { allowed, allowedOn, isCloud, type World } from '../world/world.ts';
import { announce } from '../world/world-event.ts';
import { readVisibility } from './comments.ts';
import { commitTime } from './commit-time.ts';
import { readProperties } from './read-properties.ts';
import {
  type Adjustment,
  invalidDuration,
  readSeconds,
  readStarted,
  readWorklogComment,
  requireTimeTracking,
} from './read-worklog.ts';

type Wire = Readonly<Record<string, unknown>>;

/** The author is the caller, whatever the request says. */
export function addWorklog(
  world: World,
  actor: User,
  issue: Issue,
  wire: Wire,
  adjust: Adjustment,
  api: '2' | '3',
): Worklog {
  requireTimeTracking(world);
  if (!allowed(actor, 'work-on-issues'))
    throw forbidden(world, 'You do not have the permission to associate a worklog to this issue.');
  const seconds = readSeconds(world, wire);
  if (seconds === null) throw invalidDuration();
  const nowMs = world.now();
  const startedMs = readStarted(world, wire.started) ?? nowMs;
  const comment = readWorklogComment(world, wire.comment, api);
  const visibility = readVisibility(wire.visibility, actor);
  const worklog: Worklog = {
    id: world.nextId('worklog'),
    issueId: issue.id,
    authorKey: actor.key,
    updateAuthorKey: actor.key,
    comment,
    createdMs: nowMs,
    updatedMs: nowMs,
    startedMs,
    seconds,
    visibility,
    properties: readProperties(wire.properties),
  };
  world.issueOfWorklog.set(worklog.id, issue.id);
  world.worklogFeed.updated.set(worklog.id, { worklogId: worklog.id, atMs: nowMs });
  const worklogs = [...issue.worklogs, worklog];
  const updated = commitTime(world, {
    actor,
    issue,
    worklogs,
    worklog,
    addedSeconds: seconds,
    adjust,
    cause: 'work-logged',
  });
  announce(world.listeners, { kind: 'worklog-created', actor, issue: updated, worklog });
  return worklog;
}

/** Keeps the id. */
export function editWorklog(
  world: World,
  actor: User,
  issue: Issue,
  worklog: Worklog,
  wire: Wire,
  adjust: Adjustment,
  api: '2' | '3',
): Worklog {
  requireTimeTracking(world);
  if (!allowedOn(actor, 'edit', 'worklogs', worklog.authorKey)) {
    throw forbidden(world, 'You do not have permission to edit this worklog.');
  }
  if (Object.keys(wire).length === 0) throw refusal(400, 'At least one field change is required.');
  const edited: Worklog = {
    ...worklog,
    seconds: readSeconds(world, wire) ?? worklog.seconds,
    startedMs: readStarted(world, wire.started) ?? worklog.startedMs,
    comment: wire.comment === undefined ? worklog.comment : readWorklogComment(world, wire.comment, api),
    visibility: wire.visibility === undefined ? worklog.visibility : readVisibility(wire.visibility, actor),
    properties: { ...worklog.properties, ...readProperties(wire.properties) },
    updateAuthorKey: actor.key,
    updatedMs: world.now(),
  };
  world.worklogFeed.updated.set(worklog.id, { worklogId: worklog.id, atMs: edited.updatedMs });
  const worklogs = issue.worklogs.map((each) => (each.id === edited.id ? edited : each));
  const addedSeconds = edited.seconds - worklog.seconds;
  const updated = commitTime(world, {
    actor,
    issue,
    worklogs,
    worklog,
    addedSeconds,
    adjust,
    cause: 'worklog-updated',
  });
  announce(world.listeners, { kind: 'worklog-updated', actor, issue: updated, worklog: edited });
  return edited;
}

export function deleteWorklog(world: World, actor: User, issue: Issue, worklog: Worklog, adjust: Adjustment): void {
  requireTimeTracking(world);
  if (!allowedOn(actor, 'delete', 'worklogs', worklog.authorKey)) {
    throw forbidden(world, 'You do not have permission to delete this worklog.');
  }
  const worklogs = issue.worklogs.filter((each) => each.id !== worklog.id);
  forgetWorklog(world, worklog.id);
  const addedSeconds = -worklog.seconds;
  const updated = commitTime(world, {
    actor,
    issue,
    worklogs,
    worklog,
    addedSeconds,
    adjust,
    cause: 'worklog-deleted',
  });
  announce(world.listeners, { kind: 'worklog-deleted', actor, issue: updated, worklog });
}

/** Moves a worklog from the feed of changes to the feed of deletions. */
export function forgetWorklog(world: World, worklogId: string): void {
  world.issueOfWorklog.delete(worklogId);
  world.worklogFeed.updated.delete(worklogId);
  world.worklogFeed.deleted.set(worklogId, { worklogId, atMs: world.now() });
}

function forbidden(world: World, message: string) {
  return refusal(isCloud(world) ? 400 : 403, message);
}
