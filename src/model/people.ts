import type { TextPeople } from './text/text-people.ts';

export type Flavor = 'cloud' | 'server';

/** Somebody as `.tract/users.yaml` knows them. The Jira name is the username on Server and the accountId on Cloud. */
export type Person = {
  readonly handle: string;
  readonly jiraName: string;
  readonly flavor: Flavor;
  readonly displayName: string | null;
};

/** Who is who. Handles and Jira names are unique; the order is that of the file. */
export type People = {
  readonly list: readonly Person[];
  readonly byHandle: ReadonlyMap<string, Person>;
  readonly byJiraName: ReadonlyMap<string, Person>;
};

export const NOBODY: People = peopleOf([]);

export function peopleOf(list: readonly Person[]): People {
  return {
    list,
    byHandle: new Map(list.map((person) => [person.handle, person])),
    byJiraName: new Map(list.map((person) => [person.jiraName, person])),
  };
}

/** The same as plain JSON, with records that have no inherited names. */
export function toTextPeople(people: People): TextPeople {
  const pairs = people.list.map(({ handle, jiraName }) => [handle, jiraName] as const);
  return {
    handleByJiraName: record(pairs.map(([handle, jiraName]) => [jiraName, handle])),
    jiraNameByHandle: record(pairs),
  };
}

function record(pairs: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.assign(Object.create(null), Object.fromEntries(pairs));
}
