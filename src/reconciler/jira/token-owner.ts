import { Failure } from '../../model/failure.ts';
import type { PeopleBook } from '../people-book.ts';
import type { JiraClient } from './client.ts';
import { getMyself } from './client-site.ts';
import { type Raw, record, text } from './raw.ts';

/** Whose a personal token is: the person's under whose handle it is kept, somebody else's, or nobody's that Jira knows. */
export type TokenOwner =
  | { readonly kind: 'theirs' }
  | { readonly kind: 'other'; readonly jiraName: string; readonly displayName: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Asks Jira, with the token of this person, who they are. Throws where Jira cannot be asked now. */
export async function ownerOfToken(
  client: JiraClient,
  handle: string,
  flavor: 'cloud' | 'server',
  people: Pick<PeopleBook, 'jiraNameOf' | 'userKeyOf'>,
): Promise<TokenOwner> {
  const me = await ask(client, handle);
  if (typeof me === 'string') return { kind: 'refused', reason: me };
  const jiraName = (flavor === 'cloud' ? text(me.accountId) : text(me.name)) ?? '';
  const known = people.jiraNameOf(handle);
  // User names of Server are the same in any case; who has another name now keeps the key.
  const isNamed = flavor === 'cloud' ? known === jiraName : known?.toLowerCase() === jiraName.toLowerCase();
  const isKeyed = flavor === 'server' && text(me.key) !== null && people.userKeyOf(handle) === text(me.key);
  if (jiraName !== '' && (isNamed || isKeyed)) return { kind: 'theirs' };
  return { kind: 'other', jiraName, displayName: text(me.displayName) ?? jiraName };
}

/** The person, or why Jira does not say. */
async function ask(client: JiraClient, handle: string): Promise<Raw | string> {
  try {
    return record((await getMyself(client, handle)).body) ?? 'Jira does not say whose it is';
  } catch (error) {
    if (!(error instanceof Failure) || error.kind === 'transient') throw error;
    return /CAPTCHA/.test(error.message)
      ? 'Jira asks for a CAPTCHA, so its owner has to log in once in a browser'
      : 'Jira refuses it: it is wrong, was revoked, or has expired';
  }
}
