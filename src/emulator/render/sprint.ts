import type { Sprint } from '../world/entities.ts';
import type { View } from './view.ts';

/** A sprint as the agile API shows it; its dates are in UTC whatever the zone of the site. */
export function renderSprint(sprint: Sprint, view: View): Record<string, unknown> {
  return {
    id: sprint.id,
    self: `${view.base}/rest/agile/1.0/sprint/${sprint.id}`,
    state: sprint.state,
    name: sprint.name,
    ...dates(sprint),
    originBoardId: sprint.boardId,
    goal: sprint.goal,
  };
}

/** A sprint inside an issue: an object, or on older servers the text of a Java object. */
export function renderIssueSprint(sprint: Sprint, view: View): unknown {
  if (view.world.settings.sprintForm === 'object') {
    const { id, name, state, boardId, goal } = sprint;
    return { id, name, state, boardId, goal, ...dates(sprint) };
  }
  const date = (ms: number | null) => (ms === null ? '<null>' : new Date(ms).toISOString());
  const members = [
    `id=${sprint.id}`,
    `rapidViewId=${sprint.boardId}`,
    `state=${sprint.state.toUpperCase()}`,
    `name=${sprint.name}`,
    `startDate=${date(sprint.startMs)}`,
    `endDate=${date(sprint.endMs)}`,
    `completeDate=${date(sprint.completeMs)}`,
    `sequence=${sprint.id}`,
    `goal=${sprint.goal}`,
  ];
  return `com.atlassian.greenhopper.service.sprint.Sprint@${sprint.id.toString(16).padStart(8, '0')}[${members.join(',')}]`;
}

function dates(sprint: Sprint): Record<string, string> {
  const shown = { startDate: sprint.startMs, endDate: sprint.endMs, completeDate: sprint.completeMs };
  const known = Object.entries(shown).filter((entry): entry is [string, number] => entry[1] !== null);
  return Object.fromEntries(known.map(([name, ms]) => [name, new Date(ms).toISOString()]));
}
