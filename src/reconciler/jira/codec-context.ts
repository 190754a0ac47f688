import type { Field } from '../../model/field.ts';
import type { NameBook } from '../name-book.ts';
import type { PeopleBook } from '../people-book.ts';
import { type Raw, record, text } from './raw.ts';

/** What is needed to tell Jira's JSON in our terms, and the other way round. */
export type CodecContext = {
  readonly flavor: 'cloud' | 'server';
  readonly fields: readonly Field[];
  readonly people: PeopleBook;
  readonly names: NameBook;
  /** The handle of the service account. */
  readonly account: string;
};

const NOBODY = 'anonymous';

/** The handle of a user object; null where there is none. */
export function handleOf(user: unknown, { flavor, people }: Pick<CodecContext, 'flavor' | 'people'>): string | null {
  const raw = record(user);
  const jiraName = raw === null ? null : nameOf(raw, flavor);
  if (raw === null || jiraName === null) return null;
  const key = flavor === 'server' ? text(raw.key) : null;
  return people.handleOf({ jiraName, displayName: text(raw.displayName) ?? jiraName, key });
}

/** The handle of an author; Server keeps what was written by nobody in particular without one. */
export function authorOf(user: unknown, context: CodecContext): string {
  return handleOf(user, context) ?? NOBODY;
}

/** Users of Server have a name (and a key that outlives it), those of Cloud an account id only. */
function nameOf(user: Raw, flavor: 'cloud' | 'server'): string | null {
  return flavor === 'cloud' ? text(user.accountId) : (text(user.name) ?? text(user.key));
}
