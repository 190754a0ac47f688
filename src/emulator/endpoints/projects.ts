import { partsOf } from '../fields/kinds/project-parts.ts';
import { type Call, numberIn, ok, type Reply, viewOf } from '../http/call.ts';
import { apiRoute, type Route } from '../http/route.ts';
import { refusal } from '../jira-error.ts';
import { renderComponent, renderIssueType, renderStatus, renderVersion } from '../render/catalogue.ts';
import { renderProject, renderWholeProject } from '../render/project.ts';
import { selfLink } from '../render/view.ts';
import { findProject, recordOf } from '../world/find.ts';
import { mayBrowseProject } from '../world/permissions.ts';
import type { Project } from '../world/project.ts';
import { statusesOf } from '../world/workflow.ts';

export const projectRoutes: readonly Route[] = [
  apiRoute('GET', 'project', (call) => ok(visible(call).map((project) => renderProject(project, viewOf(call))))),
  apiRoute('GET', 'project/search', searchProjects, 'cloud'),
  apiRoute('GET', 'project/:project', (call) => ok(renderWholeProject(projectOf(call), viewOf(call)))),
  apiRoute('GET', 'project/:project/statuses', projectStatuses),
  apiRoute('GET', 'project/:project/components', projectComponents),
  apiRoute('GET', 'project/:project/versions', projectVersions),
];

function visible(call: Call): readonly Project[] {
  return [...call.world.projects.values()].filter((project) => mayBrowseProject(call.caller, project));
}

/** The project of the path, or the 404 that does not tell missing from forbidden. */
export function projectOf(call: Call): Project {
  const wanted = call.params.project ?? '';
  const project = findProject(call.world, wanted);
  if (project && mayBrowseProject(call.caller, project)) return project;
  throw refusal(404, `No project could be found with key '${wanted}'.`);
}

function searchProjects(call: Call): Reply {
  const startAt = numberIn(call, 'startAt', 0);
  const maxResults = Math.min(numberIn(call, 'maxResults', 50), 50);
  const query = (call.query.get('query') ?? '').toLowerCase();
  const keys = call.query.getAll('keys');
  const found = visible(call).filter(
    ({ key, name }) => `${key} ${name}`.toLowerCase().includes(query) && (keys.length === 0 || keys.includes(key)),
  );
  const values = found.slice(startAt, startAt + maxResults).map((project) => renderProject(project, viewOf(call)));
  const isLast = startAt + values.length >= found.length;
  return ok({
    self: selfLink(viewOf(call), 'project/search'),
    maxResults,
    startAt,
    total: found.length,
    isLast,
    values,
  });
}

/** The statuses of each type; here all types of a project share one workflow. */
function projectStatuses(call: Call): Reply {
  const { world } = call;
  const view = viewOf(call);
  const project = projectOf(call);
  const statuses = statusesOf(project.workflow).map((id) => renderStatus(recordOf(world.statuses, id, 'status'), view));
  return ok(
    project.typeIds.map((id) => {
      const { self, name, subtask } = renderIssueType(recordOf(world.issueTypes, id, 'issue type'), view);
      return { self, id, name, subtask, statuses };
    }),
  );
}

function projectComponents(call: Call): Reply {
  const project = projectOf(call);
  const parts = partsOf(call.world.components, project.id);
  const extras = { assigneeType: 'PROJECT_DEFAULT', realAssigneeType: 'UNASSIGNED', isAssigneeTypeValid: true };
  return ok(
    parts.map((part) => ({
      ...renderComponent(part, viewOf(call)),
      ...extras,
      project: project.key,
      projectId: Number(project.id),
    })),
  );
}

function projectVersions(call: Call): Reply {
  const project = projectOf(call);
  const parts = partsOf(call.world.versions, project.id);
  return ok(parts.map((part) => ({ ...renderVersion(part, viewOf(call)), projectId: Number(project.id) })));
}
