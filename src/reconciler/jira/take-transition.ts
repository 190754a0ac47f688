import { Failure } from '../../model/failure.ts';
import type { Values } from '../../model/value.ts';
import { postTransition } from './client-issue.ts';
import { screenValues } from './screen-values.ts';
import type { Session } from './session.ts';
import { type Offer, readOffers } from './transition-offers.ts';

/** Takes one transition with what its screen asks for. */
export async function takeTransition(session: Session, issue: string, offer: Offer, values: Values): Promise<void> {
  const { fields, update } = await screenValues(session, issue, offer, values);
  const body = {
    transition: { id: offer.id },
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
    ...(Object.keys(update).length === 0 ? {} : { update }),
  };
  const { status } = await postTransition(session.client, issue, body);
  if (status === 500) throw await explain500(session, issue, offer);
}

/** Data Center answers 500 to a transition that is not offered any more, and of course to anything else that breaks. */
async function explain500(session: Session, issue: string, offer: Offer): Promise<Failure> {
  const offers = await readOffers(session, issue);
  if (offers.some(({ id }) => id === offer.id)) {
    return new Failure('transient', `Jira failed (500) at the transition "${offer.name}" of ${issue}`, {
      ambiguous: true,
    });
  }
  return new Failure('stale', `${issue} moved on: the transition "${offer.name}" is not offered any more`);
}
