import { expect } from 'chai';
import { dirtyInGit, dirtyInJira, leftOver, refOfIssue } from '../../../src/reconciler/find-dirty.ts';
import type { GitChanges } from '../../../src/reconciler/git-side.ts';
import type { JiraPoll } from '../../../src/reconciler/jira-side.ts';
import type { Snapshot, SnapshotWrite } from '../../../src/snapshot/snapshot.ts';
import { MemoryObjectStore } from '../../support/memory-object-store.ts';
import { open, record } from '../../support/snapshot-helpers.ts';
import { entryOf, intentOf, requestOf, writeOf } from '../../support/snapshot-values.ts';

const BLOB = 'a'.repeat(40);
const OTHER = 'b'.repeat(40);
const UPDATED = entryOf(1).updated;

describe('what a push made dirty', () => {
  it('is a ticket whose file is not as agreed: changed, new or gone', async () => {
    const snapshot = await snapshotWith({ entries: [entryOf(1, { blob: BLOB }), entryOf(2, { blob: BLOB })] });
    const files = [
      { path: 'issues/APP-1.md', blob: OTHER },
      { path: 'issues/APP-2.md', blob: null },
      { path: 'issues/APP-3.md', blob: BLOB },
    ];
    expect(dirtyInGit(changes({ files }), snapshot)).to.deep.equal(['APP-1', 'APP-2', 'APP-3']);
  });

  it('is no ticket that is as agreed: our own commit, an edit taken back, a removal that was agreed', async () => {
    const snapshot = await snapshotWith({ entries: [entryOf(1, { blob: BLOB }), entryOf(2, { blob: null })] });
    const files = [
      { path: 'issues/APP-1.md', blob: BLOB },
      { path: 'issues/APP-2.md', blob: null },
      { path: 'issues/APP-3.md', blob: null },
    ];
    expect(dirtyInGit(changes({ files }), snapshot)).to.deep.equal([]);
  });

  it('is a file without a key by its path, unless it is gone', async () => {
    const files = [
      { path: 'issues/crash.md', blob: BLOB },
      { path: 'issues/gone.md', blob: null },
    ];
    expect(dirtyInGit(changes({ files }), await snapshotWith({}))).to.deep.equal(['issues/crash.md']);
  });

  it('is a ticket whose time entries changed, but none that can have no key', async () => {
    const keys = ['APP-1', 'APP-OFFLINE-1f'];
    expect(dirtyInGit(changes({ keys }), await snapshotWith({}))).to.deep.equal(['APP-1']);
  });
});

describe('what a poll of Jira made dirty', () => {
  it('is what moved since it was agreed, and no repetition of the overlap', async () => {
    const snapshot = await snapshotWith({ entries: [entryOf(1), entryOf(2)] });
    const stamps = [
      { id: '10001', key: 'APP-1', updated: UPDATED },
      { id: '10002', key: 'APP-2', updated: '2026-02-11T00:00:00.000+0000' },
      { id: '10003', key: 'APP-3', updated: UPDATED },
    ];
    expect(dirtyInJira(poll({ stamps }), snapshot)).to.deep.equal(['APP-2', 'APP-3']);
  });

  it('is a renamed issue, by the key its file still has', async () => {
    const snapshot = await snapshotWith({ entries: [entryOf(1)] });
    const stamps = [{ id: '10001', key: 'APP-77', updated: UPDATED }];
    expect(dirtyInJira(poll({ stamps }), snapshot)).to.deep.equal(['APP-1']);
  });

  it('is a ticket with other time entries, named by key, by id, or by the entry that is gone', async () => {
    const snapshot = await snapshotWith({ entries: [entryOf(1), entryOf(2), entryOf(3, { worklogs: ['700'] })] });
    const asked = poll({ worklogIssues: ['APP-1', '10002', '99999'], deletedWorklogs: ['700', '701'] });
    expect(dirtyInJira(asked, snapshot)).to.deep.equal(['APP-1', 'APP-2', 'APP-3']);
  });
});

describe('what the queue calls an issue', () => {
  const birth = intentOf('u1', { subject: 'issues/fix #12.md', result: { id: '10009', key: 'APP-9' } });

  it('is its agreed key', async () => {
    expect(refOfIssue(await snapshotWith({ entries: [entryOf(1)] }), '10001', 'APP-77')).to.equal('APP-1');
  });

  it('is the file it was just created from', async () => {
    expect(refOfIssue(await snapshotWith({ intents: [birth] }), '10009', 'APP-9')).to.equal('issues/fix #12.md');
  });

  it('is the key it has, for one that is new', async () => {
    expect(refOfIssue(await snapshotWith({ intents: [birth] }), '10010', 'APP-10')).to.equal('APP-10');
  });

  it('is never the ticket of a comment that happens to have the same id', async () => {
    const said = intentOf('u2', { subject: '10001#comment:new-1', result: { id: '10010', key: null } });
    expect(refOfIssue(await snapshotWith({ intents: [said] }), '10010', 'APP-10')).to.equal('APP-10');
  });
});

describe('what an earlier run left', () => {
  it('is what is pending, what has a problem and what was begun, each once', async () => {
    const snapshot = await snapshotWith({
      meta: {
        ...writeOf().meta,
        problems: ['issues/APP-9.md', 'issues/odd.md'].map((path) => ({ path, blob: null, reason: 'broken' })),
      },
      entries: [entryOf(1, { pending: true }), entryOf(2), entryOf(3)],
      intents: [
        intentOf('u1', { subject: 'issues/fix #12.md' }),
        intentOf('u2', { subject: '10003#comment:new-1' }),
        intentOf('u3', { subject: '10001#comment:new-1' }),
        intentOf('u4', { subject: '99999#comment:new-1' }),
      ],
    });
    expect(leftOver(snapshot)).to.have.members(['APP-1', 'APP-9', 'issues/odd.md', 'issues/fix #12.md', 'APP-3']);
    expect(leftOver(snapshot)).to.have.lengthOf(5);
  });

  it('is the ticket of a request that git may not have yet, by the key it has now', async () => {
    const made = { state: 'made', result: { id: '10002', key: 'OLD-2' } } as const;
    const create = { kind: 'create-issue' };
    const comment = { kind: 'add-comment', id: '10005', key: 'APP-5' };
    const snapshot = await snapshotWith({
      entries: [entryOf(2), entryOf(3)],
      requests: [
        requestOf(1, { ...made, action: create }),
        requestOf(2, { ...made, action: create, state: 'done', result: { id: '10003', key: 'APP-3' } }),
        requestOf(3, { action: comment }),
        requestOf(4, { action: create }),
      ],
    });
    expect(leftOver(snapshot)).to.have.members(['APP-2', 'APP-5']).and.to.have.lengthOf(2);
  });
});

async function snapshotWith(write: Partial<SnapshotWrite>): Promise<Snapshot> {
  const snapshot = await open(new MemoryObjectStore());
  expect(await record(snapshot, writeOf(write))).to.equal(true);
  return snapshot;
}

function changes(more: Partial<GitChanges>): GitChanges {
  return {
    files: [],
    keys: [],
    touched: [],
    rewound: { files: new Set(), lines: false },
    project: false,
    queue: false,
    records: [],
    problems: [],
    ...more,
  };
}

function poll(more: Partial<JiraPoll>): JiraPoll {
  const cursor = { updatedMs: 0, worklogsUpdatedMs: 0, worklogsDeletedMs: 0 };
  return { stamps: [], worklogIssues: [], deletedWorklogs: [], cursor, ...more };
}
