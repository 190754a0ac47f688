import { Failure } from '../model/failure.ts';
import type { HoldOrigins } from '../snapshot/base.ts';
import type { Parts } from './parts.ts';
import type { ConflictTimes } from './policy.ts';
import { originsOf } from './records/attribute-holds.ts';
import type { Work } from './work.ts';

const NEWEST = 'policy: newest';

/**
 * Asks who changed what `newest` is to decide: a comment on the issue makes none of its other fields newer, nor does an edit
 * of another line of the file. The works as they are where there is nothing to ask; a side that does not answer leaves its
 * ticket for another try.
 */
export async function askChangeTimes(parts: Parts, works: readonly Work[]): Promise<readonly Work[]> {
  if (!works.some((work) => openFields(work).length > 0)) return works;
  return Promise.all(works.map((work) => withTimes(parts, work)));
}

async function withTimes(parts: Parts, work: Work): Promise<Work> {
  const fields = openFields(work);
  if (fields.length === 0) return work;
  try {
    const origins = await originsOf(parts, work, fields);
    const asked = fields.map((field, index) => [field, timesIn(origins[index])] as const);
    const changeTimes = new Map([...work.observation.changeTimes, ...asked]);
    return { ...work, observation: { ...work.observation, changeTimes } };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ...work, failure: work.failure ?? error };
  }
}

/** What `newest` decided by the times of the whole ticket. */
function openFields({ plan, observation, failure }: Work): readonly string[] {
  if (failure !== null) return [];
  return plan.findings.flatMap(({ ref, verdict, rule }) =>
    verdict === 'conflict' && rule.startsWith(NEWEST) && !observation.changeTimes.has(ref) ? [ref] : [],
  );
}

function timesIn(origins: HoldOrigins | undefined): ConflictTimes {
  const { git = null, jira = null } = origins ?? {};
  return { gitChangedAtMs: msOf(git?.at), jiraUpdatedMs: msOf(jira?.at) };
}

function msOf(at: string | null | undefined): number | null {
  return at ? Date.parse(at) || null : null;
}
