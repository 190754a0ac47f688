import { FieldProblem, isRecord } from '../fields/field-kind.ts';
import { readText } from '../fields/kinds/text.ts';
import { fieldRefusal, refusal } from '../jira-error.ts';
import type { RichText } from '../text/rich-text.ts';
import type { User } from '../world/entities.ts';
import type { Comment, Issue, Visibility } from '../world/issue.ts';
import { allowed, allowedOn, type World } from '../world/world.ts';
import { announce } from '../world/world-event.ts';
import { commitUpdate } from './commit-update.ts';
import { readProperties } from './read-properties.ts';

type Wire = Readonly<Record<string, unknown>>;

/** The author is the caller, whatever the request says. */
export function addComment(world: World, actor: User, issue: Issue, wire: Wire, api: '2' | '3'): Comment {
  if (!allowed(actor, 'add-comments')) throw refusal(400, 'You do not have the permission to comment on this issue.');
  const nowMs = world.now();
  const comment: Comment = {
    id: world.nextId('comment'),
    authorKey: actor.key,
    updateAuthorKey: actor.key,
    body: readBody(wire.body, world, api),
    createdMs: nowMs,
    updatedMs: nowMs,
    visibility: readVisibility(wire.visibility, actor),
    properties: readProperties(wire.properties),
  };
  world.issueOfComment.set(comment.id, issue.id);
  const after = { ...issue, comments: [...issue.comments, comment] };
  const updated = commitUpdate(world, { actor, before: issue, after, items: [], cause: 'commented', comment });
  announce(world.listeners, { kind: 'comment-created', actor, issue: updated, comment });
  return comment;
}

/** Lacking the permission is a 400 here, not a 403. */
export function editComment(
  world: World,
  actor: User,
  issue: Issue,
  comment: Comment,
  wire: Wire,
  api: '2' | '3',
): Comment {
  if (!allowedOn(actor, 'edit', 'comments', comment.authorKey)) {
    throw refusal(400, 'You do not have the permission to edit this comment.');
  }
  const edited: Comment = {
    ...comment,
    body: wire.body === undefined ? comment.body : readBody(wire.body, world, api),
    visibility: wire.visibility === undefined ? comment.visibility : readVisibility(wire.visibility, actor),
    properties: { ...comment.properties, ...readProperties(wire.properties) },
    updateAuthorKey: actor.key,
    updatedMs: world.now(),
  };
  const comments = issue.comments.map((each) => (each.id === edited.id ? edited : each));
  const bumps = world.settings.commentEditBumpsUpdated;
  const update = { actor, before: issue, after: { ...issue, comments }, items: [], comment: edited, bumps };
  const updated = commitUpdate(world, { ...update, cause: 'comment-edited' });
  announce(world.listeners, { kind: 'comment-updated', actor, issue: updated, comment: edited });
  return edited;
}

/** Leaves no trace but a moved `updated`. */
export function deleteComment(world: World, actor: User, issue: Issue, comment: Comment): void {
  if (!allowedOn(actor, 'delete', 'comments', comment.authorKey)) {
    throw refusal(400, 'You do not have permission to delete this comment.');
  }
  const after = { ...issue, comments: issue.comments.filter((each) => each.id !== comment.id) };
  const updated = commitUpdate(world, { actor, before: issue, after, items: [], cause: 'comment-deleted' });
  world.issueOfComment.delete(comment.id);
  announce(world.listeners, { kind: 'comment-deleted', actor, issue: updated, comment });
}

function readBody(wire: unknown, world: World, api: '2' | '3'): RichText {
  const body = inField('comment', () => readText(wire ?? null, world, api));
  if (body !== null) return body;
  throw fieldRefusal({ comment: 'Comment body can not be empty!' });
}

/** Runs a reader and turns what is wrong into the 400 of that field. */
export function inField<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FieldProblem) throw fieldRefusal({ [name]: error.message });
    throw error;
  }
}

/** One can only restrict to a group or role one is in. */
export function readVisibility(wire: unknown, actor: User): Visibility | null {
  if (!isRecord(wire)) return null;
  const { type } = wire;
  const value = typeof wire.value === 'string' ? wire.value : wire.identifier;
  if ((type !== 'group' && type !== 'role') || typeof value !== 'string') {
    throw fieldRefusal({ commentLevel: 'The visibility needs a type (group or role) and a value.' });
  }
  if (!actor.groups.includes(value))
    throw fieldRefusal({ commentLevel: `You are currently not a member of the ${type}: ${value}.` });
  return { type, value };
}
