/** A person as Jira names them: the username on Server, the accountId on Cloud. */
export type JiraUser = {
  readonly jiraName: string;
  readonly displayName: string;
  /** What outlives a renaming on Server; null on Cloud, where the account id does. */
  readonly key: string | null;
};

/** Who is who: handles of git and names of Jira. It lives as long as the process and may learn newcomers. */
export interface PeopleBook {
  /** The handle of a Jira user; someone not met before is registered. */
  handleOf(user: JiraUser): string;
  /** Jira's name of a handle; null for a handle nobody is known by. */
  jiraNameOf(handle: string): string | null;
  /** The key that outlives the name of somebody on Server; null where it was never seen. */
  userKeyOf(handle: string): string | null;
}
