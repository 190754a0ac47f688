import type { TextPeople } from '../../../../src/model/text/text-people.ts';

/** Two people of an invented project: on Server by username, on Cloud by account id. */
export const people: TextPeople = {
  handleByJiraName: { 'john.doe': 'john.doe', '5b10ac8d82e05b22cc7d4ef5': 'jane' },
  jiraNameByHandle: { 'john.doe': 'john.doe', jane: '5b10ac8d82e05b22cc7d4ef5' },
};
