import { renderUser } from '../../render/user.ts';
import { findUser, userOf } from '../../world/find.ts';
import { isCloud } from '../../world/world.ts';
import { type FieldContext, type FieldKind, FieldProblem, referenceIn } from '../field-kind.ts';
import { setOf } from './set-of.ts';

export const userKind: FieldKind<string> = {
  operations: ['set'],
  read(wire, context) {
    if (isNobody(wire)) {
      if (context.field.id === 'assignee' && !context.world.settings.allowUnassigned) {
        throw new FieldProblem('Issues must be assigned.');
      }
      return null;
    }
    return readUser(wire, context);
  },
  render: (value, view) => renderUser(userOf(view.world, value), view),
  describe(value, { world }) {
    const user = userOf(world, value);
    return { id: isCloud(world) ? user.accountId : user.key, text: user.displayName };
  },
};

export const usersKind: FieldKind<readonly string[]> = {
  ...setOf(readUser),
  empty: null,
  render: (value, view) => value.map((key) => renderUser(userOf(view.world, key), view)),
  describe(value, { world }) {
    const users = value.map((key) => userOf(world, key));
    const ids = users.map((user) => (isCloud(world) ? user.accountId : user.name));
    return { id: `[${ids.join(', ')}]`, text: `[${users.map((user) => user.displayName).join(', ')}]` };
  },
};

/** null, and `{name: null}` on Server or `{accountId: null}` on Cloud. */
function isNobody(wire: unknown): boolean {
  if (wire === null) return true;
  const record = wire as { readonly name?: unknown; readonly accountId?: unknown; readonly id?: unknown };
  return record.name === null || record.accountId === null || record.id === null;
}

/** `{name}` on Server; `{accountId}` or `{id}` on Cloud, where names are gone. `-1` is the project lead. */
function readUser(wire: unknown, context: FieldContext): string {
  const { world, field } = context;
  const reference = referenceIn(wire, isCloud(world) ? ['accountId', 'id'] : ['name']);
  if (!reference) throw new FieldProblem(`${field.name} is required.`);
  if (reference.value === '-1') {
    const lead = world.projects.get(context.projectId)?.leadKey;
    if (lead !== undefined) return lead;
  }
  const user = findUser(world, reference.value);
  if (!user) throw new FieldProblem(`User '${reference.value}' does not exist.`);
  if (!user.active && field.id === 'assignee') {
    throw new FieldProblem(`User '${reference.value}' cannot be assigned issues.`);
  }
  return user.key;
}
