import { addComment, deleteComment, editComment } from '../acts/comments.ts';
import { createIssue } from '../acts/create-issue.ts';
import { deleteIssue } from '../acts/delete-issue.ts';
import { editIssue } from '../acts/edit-issue.ts';
import { addLink, deleteLink } from '../acts/links.ts';
import { moveIssue } from '../acts/move-issue.ts';
import type { Adjustment } from '../acts/read-worklog.ts';
import { availableTransitions, transitionIssue } from '../acts/transition-issue.ts';
import { addWorklog, deleteWorklog, editWorklog } from '../acts/worklogs.ts';
import { formatTimestamp } from '../text/zoned-time.ts';
import type { User } from '../world/entities.ts';
import { named, recordOf } from '../world/find.ts';
import type { Comment, Issue, Worklog } from '../world/issue.ts';
import type { World } from '../world/world.ts';
import { commentIn, issueNamed, projectNamed, worklogIn } from './lookup.ts';

/** Values as REST v2 takes them, such as `{summary: 'x', labels: ['a'], assignee: {name: 'anna'}}`. */
export type FieldInput = Readonly<Record<string, unknown>>;

export interface WorklogInput {
  readonly timeSpent?: string;
  readonly timeSpentSeconds?: number;
  /** An instant; now when missing. */
  readonly startedMs?: number;
  readonly comment?: string;
}

/**
 * Somebody who works in the Jira user interface. Texts are wiki markup; every field can be set, screens or not; the
 * workflow, permissions and everything else apply. Refusals are thrown as JiraError.
 */
export class Person {
  readonly #world: World;
  readonly #key: string;

  constructor(world: World, key: string) {
    this.#world = world;
    this.#key = key;
  }

  get user(): User {
    return recordOf(this.#world.users, this.#key, 'user');
  }

  createIssue(projectKey: string, typeName: string, fields: FieldInput): Issue {
    const all = { ...fields, project: { key: projectKey }, issuetype: { name: typeName } };
    return createIssue(this.#world, this.user, { fields: all }, '2', true);
  }

  editIssue(key: string, fields: FieldInput): Issue {
    return editIssue(this.#world, this.user, issueNamed(this.#world, key), { fields }, '2', true);
  }

  /** The verbs of an edit, such as `{labels: [{add: 'x'}]}`. */
  updateIssue(key: string, update: FieldInput): Issue {
    return editIssue(this.#world, this.user, issueNamed(this.#world, key), { update }, '2', true);
  }

  /** Takes the transition that leads directly to a status. */
  transition(key: string, statusName: string, fields: FieldInput = {}): Issue {
    const issue = issueNamed(this.#world, key);
    const status = named(this.#world.statuses.values(), statusName);
    const transition = availableTransitions(this.#world, this.user, issue).find((each) => each.to === status?.id);
    if (!transition) throw new Error(`No transition of ${issue.key} leads to ${statusName}`);
    return transitionIssue(this.#world, this.user, issue, { transition: { id: transition.id }, fields }, '2');
  }

  comment(key: string, body: string, visibility?: Comment['visibility']): Comment {
    return addComment(this.#world, this.user, issueNamed(this.#world, key), { body, visibility }, '2');
  }

  editComment(key: string, commentId: string, body: string): Comment {
    const issue = issueNamed(this.#world, key);
    return editComment(this.#world, this.user, issue, commentIn(issue, commentId), { body }, '2');
  }

  deleteComment(key: string, commentId: string): void {
    const issue = issueNamed(this.#world, key);
    deleteComment(this.#world, this.user, issue, commentIn(issue, commentId));
  }

  logWork(key: string, input: WorklogInput, adjust: Adjustment = { kind: 'auto' }): Worklog {
    return addWorklog(this.#world, this.user, issueNamed(this.#world, key), wireOf(input), adjust, '2');
  }

  editWorklog(key: string, worklogId: string, input: WorklogInput, adjust: Adjustment = { kind: 'auto' }): Worklog {
    const issue = issueNamed(this.#world, key);
    return editWorklog(this.#world, this.user, issue, worklogIn(issue, worklogId), wireOf(input), adjust, '2');
  }

  deleteWorklog(key: string, worklogId: string, adjust: Adjustment = { kind: 'auto' }): void {
    const issue = issueNamed(this.#world, key);
    deleteWorklog(this.#world, this.user, issue, worklogIn(issue, worklogId), adjust);
  }

  /** With *Blocks*: the first issue blocks the second. */
  link(typeName: string, actingKey: string, otherKey: string): string {
    const wire = { type: { name: typeName }, inwardIssue: { key: actingKey }, outwardIssue: { key: otherKey } };
    return addLink(this.#world, this.user, wire).id;
  }

  unlink(linkId: string): void {
    deleteLink(this.#world, this.user, linkId);
  }

  deleteIssue(key: string): void {
    deleteIssue(this.#world, this.user, issueNamed(this.#world, key), true);
  }

  /** Answers the issue under its new key. */
  moveIssue(key: string, projectKey: string): Issue {
    return moveIssue(this.#world, this.user, issueNamed(this.#world, key), projectNamed(this.#world, projectKey));
  }
}

function wireOf(input: WorklogInput): FieldInput {
  const { startedMs, ...others } = input;
  return startedMs === undefined ? others : { ...others, started: formatTimestamp(startedMs, 'UTC') };
}
