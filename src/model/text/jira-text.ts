/** A node of the Atlassian Document Format, as plain JSON. */
export type AdfNode = { readonly type: string; readonly [key: string]: unknown };

/** A text field as Jira holds it: wiki markup on Server and Data Center, ADF on Cloud. No text at all is null. */
export type JiraText =
  | { readonly kind: 'wiki'; readonly wiki: string }
  | { readonly kind: 'adf'; readonly doc: AdfNode };
