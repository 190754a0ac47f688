import { renderIssueSprint } from '../../render/sprint.ts';
import type { World } from '../../world/world.ts';
import { type FieldKind, FieldProblem } from '../field-kind.ts';

/** Every sprint an issue was in, oldest first. Written as one number, the sprint it is in now; closed ones stay. */
export const sprintKind: FieldKind<readonly number[]> = {
  operations: ['set'],
  read: (wire, context) => readSprint(wire, context.world),
  edit(value, wire, { world }) {
    const past = (value ?? []).filter((id) => world.sprints.get(id)?.state === 'closed');
    const now = (readSprint(wire, world) ?? []).filter((id) => !past.includes(id));
    return past.length + now.length > 0 ? [...past, ...now] : null;
  },
  render(value, view) {
    return value.flatMap((id) => {
      const sprint = view.world.sprints.get(id);
      return sprint ? [renderIssueSprint(sprint, view)] : [];
    });
  },
  describe(value, { world }) {
    return { id: value.join(', '), text: value.map((id) => world.sprints.get(id)?.name ?? '').join(', ') };
  },
};

function readSprint(wire: unknown, world: World): readonly number[] | null {
  if (wire === null) return null;
  const id = typeof wire === 'number' || typeof wire === 'string' ? Number(wire) : Number.NaN;
  if (!world.sprints.has(id)) throw new FieldProblem(`Sprint with id '${String(wire)}' does not exist`);
  return [id];
}
