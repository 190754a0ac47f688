/**
 * Whether a colour is the one that text has in Jira anyway: Jira's editor writes it around words that were pasted from
 * a page of Jira's own (`N800` of Atlassian's colours). It says nothing.
 */
export function isUsualTextColor(color: string): boolean {
  return color.trim().toLowerCase() === '#172b4d';
}
