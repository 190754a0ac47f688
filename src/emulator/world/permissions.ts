import type { User } from './entities.ts';
import type { Issue } from './issue.ts';
import type { Project } from './project.ts';
import { allowed, type World } from './world.ts';

/** Whether somebody may see an issue. Those who are not signed in see none. */
export function mayBrowse(world: World, viewer: User | null, issue: Issue): boolean {
  if (viewer === null || !allowed(viewer, 'browse-projects')) return false;
  const project = world.projects.get(issue.projectId);
  if (!project || !mayBrowseProject(viewer, project)) return false;
  return issue.visibleTo === null || issue.visibleTo.includes(viewer.key);
}

/** Whoever administers a project is shown it without a permission to browse its issues. */
export function mayBrowseProject(viewer: User | null, project: Project): boolean {
  return viewer !== null && !project.hidden;
}
