import type { Sprint } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import { type Raw, rawList, rawRecord, rawText, rawTime } from './raw-values.ts';

/** The sprints an issue was in, oldest first: `closedSprints` and the one it is in, as the agile API shows them. */
export function meetSprints(world: World, projectId: string, fields: Raw): readonly number[] | null {
  const current = rawRecord(fields.sprint);
  const ids = [...rawList(fields.closedSprints), ...(current ? [current] : [])].map((raw) =>
    meetSprint(world, projectId, raw),
  );
  return ids.length > 0 ? ids : null;
}

function meetSprint(world: World, projectId: string, raw: Raw): number {
  const id = Number(raw.id);
  if (world.sprints.has(id)) return id;
  const boardId = typeof raw.originBoardId === 'number' ? raw.originBoardId : 1;
  if (!world.boards.has(boardId)) world.boards.set(boardId, { id: boardId, name: `Board ${boardId}`, projectId });
  const sprint: Sprint = {
    id,
    boardId,
    name: rawText(raw.name) ?? '',
    state: raw.state === 'active' || raw.state === 'future' ? raw.state : 'closed',
    goal: rawText(raw.goal) ?? '',
    startMs: rawTime(raw.startDate),
    endMs: rawTime(raw.endDate),
    completeMs: rawTime(raw.completeDate),
  };
  world.sprints.set(id, sprint);
  return id;
}
