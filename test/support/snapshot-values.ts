import type { TicketBase } from '../../src/snapshot/base.ts';
import type { IndexEntry } from '../../src/snapshot/index-entry.ts';
import type { Intent } from '../../src/snapshot/intent.ts';
import { emptyMeta } from '../../src/snapshot/meta-file.ts';
import type { RequestEntry } from '../../src/snapshot/request-entry.ts';
import type { SnapshotWrite } from '../../src/snapshot/snapshot.ts';

/** An entry of ticket `n`, with whatever the test cares about. */
export function entryOf(n: number, more: Partial<IndexEntry> = {}): IndexEntry {
  return {
    id: String(10_000 + n),
    key: `APP-${n}`,
    updated: '2026-02-10T14:30:00.000+0000',
    blob: null,
    pending: false,
    missingSinceMs: null,
    unseen: {},
    kept: [],
    rewound: [],
    worklogs: [],
    ...more,
  };
}

export function baseOf(n: number, more: Partial<TicketBase> = {}): TicketBase {
  return {
    id: String(10_000 + n),
    key: `APP-${n}`,
    values: { title: `Ticket ${n}`, labels: ['a', 'b'], points: 3, due: null },
    texts: { description: { markdown: 'Some *words*\n', jira: { kind: 'wiki', wiki: 'Some _words_\r\n' } } },
    comments: [],
    worklogs: [],
    holds: [],
    ...more,
  };
}

export function intentOf(uid: string, more: Partial<Intent> = {}): Intent {
  const action = { kind: 'create', title: 'New' };
  return { uid, action, subject: 'issues/new.md', atMs: 1_000, known: [], result: null, ...more };
}

/** A request of the ledger, its name from `n`. */
export function requestOf(n: number, more: Partial<RequestEntry> = {}): RequestEntry {
  return {
    id: n.toString(16).padStart(20, '0'),
    key: `key ${n}`,
    digest: 'd',
    state: 'sent',
    action: { kind: 'create', title: 'New' },
    texts: { description: 'Words' },
    line: null,
    known: [],
    atMs: 1_000,
    result: null,
    commit: null,
    ...more,
  };
}

/** A write that changes nothing but what the test names. */
export function writeOf(more: Partial<SnapshotWrite> = {}): SnapshotWrite {
  return {
    meta: emptyMeta('APP', 'main'),
    entries: [],
    forgotten: [],
    bases: [],
    droppedKeys: [],
    intents: [],
    doneIntents: [],
    requests: [],
    forgottenRequests: [],
    ...more,
  };
}
