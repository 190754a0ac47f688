import type {
  CategoryKey,
  Component,
  IssueType,
  LinkType,
  Priority,
  Resolution,
  Status,
  User,
  Version,
} from '../world/entities.ts';
import { findUserByName, named } from '../world/find.ts';
import { makeUser } from '../world/make-user.ts';
import type { World } from '../world/world.ts';
import { type Raw, rawRecord, rawText } from './raw-values.ts';

/**
 * Meeting a record in a loaded issue: the one the site has by that name, else a new one, with its own id where that is
 * still free. Each answers the id (of a user, the key), or null when there is nothing to meet.
 */
export function meetUser(world: World, value: unknown): string | null {
  const raw = rawRecord(value);
  const name = rawText(raw?.name) ?? rawText(raw?.accountId);
  if (!raw || name === null) return null;
  const known = findUserByName(world, name);
  if (known) return known.key;
  const user: User = makeUser({
    name,
    ...(rawText(raw.key) === null ? {} : { key: String(raw.key) }),
    ...(rawText(raw.accountId) === null ? {} : { accountId: String(raw.accountId) }),
    ...(rawText(raw.displayName) === null ? {} : { displayName: String(raw.displayName) }),
    ...(rawText(raw.timeZone) === null ? {} : { timeZone: String(raw.timeZone) }),
    emailAddress: rawText(raw.emailAddress),
    active: raw.active !== false,
  });
  world.users.set(user.key, user);
  return user.key;
}

export function meetStatus(world: World, value: unknown): string | null {
  const category = rawText(rawRecord(rawRecord(value)?.statusCategory)?.key);
  return meet<Status>(world, world.statuses, value, (id, name, raw) => ({
    id,
    name,
    description: rawText(raw.description) ?? '',
    category: isCategory(category) ? category : 'undefined',
  }));
}

export function meetIssueType(world: World, value: unknown): string | null {
  return meet<IssueType>(world, world.issueTypes, value, (id, name, raw) => ({
    id,
    name,
    description: rawText(raw.description) ?? '',
    subtask: raw.subtask === true,
    hierarchyLevel: raw.subtask === true ? -1 : name === 'Epic' ? 1 : 0,
    avatarId: typeof raw.avatarId === 'number' ? raw.avatarId : 10300,
  }));
}

export function meetPriority(world: World, value: unknown): string | null {
  const statusColor = '#707070';
  return meet<Priority>(world, world.priorities, value, (id, name) => ({ id, name, description: '', statusColor }));
}

export function meetResolution(world: World, value: unknown): string | null {
  return meet<Resolution>(world, world.resolutions, value, (id, name, raw) => ({
    id,
    name,
    description: rawText(raw.description) ?? '',
  }));
}

export function meetLinkType(world: World, value: unknown): string | null {
  return meet<LinkType>(world, world.linkTypes, value, (id, name, raw) => ({
    id,
    name,
    inward: rawText(raw.inward) ?? name,
    outward: rawText(raw.outward) ?? name,
  }));
}

export function meetComponent(world: World, projectId: string, value: unknown): string | null {
  const own = [...world.components.values()].filter((each) => each.projectId === projectId);
  return meet<Component>(
    world,
    world.components,
    value,
    (id, name, raw) => ({ id, projectId, name, description: rawText(raw.description) }),
    own,
  );
}

export function meetVersion(world: World, projectId: string, value: unknown): string | null {
  const own = [...world.versions.values()].filter((each) => each.projectId === projectId);
  const make = (id: string, name: string, raw: Raw): Version => ({
    id,
    projectId,
    name,
    description: rawText(raw.description),
    archived: raw.archived === true,
    released: raw.released === true,
    releaseDate: rawText(raw.releaseDate),
  });
  return meet<Version>(world, world.versions, value, make, own);
}

function meet<T extends { readonly id: string; readonly name: string }>(
  world: World,
  records: Map<string, T>,
  value: unknown,
  make: (id: string, name: string, raw: Raw) => T,
  among: Iterable<T> = records.values(),
): string | null {
  const raw = rawRecord(value);
  const name = rawText(raw?.name);
  if (!raw || name === null) return null;
  const known = named(among, name);
  if (known) return known.id;
  const own = rawText(raw.id);
  const id = own !== null && !records.has(own) ? own : world.nextId('entity');
  records.set(id, make(id, name, raw));
  return id;
}

function isCategory(key: string | null): key is CategoryKey {
  return key === 'new' || key === 'done' || key === 'indeterminate' || key === 'undefined';
}
