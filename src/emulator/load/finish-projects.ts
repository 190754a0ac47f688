import { numberOf } from '../jql/issue-clause.ts';
import type { CategoryKey, Status } from '../world/entities.ts';
import { recordOf } from '../world/find.ts';
import type { Project } from '../world/project.ts';
import { statusesOf, workflowOfStatuses } from '../world/workflow.ts';
import type { World } from '../world/world.ts';

interface Seen {
  readonly typeIds: Set<string>;
  readonly statusIds: Set<string>;
  highestNumber: number;
}

/** After loading: types, workflow and the next key of each project follow from its issues. */
export function finishProjects(world: World): void {
  const seen = new Map<string, Seen>();
  for (const issue of world.issues.all()) {
    const of = seen.get(issue.projectId) ?? { typeIds: new Set(), statusIds: new Set(), highestNumber: 0 };
    of.typeIds.add(issue.typeId);
    of.statusIds.add(issue.statusId);
    of.highestNumber = Math.max(of.highestNumber, numberOf(issue));
    seen.set(issue.projectId, of);
  }
  for (const [projectId, of] of seen) {
    world.projects.set(projectId, finished(world, recordOf(world.projects, projectId, 'project'), of));
  }
}

/** A workflow that already knows every status of the issues stays. */
function finished(world: World, project: Project, seen: Seen): Project {
  const known = new Set(statusesOf(project.workflow));
  const fits = [...seen.statusIds].every((id) => known.has(id));
  return {
    ...project,
    typeIds: [...new Set([...project.typeIds, ...seen.typeIds])],
    workflow: fits ? project.workflow : workflowOfStatuses(`${project.name} Workflow`, inOrder(world, seen.statusIds)),
    nextNumber: Math.max(project.nextNumber, seen.highestNumber + 1),
  };
}

const order: readonly CategoryKey[] = ['undefined', 'new', 'indeterminate', 'done'];

function inOrder(world: World, ids: ReadonlySet<string>): readonly Status[] {
  const statuses = [...ids].map((id) => recordOf(world.statuses, id, 'status'));
  const rank = (status: Status) => order.indexOf(status.category);
  return statuses.sort((a, b) => rank(a) - rank(b) || Number(a.id) - Number(b.id));
}
