/** The members of a ticket in a report, as `--help` tells them. */
export const ITEM_HELP = `{ref, key, situation, findings, jira, git, holds: [{field, kind, reason, git, jira, since}], approximated, failure: {reason,
retries} or null}: what was found, what goes to either side, what is held, and what did not work.`;

/** The report of one cycle, as `--help` tells it. */
export const REPORT_HELP = `
With --json: {cycle, startedAtMs, endedAtMs, items: [ticket], imported, commits, dequeued, error}. A ticket is
${ITEM_HELP}`;
