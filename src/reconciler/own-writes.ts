import { sameValue } from '../model/canonical.ts';
import type { Value, Values } from '../model/value.ts';
import type { TicketBase } from '../snapshot/base.ts';
import type { Oid } from '../snapshot/object-store.ts';
import type { Observation, PlanSettings } from './observation.ts';
import { entryContestsOf, recallEntries } from './own-entry-writes.ts';
import type { Parts } from './parts.ts';
import type { Work } from './work.ts';

/** How many commits of one file are looked at. */
const MOST_COMMITS = 50;

type Contest = { readonly field: string; readonly base: Value; readonly jira: Value };

/** True where both sides changed a field or a time entry: Jira's value may be what we wrote ourselves and never put on record. */
export function isContested(work: Work): boolean {
  return contestsOf(work).length + entryContestsOf(work).length > 0;
}

/**
 * The observation with a base that knows of our own writes. Where the process died after Jira took an edit, or never heard
 * the answer, Jira has a value that the file or a time entry had after the two last agreed. Whoever edited it since then saw
 * that value: only git changed. The observation itself where history says nothing of the kind.
 */
export async function recallWrites(parts: Parts, work: Work, settings: PlanSettings): Promise<Observation> {
  const { observation } = work;
  const { base, commit, path } = observation;
  if (base === null || commit === null) return observation;
  const withValues = await recallValues(parts, base, contestsOf(work), { commit, path }, settings);
  const recalled = await recallEntries(parts, withValues, entryContestsOf(work), commit, settings);
  return recalled === base ? observation : { ...observation, base: recalled };
}

async function recallValues(
  parts: Parts,
  base: TicketBase,
  contests: readonly Contest[],
  { commit, path }: { readonly commit: Oid; readonly path: string },
  settings: PlanSettings,
): Promise<TicketBase> {
  if (contests.length === 0) return base;
  const former = await formerValues(parts, commit, path, settings);
  const recalled = contests.filter((contest) => wasInGit(contest, former));
  if (recalled.length === 0) return base;
  const values = Object.fromEntries(recalled.map(({ field, jira }) => [field, jira]));
  return { ...base, values: { ...base.values, ...values } };
}

function contestsOf({ plan, observation }: Work): readonly Contest[] {
  const values = observation.base?.values ?? {};
  const ticket = observation.jira.kind === 'present' ? observation.jira.ticket : null;
  return plan.findings.flatMap(({ ref, verdict }): readonly Contest[] => {
    const base = values[ref];
    if (base === undefined || ticket === null || (verdict !== 'conflict' && verdict !== 'held')) return [];
    return [{ field: ref, base, jira: ticket.values[ref] ?? null }];
  });
}

/** What the file said at each commit, the newest first; one at which it could not be read says nothing. */
async function formerValues(
  { store, git }: Parts,
  commit: Oid,
  path: string,
  { format }: PlanSettings,
): Promise<readonly Values[]> {
  const commits = await store.history(null, commit, path, MOST_COMMITS);
  const states = await Promise.all(commits.map(({ oid }) => git.readTickets(oid, [path], format)));
  return states.flatMap((state): readonly Values[] => {
    const file = state.get(path);
    return file?.kind === 'ticket' ? [file.doc.values] : [];
  });
}

/** Since the file last said what was agreed: before that, Jira's value is no write of what git says now. */
function wasInGit({ field, base, jira }: Contest, former: readonly Values[]): boolean {
  const said = former.map((values) => values[field] ?? null);
  const agreed = said.findIndex((value) => sameValue(value, base));
  return agreed > 0 && said.slice(0, agreed).some((value) => sameValue(value, jira));
}
