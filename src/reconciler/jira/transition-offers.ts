import { getTransitions } from './client-issue.ts';
import { member, type Raw, record, records, text } from './raw.ts';
import { learn } from './read-names.ts';
import type { Session } from './session.ts';

/** A field that the screen of a transition shows. */
export type ScreenField = { readonly id: string; readonly mustBeGiven: boolean; readonly allowed: readonly string[] };

/** A transition that Jira offers for an issue now. `to` is the name of the status it leads to, which its own name is not. */
export type Offer = {
  readonly id: string;
  readonly name: string;
  readonly to: string;
  readonly category: string | null;
  readonly screen: readonly ScreenField[];
};

/** What our account may do with the issue now; nothing where it may not. */
export async function readOffers({ client, options }: Session, issue: string): Promise<readonly Offer[]> {
  const { body } = await getTransitions(client, issue);
  const transitions = records(record(body)?.transitions);
  learn(
    options,
    'status',
    transitions.map(({ to }) => to),
  );
  return transitions.flatMap((raw) => offerOf(raw) ?? []);
}

function offerOf(raw: Raw): Offer | null {
  const id = text(raw.id);
  const to = text(member(raw, 'to', 'name'));
  if (id === null || to === null) return null;
  const screen = Object.entries(record(raw.fields) ?? {}).map(([field, meta]) => screenField(field, record(meta)));
  return { id, to, name: text(raw.name) ?? to, category: text(member(raw, 'to', 'statusCategory', 'key')), screen };
}

function screenField(id: string, meta: Raw | null): ScreenField {
  const allowed = records(meta?.allowedValues).flatMap((value) => text(value.name) ?? text(value.value) ?? []);
  return { id, mustBeGiven: meta?.required === true && meta.hasDefaultValue !== true, allowed };
}
