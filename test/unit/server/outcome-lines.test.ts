import { expect } from 'chai';
import type { JiraAction } from '../../../src/reconciler/jira-action.ts';
import { hasPending, outcomeLines } from '../../../src/server/outcome-lines.ts';
import { item, QUIET } from './fake-engine.ts';

const UPDATE: JiraAction = {
  kind: 'update-issue',
  id: '1',
  key: 'APP-1',
  reason: '',
  values: { title: 'x' },
  sets: {},
  texts: {},
};
const entryAt = '2026-02-14T08:00:00Z';
const hold = (field: string, kind: 'conflict' | 'refused' | 'unreadable', reason: string) => {
  return { field, kind, reason, git: '', jira: '', since: '2026-02-14T09:00:00Z', origins: null };
};
const linesOf = (...items: Parameters<typeof item>[0][]) => outcomeLines({ ...QUIET, items: items.map(item) });

describe('outcomeLines', () => {
  it('says that nothing was to do', () => {
    expect(linesOf()).to.deep.equal(['✓ In sync: nothing to do']);
  });

  it('says what was done of each ticket, up to ten', () => {
    expect(linesOf({ jira: [UPDATE] })).to.deep.equal(['✓ APP-1 → Jira: set title']);
    const many = Array.from({ length: 11 }, (_, index) => ({ key: `APP-${index}`, jira: [UPDATE] }));
    expect(linesOf(...many)).to.deep.equal(['✓ Synced 11 tickets to Jira']);
  });

  it('tells whoever renamed a file that it is put back', () => {
    const rule = 'issues/login page.md is APP-1: put back under its name';
    const finding = {
      ref: 'file',
      verdict: 'put-back',
      base: null,
      git: null,
      jira: null,
      desired: null,
      rule,
    } as const;
    const write = { kind: 'write-ticket', path: 'issues/login page.md', to: 'issues/APP-1.md', from: null } as const;
    const git = [{ ...write, edit: { values: {}, texts: {}, comments: null }, reason: '' }];
    expect(linesOf({ findings: [finding], git })).to.deep.equal([
      `! ${rule}: run \`git pull\``,
      '✓ APP-1 → git: rename issues/login page.md to issues/APP-1.md',
    ]);
  });

  it('says of a file that cannot be synced what the contract says', () => {
    const unknown = hold('file', 'unreadable', 'Issue APP-9999 not found in Jira');
    expect(linesOf({ key: 'APP-9999', holds: [unknown] })).to.deep.equal([
      '✗ Sync error: Issue APP-9999 not found in Jira',
    ]);
    const broken = hold('file', 'unreadable', 'line 3: no title');
    expect(linesOf({ key: null, ref: 'issues/a.md', holds: [broken] })).to.deep.equal([
      '✗ Sync error: issues/a.md: line 3: no title',
    ]);
  });

  it('tells a refused field from a conflict', () => {
    expect(linesOf({ holds: [hold('status', 'refused', 'Jira says no')] })).to.deep.equal([
      '✗ APP-1 status: Jira says no',
    ]);
    expect(linesOf({ holds: [hold('title', 'conflict', 'both changed it')] })).to.deep.equal([
      '! APP-1 title is in conflict: both changed it',
    ]);
  });

  it('names the ticket that failed, and what ended the cycle', () => {
    const failure = { reason: 'no answer', retries: true };
    expect(linesOf({ failure })).to.deep.equal(['✗ Sync error: APP-1: no answer']);
    expect(outcomeLines({ ...QUIET, error: 'Jira is away' })).to.deep.equal(['✗ Sync error: Jira is away']);
  });

  it('names what was created, and counts the time that had waited in the queue', () => {
    const create: JiraAction = {
      kind: 'create-issue',
      uid: 'u',
      path: 'issues/a.md',
      values: {},
      texts: {},
      reason: '',
    };
    const log = (id: string): JiraAction => {
      const entry = { author: 'jane', seconds: 3600, started: '2026-02-14T09:00:00Z', comment: null, reason: '' };
      return { kind: 'add-worklog', uid: id, id: '1', key: 'APP-1', ref: `worklog:new-${id}`, ...entry };
    };
    const dequeued = ['a', 'b'].map((id) => ({ kind: 'worklog', id, issue: 'APP-1', at: entryAt }) as const);
    const items = [item({ key: 'APP-7', jira: [create, UPDATE] }), item({ jira: [log('a'), log('b'), log('c')] })];
    expect(outcomeLines({ ...QUIET, items, dequeued })).to.deep.equal([
      '✓ Created APP-7 from issues/a.md',
      '✓ Synced 2 queued worklogs to Jira',
      '✓ APP-7 → Jira: set title',
      '✓ APP-1 → Jira: log 1h for jane',
    ]);
  });

  it('keeps quiet about what waited and was done later in the same cycle', () => {
    const waits = hold('file', 'unreadable', 'waits for APP-OFFLINE-b: it is not in Jira yet');
    const held = { key: null, ref: 'issues/a.md', holds: [waits] };
    expect(linesOf(held, { key: 'APP-7', ref: 'issues/a.md', jira: [UPDATE] })).to.deep.equal([
      '✓ APP-7 → Jira: set title',
    ]);
  });

  it('says the same once', () => {
    const broken = { key: 'APP-7', holds: [hold('file', 'unreadable', 'a link')] };
    expect(linesOf(broken, broken)).to.deep.equal(['✗ Sync error: APP-7: a link']);
  });
});

describe('hasPending', () => {
  it('is true where a ticket is held or failed', () => {
    expect(hasPending({ ...QUIET, items: [item({ jira: [UPDATE] })] })).to.equal(false);
    expect(hasPending({ ...QUIET, items: [item({ holds: [hold('title', 'conflict', '')] })] })).to.equal(true);
    expect(hasPending({ ...QUIET, items: [item({ failure: { reason: '', retries: true } })] })).to.equal(true);
  });
});
