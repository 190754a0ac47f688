import { catalogueOf, type Renaming } from '../model/names.ts';
import type { TicketBase } from '../snapshot/base.ts';
import type { Parts } from './parts.ts';
import { members } from './policy.ts';

/** Bases are read in pages of this many tickets. */
const PAGE = 500;

/** The keys of the tickets that carry what was renamed, by what both sides last agreed on. */
export async function carriersOf(
  { snapshot, project }: Parts,
  renamings: readonly Renaming[],
): Promise<readonly string[]> {
  const formerOf = project.fields().flatMap((field) => {
    const catalogue = catalogueOf(field);
    const former = renamings.flatMap((each) => (each.catalogue === catalogue ? [each.from] : []));
    return former.length === 0 ? [] : [{ name: field.name, former: new Set(former) }];
  });
  const carries = ({ values }: TicketBase) =>
    formerOf.some(({ name, former }) => {
      const value = values[name] ?? null;
      return typeof value === 'string' ? former.has(value) : members(value).some((member) => former.has(member));
    });
  const keys = [...snapshot.entries()].map(({ key }) => key);
  const found: string[] = [];
  for (let at = 0; formerOf.length > 0 && at < keys.length; at += PAGE) {
    const bases = await snapshot.bases(keys.slice(at, at + PAGE));
    found.push(...[...bases.values()].filter(carries).map(({ key }) => key));
  }
  return found;
}
