import { askChangeTimes } from './change-times.ts';
import { isDoubtful, rebuildBase } from './memory/rebuild-base.ts';
import type { Observation, PlanSettings } from './observation.ts';
import { isContested, recallWrites } from './own-writes.ts';
import type { Parts } from './parts.ts';
import { planTicket } from './plan-ticket.ts';
import { reconcileTexts } from './reconcile-texts.ts';
import type { Work } from './work.ts';

/** A ticket's work before it was planned. */
export type Begun = Omit<Work, 'plan' | 'matches' | 'outcomes'>;

export function begin(refs: readonly string[], observations: readonly Observation[]): readonly Begun[] {
  return observations.map((observation, index) => ({
    ref: refs[index] ?? observation.path,
    observation,
    // The snapshot has nothing of a ticket that was gone.
    stored: observation.returned ? null : observation.base,
    found: [],
    done: [],
    settledIntents: [],
    createdIntents: [],
    failure: null,
  }));
}

/** Plans from the memory, and from history what the memory may have lost, or what never came to be put on record. */
export function planKnown(parts: Parts, works: readonly Begun[], settings: PlanSettings): Promise<readonly Work[]> {
  return planWith(parts, works, settings, async (work) => {
    if (isDoubtful(work, settings)) return { ...work, observation: await rebuildBase(parts, work, settings) };
    return withOwnWrites(parts, work, settings);
  });
}

/**
 * Plans once more after a push that came in between. It may edit what Jira took from us and nobody put on record; the
 * memory has been seen to already.
 */
export function planPushed(parts: Parts, works: readonly Begun[], settings: PlanSettings): Promise<readonly Work[]> {
  return planWith(parts, works, settings, (work) => withOwnWrites(parts, work, settings));
}

async function planWith(
  parts: Parts,
  works: readonly Begun[],
  settings: PlanSettings,
  look: (work: Work) => Promise<Work>,
): Promise<readonly Work[]> {
  const planned = await planAll(parts, works, settings);
  const known = await Promise.all(planned.map(look));
  return known.every((work, index) => work === planned[index]) ? planned : planAll(parts, known, settings);
}

async function withOwnWrites(parts: Parts, work: Work, settings: PlanSettings): Promise<Work> {
  if (!isContested(work)) return work;
  const observation = await recallWrites(parts, work, settings);
  return observation === work.observation ? work : { ...work, observation };
}

/** Reconciles the texts, and plans each ticket from that; once more where it has to be asked who changed something last. */
export async function planAll(parts: Parts, works: readonly Begun[], settings: PlanSettings): Promise<readonly Work[]> {
  const planned = await planOnce(parts, works, settings);
  const timed = await askChangeTimes(parts, planned);
  return timed === planned ? planned : planOnce(parts, timed, settings);
}

async function planOnce(parts: Parts, works: readonly Begun[], settings: PlanSettings): Promise<readonly Work[]> {
  const observed = await reconcileTexts(
    works.map(({ observation }) => observation),
    settings,
    parts.texts,
  );
  return works.flatMap((work, index): readonly Work[] => {
    const state = observed[index];
    if (state === undefined) return [];
    return [{ ...work, ...state, plan: planTicket(state.observation, state.matches, state.outcomes, settings) }];
  });
}
