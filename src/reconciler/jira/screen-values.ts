import { Failure } from '../../model/failure.ts';
import type { Value, Values } from '../../model/value.ts';
import { getIssue } from './client-search.ts';
import { decodeValue } from './decode-value.ts';
import { encodeFields, type Payload } from './encode-fields.ts';
import { fieldNameOf } from './field-names.ts';
import { member, type Raw, record } from './raw.ts';
import type { Session } from './session.ts';
import type { Offer, ScreenField } from './transition-offers.ts';

/**
 * The fields to send with a transition: what the action has for its screen, and for what the screen demands the
 * configured default, else what the issue has already. Throws a `rejected` failure that names what is missing.
 */
export async function screenValues(session: Session, issue: string, offer: Offer, values: Values): Promise<Payload> {
  const chosen: Record<string, Value> = {};
  for (const field of offer.screen) {
    const name = fieldNameOf(field.id, session.codec().fields);
    const given = name === null ? null : (values[name] ?? null);
    const value = given ?? (field.mustBeGiven ? await demanded(session, issue, field, name) : null);
    if (name !== null && value !== null) chosen[name] = value;
    else if (field.mustBeGiven) throw missing(offer, field, name);
  }
  return encodeFields(session, { values: chosen, sets: {}, texts: {} });
}

/** True where every field that the screen demands can be given from the action or the configuration. */
export function isPassable(session: Session, offer: Offer, values: Values): boolean {
  const { screenFields } = session.options.workflow();
  return offer.screen.every(({ id, mustBeGiven }) => {
    const name = fieldNameOf(id, session.codec().fields);
    return !mustBeGiven || (name !== null && (values[name] ?? screenFields[name] ?? null) !== null);
  });
}

async function demanded(session: Session, issue: string, field: ScreenField, name: string | null): Promise<Value> {
  if (name === null) return null;
  return session.options.workflow().screenFields[name] ?? presentValue(session, issue, field.id);
}

async function presentValue(session: Session, issue: string, fieldId: string): Promise<Value> {
  const context = session.codec();
  const field = context.fields.find((each) => each.jira === fieldId);
  if (field === undefined) return null;
  const { body } = await getIssue(session.client, issue, [fieldId], '');
  const fields: Raw = record(member(body, 'fields')) ?? {};
  return decodeValue(field, fields, context) ?? null;
}

function missing(offer: Offer, { id, allowed }: ScreenField, name: string | null): Failure {
  const choice = allowed.length === 0 ? '' : ` (one of: ${allowed.join(', ')})`;
  const field = name ?? id;
  const words = `the transition "${offer.name}" to "${offer.to}" asks for ${field}${choice}`;
  return new Failure('rejected', `${words}: set it in the ticket, or a default in .tract/config.yaml`, {
    fields: { status: words },
  });
}
