import { Version2Client } from 'jira.js';
import type { Hand } from '../../support/people/people.ts';

const STARTED = '2026-02-04T09:00:00.000+0000';

/** A ticket as its own Jira tells it. */
export type TicketInJira = {
  readonly key: string;
  readonly title: string;
  readonly labels: readonly string[];
  readonly comments: readonly string[];
  readonly worklogs: readonly { readonly seconds: number; readonly comment: string }[];
};

/** Somebody who works in Jira Server, through REST and a client that is not ours. */
export class Manager {
  readonly #client: Version2Client;

  constructor(host: string) {
    this.#client = new Version2Client({ host, authentication: { basic: { email: 'anna', apiToken: 'anna' } } });
  }

  readonly hand: Hand = async (kind, issueIdOrKey, word) => {
    const { issues, issueComments, issueWorklogs } = this.#client;
    if (kind === 'label') await issues.editIssue({ issueIdOrKey, update: { labels: [{ add: word }] } });
    else if (kind === 'title') await this.rename(issueIdOrKey, `Title ${word}`);
    else if (kind === 'comment') await issueComments.addComment({ issueIdOrKey, comment: `Said ${word}` });
    else if (kind === 'worklog')
      await issueWorklogs.addWorklog({ issueIdOrKey, timeSpent: '20m', started: STARTED, comment: `Did ${word}` });
    else {
      const named = { project: { key: 'APP' }, issuetype: { name: 'Task' } };
      await issues.createIssue({ fields: { ...named, summary: `Ticket ${word}` } });
    }
  };

  async rename(key: string, title: string): Promise<void> {
    await this.#client.issues.editIssue({ issueIdOrKey: key, fields: { summary: title } });
  }

  /** All of the project, oldest first. */
  async tickets(): Promise<readonly TicketInJira[]> {
    const jql = 'project = APP ORDER BY key ASC';
    const search = { jql, fields: ['summary', 'labels', 'comment'], maxResults: 1000 };
    const { issues = [] } = await this.#client.issueSearch.searchForIssuesUsingJqlPost(search);
    return Promise.all(
      issues.map(async ({ key, fields }) => {
        const { worklogs } = await this.#client.issueWorklogs.getIssueWorklog({ issueIdOrKey: key });
        return {
          key,
          title: fields.summary,
          labels: fields.labels,
          // The types of this client know the text of a comment by another name than Jira does.
          comments: (fields.comment.comments as readonly { readonly body?: string }[]).map(({ body }) => body ?? ''),
          worklogs: worklogs.map(({ timeSpentSeconds = 0, comment }) => ({
            seconds: timeSpentSeconds,
            comment: String(comment ?? ''),
          })),
        };
      }),
    );
  }
}
