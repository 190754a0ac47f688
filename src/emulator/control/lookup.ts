import { findProject } from '../world/find.ts';
import type { Comment, Issue, Worklog } from '../world/issue.ts';
import type { Project } from '../world/project.ts';
import type { World } from '../world/world.ts';

/** Lookups of the control surface: they see everything, and a miss is a mistake of the one who controls. */
export function issueNamed(world: World, idOrKey: string): Issue {
  return found(world.issues.find(idOrKey), `issue ${idOrKey}`);
}

export function projectNamed(world: World, idOrKey: string): Project {
  return found(findProject(world, idOrKey), `project ${idOrKey}`);
}

export function commentIn(issue: Issue, id: string): Comment {
  return found(
    issue.comments.find((each) => each.id === id),
    `comment ${id} on ${issue.key}`,
  );
}

export function worklogIn(issue: Issue, id: string): Worklog {
  return found(
    issue.worklogs.find((each) => each.id === id),
    `worklog ${id} on ${issue.key}`,
  );
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The emulator has no ${what}`);
  return value;
}
