import { isRecord } from '../fields/field-kind.ts';
import type { User } from '../world/entities.ts';
import type { Issue } from '../world/issue.ts';
import type { World } from '../world/world.ts';
import { addComment } from './comments.ts';
import { addLink } from './links.ts';
import type { Extras } from './read-changes.ts';
import { addWorklog } from './worklogs.ts';

/** What an edit adds besides values: comments, worklogs and links. Answers the issue as it is then. */
export function applyExtras(world: World, actor: User, issue: Issue, extras: Extras, api: '2' | '3'): Issue {
  for (const comment of extras.comment) addComment(world, actor, current(world, issue), asRecord(comment), api);
  for (const worklog of extras.worklog) {
    addWorklog(world, actor, current(world, issue), asRecord(worklog), { kind: 'auto' }, api);
  }
  for (const link of extras.issuelinks) {
    const wire = asRecord(link);
    const self = { id: issue.id };
    addLink(world, actor, wire.outwardIssue ? { ...wire, inwardIssue: self } : { ...wire, outwardIssue: self });
  }
  return current(world, issue);
}

function current(world: World, issue: Issue): Issue {
  return world.issues.byId(issue.id) ?? issue;
}

function asRecord(wire: unknown): Readonly<Record<string, unknown>> {
  return isRecord(wire) ? wire : {};
}
