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
const hold = (field: string, kind: 'conflict' | 'refused' | 'unreadable', reason: string) => {
  return { field, kind, reason, git: '', jira: '', since: '2026-02-14T09:00:00Z' };
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
