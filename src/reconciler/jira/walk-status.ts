import { Failure } from '../../model/failure.ts';
import type { Values } from '../../model/value.ts';
import { isPassable } from './screen-values.ts';
import type { Session } from './session.ts';
import { takeTransition } from './take-transition.ts';
import { type Offer, readOffers } from './transition-offers.ts';

/** A workflow with more steps than this between two statuses is not walked. */
const MOST_STEPS = 12;

/** From where to where an issue is to go; `type` is its issue type, whose workflow is walked. */
export type Journey = {
  readonly issue: string;
  readonly type: string;
  readonly from: string;
  readonly to: string;
  /** `new`, `indeterminate` or `done`; null where it is not known. */
  readonly category: string | null;
  readonly values: Values;
};

/** Where the walk ended, what Jira offered there, and the refusal that ended it, if one did. */
export type Arrival = { readonly status: string; readonly offers: readonly Offer[]; readonly refusal: Failure | null };

const CATEGORIES = ['new', 'indeterminate', 'done'];
const COST_UNKNOWN = 100;
const COST_HOPELESS = 1000;

/**
 * Walks an issue through its workflow. Jira shows only the transitions out of the present status, so the way is found by
 * going: straight to the goal where it is offered, else along what was seen before, else into statuses not seen yet,
 * those of a category near the goal's first. No status is entered twice but to turn back from a dead end.
 */
export async function walkStatus(session: Session, journey: Journey): Promise<Arrival> {
  const visited = new Set([journey.from]);
  let trail: readonly string[] = [journey.from];
  for (let steps = 0; ; steps += 1) {
    const status = trail.at(-1) ?? journey.from;
    const offers = await look(session, journey, status);
    const hasArrived = status === journey.to || steps === MOST_STEPS;
    const next = hasArrived ? null : chooseNext(session, journey, offers, visited, trail);
    if (next === null) return { status, offers, refusal: null };
    const refusal = await tryTransition(session, journey, next);
    if (refusal !== null) return { status, offers, refusal };
    visited.add(next.to);
    const earlier = trail.indexOf(next.to);
    trail = earlier < 0 ? [...trail, next.to] : trail.slice(0, earlier + 1);
  }
}

async function look(session: Session, { issue, type }: Journey, status: string): Promise<readonly Offer[]> {
  const offers = await readOffers(session, issue);
  session.caches.workflow.learn(
    type,
    status,
    offers.map((offer) => offer.to),
  );
  return offers;
}

async function tryTransition(session: Session, { issue, values }: Journey, offer: Offer): Promise<Failure | null> {
  try {
    await takeTransition(session, issue, offer, values);
    return null;
  } catch (error) {
    if (error instanceof Failure && error.kind === 'rejected') return error;
    throw error;
  }
}

function chooseNext(
  session: Session,
  journey: Journey,
  offers: readonly Offer[],
  visited: ReadonlySet<string>,
  trail: readonly string[],
): Offer | null {
  const direct = offers.find((offer) => offer.to === journey.to);
  if (direct) return direct;
  const passable = offers.filter((offer) => isPassable(session, offer, journey.values));
  const open = passable.filter((offer) => !visited.has(offer.to));
  const [best] = open.toSorted((a, b) => costOf(session, journey, a) - costOf(session, journey, b));
  return best ?? turnBack(passable, trail);
}

function costOf({ caches }: Session, { type, to, category }: Journey, offer: Offer): number {
  const distance = caches.workflow.distance(type, offer.to, to);
  if (typeof distance === 'number') return distance;
  const gap = category === null || offer.category === null ? 0 : categoryGap(offer.category, category);
  return (distance === 'none' ? COST_HOPELESS : COST_UNKNOWN) + gap;
}

function categoryGap(category: string, goal: string): number {
  return Math.abs(CATEGORIES.indexOf(category) - CATEGORIES.indexOf(goal));
}

/** The transition back to the latest status of the trail that can be reached from here. */
function turnBack(offers: readonly Offer[], trail: readonly string[]): Offer | null {
  const behind = trail.slice(0, -1).toReversed();
  for (const status of behind) {
    const offer = offers.find((each) => each.to === status);
    if (offer) return offer;
  }
  return null;
}
