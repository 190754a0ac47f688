import type { FieldDefinition } from '../fields/field-definition.ts';
import type { Permission, User } from './entities.ts';
import { allowed } from './world.ts';

const NEEDED: Readonly<Record<string, Permission>> = {
  reporter: 'modify-reporter',
  assignee: 'assign-issues',
  duedate: 'schedule-issues',
  fixVersions: 'resolve-issues',
};

/** Some fields have a permission of their own: for who lacks it, they are on no screen. */
export function maySet(user: User, { id, kind }: Pick<FieldDefinition, 'id' | 'kind'>): boolean {
  const permission = kind === 'sprint' ? 'schedule-issues' : NEEDED[id];
  return permission === undefined || allowed(user, permission);
}
