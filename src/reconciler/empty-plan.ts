import type { Observation } from './observation.ts';
import { EMPTY_PART, type Situation, type TicketPlan } from './plan.ts';

/** A plan that leaves everything as it is. */
export function emptyPlan(observation: Observation, situation: Situation): TicketPlan {
  const { key, path, base } = observation;
  return { ...EMPTY_PART, key, path, situation, base, forget: false };
}
