import { canonicalSet } from './canonical.ts';

/** Three-way by member: what either side added is in, what either side removed is out. */
export function mergeSets(base: readonly string[], git: readonly string[], jira: readonly string[]): readonly string[] {
  const known = new Set(base);
  const inGit = new Set(git);
  const inJira = new Set(jira);
  return canonicalSet(
    [...git, ...jira].filter((member) => (known.has(member) ? inGit.has(member) && inJira.has(member) : true)),
  );
}
