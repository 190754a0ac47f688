import type { User } from './entities.ts';
import type { Project } from './project.ts';
import { isCloud, type World } from './world.ts';

/** The user with this name (Server) or accountId (Cloud). */
export function findUser(world: World, nameOrAccountId: string): User | undefined {
  for (const user of world.users.values()) {
    if (isCloud(world) ? user.accountId === nameOrAccountId : user.name === nameOrAccountId) return user;
  }
  return undefined;
}

/** By name on either personality: how people and tests speak of users. */
export function findUserByName(world: World, name: string): User | undefined {
  for (const user of world.users.values()) if (user.name === name) return user;
  return undefined;
}

export function userOf(world: World, key: string): User {
  const user = world.users.get(key);
  if (!user) throw new Error(`The emulator has no user with the key ${key}`);
  return user;
}

/** By id, by key, or by a key it used to have. Hidden projects are found too; ask `mayBrowse`. */
export function findProject(world: World, idOrKey: string): Project | undefined {
  const byId = world.projects.get(idOrKey);
  if (byId) return byId;
  const key = idOrKey.toUpperCase();
  for (const project of world.projects.values()) if (project.key === key) return project;
  return world.projects.get(world.formerProjectKeys.get(key) ?? '');
}

/** The record with this name, ignoring case. */
export function named<T extends { readonly name: string }>(records: Iterable<T>, name: string): T | undefined {
  const wanted = name.toLowerCase();
  for (const record of records) if (record.name.toLowerCase() === wanted) return record;
  return undefined;
}

/** The record of a map, which the emulator's own bookkeeping promises to be there. */
export function recordOf<T>(records: ReadonlyMap<string, T>, id: string, noun: string): T {
  const record = records.get(id);
  if (record === undefined) throw new Error(`The emulator has no ${noun} with the id ${id}`);
  return record;
}
