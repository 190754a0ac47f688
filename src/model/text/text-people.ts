/**
 * Who is meant by a mention, in both directions; plain JSON, because it travels to a worker.
 * A Jira name is the username on Server and the accountId on Cloud.
 */
export type TextPeople = {
  readonly handleByJiraName: Readonly<Record<string, string>>;
  readonly jiraNameByHandle: Readonly<Record<string, string>>;
};

/** The handle of a Jira name, or null for someone who is not in the list. */
export function handleOf(people: TextPeople, jiraName: string): string | null {
  return own(people.handleByJiraName, jiraName);
}

/** The Jira name of a handle, or null for someone who is not in the list. */
export function jiraNameOf(people: TextPeople, handle: string): string | null {
  return own(people.jiraNameByHandle, handle);
}

/** People may be called `constructor`: only the record's own keys count. */
function own(record: Readonly<Record<string, string>>, key: string): string | null {
  return Object.hasOwn(record, key) ? (record[key] ?? null) : null;
}
