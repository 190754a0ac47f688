import type { BatchEvent, BatchTicket } from '../../reconciler/batch-event.ts';
import { describeGitAction, describeJiraAction } from '../../reconciler/describe-action.ts';
import type { EngineEvent } from '../../reconciler/engine.ts';
import type { StreamKind } from './event-hub.ts';

type Told = { readonly kind: StreamKind; readonly data: Readonly<Record<string, unknown>> };

/** What listeners of `GET /events` are told of an event of the engine: names, words and counts, and no text of a ticket. */
export function streamEventsOf(event: EngineEvent): readonly Told[] {
  switch (event.kind) {
    case 'batch':
      return event.tickets.flatMap((ticket) => [...changeOf(event, ticket), ...conflictsOf(ticket)]);
    case 'cycle': {
      const { cycle, startedAtMs, endedAtMs, items, imported, commits, error } = event.report;
      const data = { cycle, ms: endedAtMs - startedAtMs, tickets: items.length, imported, commits, error };
      return [{ kind: 'cycle', data }];
    }
    case 'health': {
      const { state, reason, jiraConnected } = event.health;
      return [{ kind: 'health', data: { status: state, reason, jiraConnected } }];
    }
    case 'progress':
    case 'maintenance':
      return [];
  }
}

function changeOf({ commit }: BatchEvent, { ref, key, jira, git }: BatchTicket): readonly Told[] {
  if (jira.length + git.length === 0) return [];
  const data = {
    issue: key ?? ref,
    commit: git.length > 0 ? commit : null,
    jira: jira.map(describeJiraAction),
    git: git.map(describeGitAction),
  };
  return [{ kind: 'change', data }];
}

function conflictsOf({ ref, key, newHolds }: BatchTicket): readonly Told[] {
  return newHolds.map(({ field, kind, reason, since }) => ({
    kind: 'conflict',
    data: { issue: key ?? ref, field, kind, reason, since },
  }));
}
