import type { Account } from '../settings.ts';
import type { User } from './entities.ts';
import { uuidOf } from './world.ts';

/** A user from what is known of one. The accountId follows from the name, so it is the same in every run. */
export function makeUser(account: Account & { readonly active?: boolean }): User {
  const { name } = account;
  return {
    key: account.key ?? name,
    name,
    accountId: account.accountId ?? `712020:${uuidOf(`account ${name}`)}`,
    displayName: account.displayName ?? name,
    emailAddress: account.emailAddress === undefined ? `${name}@example.com` : account.emailAddress,
    active: account.active ?? true,
    timeZone: account.timeZone ?? 'UTC',
    accountType: account.accountType ?? 'atlassian',
    groups: account.groups ?? ['jira-software-users'],
    denied: account.denied ?? [],
  };
}
