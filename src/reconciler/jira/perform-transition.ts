import { Failure } from '../../model/failure.ts';
import { inPresentNames } from '../../model/names.ts';
import type { JiraAction } from '../jira-action.ts';
import { getIssue } from './client-search.ts';
import { statusesOf } from './project-statuses.ts';
import { member, text } from './raw.ts';
import type { Session } from './session.ts';
import { takeTransition } from './take-transition.ts';
import { type Offer, readOffers } from './transition-offers.ts';
import { type Arrival, type Journey, walkStatus } from './walk-status.ts';

type Transition = Extract<JiraAction, { readonly kind: 'transition' }>;

/** Brings an issue to another status: by one transition where Jira offers it, else by a walk through the workflow. */
export async function performTransition(session: Session, action: Transition): Promise<void> {
  const offers = await readOffers(session, action.id);
  const to = presentStatus(session, action.to);
  const direct = offers.find((offer) => offer.to === to);
  if (direct) return takeTransition(session, action.id, direct, action.values);
  const journey = await planJourney(session, action, offers);
  if (journey === null) return;
  const arrival = await walkStatus(session, journey);
  if (arrival.status !== journey.to) throw await giveUp(session, journey, arrival);
}

/** What Jira called a status before, or calls it since we last looked. */
function presentStatus({ options }: Session, name: string): string {
  return String(inPresentNames(name, { jira: 'status' }, options.names.present()));
}

/** Null where the issue is there already. */
async function planJourney(session: Session, action: Transition, offers: readonly Offer[]): Promise<Journey | null> {
  const { status, body } = await getIssue(session.client, action.id, ['status', 'issuetype'], '');
  const fields = member(status === 200 ? body : null, 'fields');
  const from = text(member(fields, 'status', 'name'));
  const type = text(member(fields, 'issuetype', 'name')) ?? '';
  if (from === presentStatus(session, action.to)) return null;
  if (from !== presentStatus(session, action.from))
    throw new Failure('stale', `${action.key} is in "${from}" now, not in "${action.from}"`);
  if (offers.length === 0) {
    throw refused(`Jira offers no transition out of "${from}": check the permission to transition issues`);
  }
  const statuses = await statusesOf(session, type);
  const to = presentStatus(session, action.to);
  if (statuses.size > 0 && !statuses.has(to)) {
    throw refused(`the workflow of ${type} has no status "${action.to}"; it has ${quoted([...statuses.keys()])}`);
  }
  const category = statuses.get(to) ?? null;
  return { issue: action.id, type, from, to, category, values: action.values };
}

/** Goes back where it came from, if it can, and tells how far it got. */
async function giveUp(session: Session, journey: Journey, arrival: Arrival): Promise<Failure> {
  const end = arrival.status === journey.from ? arrival.status : await goBack(session, journey, arrival.status);
  const why =
    arrival.refusal?.message ?? `"${arrival.status}" offers only ${quoted(arrival.offers.map(({ to }) => to))}`;
  const words = `no way from "${journey.from}" to "${journey.to}": ${why}`;
  return refused(end === journey.from ? words : `${words}; it stands at "${end}" now`);
}

/** The status in which the issue ended. */
async function goBack(session: Session, journey: Journey, here: string): Promise<string> {
  const back: Journey = { ...journey, from: here, to: journey.from, category: null, values: {} };
  return (await walkStatus(session, back)).status;
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ') || 'nothing';
}

function refused(words: string): Failure {
  return new Failure('rejected', words, { fields: { status: words } });
}
