import type { Attachment, ChangeItem, Comment, History, Visibility, Worklog } from '../world/issue.ts';
import type { World } from '../world/world.ts';
import { meetUser } from './meet.ts';
import { type Raw, rawList, rawRecord, rawText, rawTime } from './raw-values.ts';

export function readComments(world: World, issueId: string, page: Raw | null): readonly Comment[] {
  return rawList(page?.comments).map((raw) => {
    const id = rawText(raw.id) ?? world.nextId('comment');
    world.issueOfComment.set(id, issueId);
    const { authorKey, updateAuthorKey, createdMs, updatedMs } = stamps(world, raw);
    const visibility = readVisibility(raw.visibility);
    return {
      id,
      authorKey,
      updateAuthorKey,
      body: rawText(raw.body) ?? '',
      createdMs,
      updatedMs,
      visibility,
      properties: {},
    };
  });
}

export function readWorklogs(world: World, issueId: string, page: Raw | null): readonly Worklog[] {
  return rawList(page?.worklogs).map((raw) => {
    const id = rawText(raw.id) ?? world.nextId('worklog');
    const { authorKey, updateAuthorKey, createdMs, updatedMs } = stamps(world, raw);
    world.issueOfWorklog.set(id, issueId);
    world.worklogFeed.updated.set(id, { worklogId: id, atMs: updatedMs });
    return {
      id,
      issueId,
      authorKey,
      updateAuthorKey,
      comment: rawText(raw.comment),
      createdMs,
      updatedMs,
      startedMs: rawTime(raw.started) ?? createdMs,
      seconds: typeof raw.timeSpentSeconds === 'number' ? raw.timeSpentSeconds : 0,
      visibility: readVisibility(raw.visibility),
      properties: {},
    };
  });
}

export function readHistory(world: World, changelog: Raw | null): readonly History[] {
  const histories = rawList(changelog?.histories).map((raw) => {
    const { authorKey, createdMs } = stamps(world, raw);
    return {
      id: rawText(raw.id) ?? world.nextId('history'),
      authorKey,
      createdMs,
      items: rawList(raw.items).map(readItem),
    };
  });
  return histories.sort((a, b) => a.createdMs - b.createdMs);
}

function readItem(raw: Raw): ChangeItem {
  return {
    field: rawText(raw.field) ?? '',
    fieldtype: raw.fieldtype === 'custom' ? 'custom' : 'jira',
    fieldId: rawText(raw.fieldId),
    from: rawText(raw.from),
    fromText: rawText(raw.fromString),
    to: rawText(raw.to),
    toText: rawText(raw.toString),
  };
}

export function readAttachments(world: World, raw: unknown, creatorKey: string): readonly Attachment[] {
  return rawList(raw).map((each) => ({
    id: rawText(each.id) ?? world.nextId('entity'),
    filename: rawText(each.filename) ?? '',
    authorKey: meetUser(world, each.author) ?? creatorKey,
    createdMs: rawTime(each.created) ?? world.now(),
    size: typeof each.size === 'number' ? each.size : 0,
    mimeType: rawText(each.mimeType) ?? 'application/octet-stream',
  }));
}

/** Entries of authors who were removed belong to a user of that name. */
function stamps(world: World, raw: Raw) {
  const authorKey =
    meetUser(world, raw.author) ?? meetUser(world, { name: 'anonymous', displayName: 'Anonymous' }) ?? '';
  const createdMs = rawTime(raw.created) ?? world.now();
  return {
    authorKey,
    updateAuthorKey: meetUser(world, raw.updateAuthor) ?? authorKey,
    createdMs,
    updatedMs: rawTime(raw.updated) ?? createdMs,
  };
}

function readVisibility(value: unknown): Visibility | null {
  const raw = rawRecord(value);
  const restricted = rawText(raw?.value);
  if (!raw || restricted === null) return null;
  return { type: raw.type === 'role' ? 'role' : 'group', value: restricted };
}
