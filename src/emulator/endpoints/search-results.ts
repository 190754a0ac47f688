import type { Issue } from '../world/issue.ts';
import type { World } from '../world/world.ts';

/** What search shows of the issues it found: as the database has them now, or as the index has them. */
export function currentOf(world: World, found: readonly Issue[]): readonly Issue[] {
  if (world.settings.searchShowsIndexedValues) return found;
  return found.flatMap((issue) => world.issues.byId(issue.id) ?? []);
}
