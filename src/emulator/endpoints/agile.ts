import { type Call, listIn, numberIn, ok, type Reply, signedIn, viewOf } from '../http/call.ts';
import { type Route, route } from '../http/route.ts';
import { refusal } from '../jira-error.ts';
import { categoryKeys, categoryName } from '../render/catalogue.ts';
import { renderSprint } from '../render/sprint.ts';
import type { Board } from '../world/entities.ts';
import { findProject, recordOf } from '../world/find.ts';
import type { Project } from '../world/project.ts';
import { statusesOf } from '../world/workflow.ts';

const root = 'rest/agile/1.0';

export const agileRoutes: readonly Route[] = [
  route('GET', `${root}/board`, boards),
  route('GET', `${root}/board/:board`, (call) => ok(renderBoard(call, boardOf(call)))),
  route('GET', `${root}/board/:board/configuration`, configuration),
  route('GET', `${root}/board/:board/sprint`, sprints),
  route('GET', `${root}/sprint/:sprint`, sprint),
];

function boards(call: Call): Reply {
  signedIn(call);
  const wanted = call.query.get('projectKeyOrId');
  const project = wanted === null ? null : findProject(call.world, wanted);
  if (project === undefined) throw refusal(400, `No project could be found with key or id '${wanted}'.`);
  const found = [...call.world.boards.values()].filter((board) => project === null || board.projectId === project.id);
  return page(
    call,
    found.map((board) => renderBoard(call, board)),
    true,
  );
}

function boardOf(call: Call): Board {
  signedIn(call);
  const board = call.world.boards.get(Number(call.params.board));
  if (board) return board;
  throw refusal(
    404,
    'Requested board cannot be viewed because it either does not exist or you do not have permission to view it.',
  );
}

function projectOfBoard(call: Call, board: Board): Project {
  return recordOf(call.world.projects, board.projectId, 'project');
}

function renderBoard(call: Call, board: Board): Record<string, unknown> {
  const { id, key, name } = projectOfBoard(call, board);
  const location = {
    projectId: Number(id),
    displayName: `${name} (${key})`,
    projectName: name,
    projectKey: key,
    projectTypeKey: 'software',
    name: `${name} (${key})`,
  };
  return { id: board.id, self: `${call.base}/${root}/board/${board.id}`, name: board.name, type: 'scrum', location };
}

/** Which field carries the estimate, and which statuses make which column. */
function configuration(call: Call): Reply {
  const { world, base } = call;
  const board = boardOf(call);
  const project = projectOfBoard(call, board);
  const points = [...world.fields.values()].find((field) => field.name === 'Story Points');
  const rank = [...world.fields.values()].find((field) => field.name === 'Rank');
  const statuses = statusesOf(project.workflow).map((id) => recordOf(world.statuses, id, 'status'));
  const columns = categoryKeys.flatMap((category) => {
    const own = statuses.filter((status) => status.category === category);
    if (own.length === 0) return [];
    return [
      {
        name: categoryName(category),
        statuses: own.map(({ id }) => ({ id, self: `${base}/rest/api/2/status/${id}` })),
      },
    ];
  });
  return ok({
    id: board.id,
    name: board.name,
    type: 'scrum',
    self: `${base}/${root}/board/${board.id}/configuration`,
    location: {
      type: 'project',
      key: project.key,
      id: project.id,
      self: `${base}/rest/api/2/project/${project.id}`,
      name: project.name,
    },
    filter: { id: String(board.id), self: `${base}/rest/api/2/filter/${board.id}` },
    columnConfig: { columns, constraintType: 'none' },
    ...(points ? { estimation: { type: 'field', field: { fieldId: points.id, displayName: points.name } } } : {}),
    ranking: { rankCustomFieldId: rank?.schema?.customId ?? 0 },
  });
}

function sprints(call: Call): Reply {
  const board = boardOf(call);
  const states = listIn(call, 'state');
  const found = [...call.world.sprints.values()].filter(
    (each) => each.boardId === board.id && (states.length === 0 || states.includes(each.state)),
  );
  return page(
    call,
    found.map((each) => renderSprint(each, viewOf(call))),
    false,
  );
}

function sprint(call: Call): Reply {
  signedIn(call);
  const found = call.world.sprints.get(Number(call.params.sprint));
  if (found) return ok(renderSprint(found, viewOf(call)));
  throw refusal(404, 'Sprint does not exist.');
}

function page(call: Call, all: readonly unknown[], withTotal: boolean): Reply {
  const startAt = numberIn(call, 'startAt', 0);
  const maxResults = Math.min(numberIn(call, 'maxResults', 50), 50);
  const values = all.slice(startAt, startAt + maxResults);
  const total = withTotal ? { total: all.length } : {};
  return ok({ maxResults, startAt, ...total, isLast: startAt + values.length >= all.length, values });
}
