import { Failure } from '../../model/failure.ts';
import { isTicketKey } from '../../model/ticket-key.ts';
import type { JiraSide } from '../jira-side.ts';
import { born } from './born.ts';
import { openClient } from './client.ts';
import { connect } from './connect.ts';
import { find } from './find.ts';
import { lastChanges } from './last-changes.ts';
import { listStamps, listTickets } from './list.ts';
import type { JiraSideOptions } from './options.ts';
import { perform } from './perform.ts';
import { poll } from './poll.ts';
import { newPollMemory } from './poll-memory.ts';
import { readIssues } from './read.ts';
import { readEntries } from './read-entries.ts';
import { readNames } from './read-names.ts';
import type { Session } from './session.ts';

/** Jira Server, Data Center or Cloud as the reconciler sees it. Nothing is sent before the first call, which connects. */
export function createJiraSide(options: JiraSideOptions): JiraSide {
  const url = addressOf(options.url);
  if (!isTicketKey(`${options.project}-1`)) throw new Failure('fatal', `"${options.project}" is no project key`);
  const client = openClient({ ...options, url });
  const memory = newPollMemory();
  let session: Promise<Session> | null = null;
  const connected = () => {
    session ??= connect(client, options).catch((error) => {
      session = null;
      throw error;
    });
    return session;
  };
  return {
    connect: async () => {
      session = null;
      return (await connected()).site;
    },
    poll: async (cursor) => poll(await connected(), cursor, memory),
    async *list() {
      yield* listTickets(await connected());
    },
    async *stamps() {
      yield* listStamps(await connected());
    },
    read: async (refs) => readIssues(await connected(), refs),
    readNames: async () => readNames(await connected()),
    lastChanges: async (id, subjects) => lastChanges(await connected(), id, subjects),
    readEntries: async (issue, ids) => readEntries(await connected(), issue, ids),
    perform: async (action) => perform(await connected(), action),
    find: async (attempt) => find(await connected(), attempt),
    born: async (sinceMs, isKnown) => born(await connected(), sinceMs, isKnown),
    close: async () => client.close(),
  };
}

/** Credentials belong in their own settings: an address is shown in logs. */
function addressOf(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const isWeb = parsed?.protocol === 'http:' || parsed?.protocol === 'https:';
  if (parsed === null || !isWeb) throw new Failure('fatal', 'JIRA_URL is no http or https address');
  if (parsed.username !== '' || parsed.password !== '' || parsed.search !== '' || parsed.hash !== '') {
    throw new Failure('fatal', `JIRA_URL is more than an address: use ${parsed.origin}${parsed.pathname}`);
  }
  return parsed;
}
