import { expect } from 'chai';
import pc from 'picocolors';
import { ago, isClean, statusLines } from '../../../../src/cli/render/status-lines.ts';
import { EMPTY_STATUS } from '../../../../src/reconciler/empty-status.ts';
import type { StatusReport } from '../../../../src/reconciler/engine.ts';
import { HEALTHY, item, QUIET } from '../../server/fake-engine.ts';

const NOW = Date.UTC(2026, 1, 14, 9);
const CLEAN: StatusReport = {
  ...EMPTY_STATUS,
  project: 'APP',
  health: HEALTHY,
  tickets: 3,
  lastCycle: { ...QUIET, endedAtMs: NOW - 5_000 },
};
const hold = (field: string, kind: 'conflict' | 'refused', reason: string) => {
  return { field, kind, reason, git: '', jira: '', since: '2026-02-14T09:00:00Z', origins: null };
};
const linesOf = (change: Partial<StatusReport>, width: number | null = null) =>
  statusLines({ ...CLEAN, ...change }, pc.createColors(false), width, NOW);

describe('statusLines', () => {
  it('says that nothing waits', () => {
    expect(linesOf({})).to.deep.equal([
      'Project APP: 3 tickets, healthy, last cycle 5 s ago, not all tickets verified yet',
      '',
      'Nothing waits: git and Jira agree.',
    ]);
  });

  it('tells why the service is not healthy', () => {
    const health = { ...HEALTHY, state: 'degraded' as const, reason: 'Jira cannot be reached' };
    expect(linesOf({ health }).slice(0, 2).join('\n')).to.match(/degraded.*\nJira cannot be reached/);
  });

  it('tells held fields, conflicts, files and the queue apart', () => {
    const lines = linesOf({
      pending: [
        item({ key: 'APP-1', holds: [hold('status', 'refused', 'no such status'), hold('title', 'conflict', 'both')] }),
        item({ key: 'APP-2', situation: 'missing-in-jira' }),
      ],
      problems: [{ path: 'issues/broken.md', reason: 'line 3: no title' }],
      queue: Array.from({ length: 12 }, (_, index) => `APP-${index}`),
    });
    const text = lines.join('\n');
    expect(text).to.include('Held until a value changes on either side:\n  APP-1  status  no such status (since');
    expect(text).to.include('In conflict, waiting for a person:\n  APP-1  title  both (since');
    expect(text).to.include('Not finished:\n  APP-2  Jira did not show it');
    expect(text).to.include('Files that cannot be synced:\n  issues/broken.md  line 3: no title');
    expect(text).to.include('APP-9 and 2 more');
    expect(text).not.to.include('Nothing waits');
  });

  it('fits the width of a terminal', () => {
    const reason = 'a long reason with many words '.repeat(10);
    const lines = linesOf({ problems: [{ path: 'issues/broken.md', reason }] }, 60);
    for (const line of lines.slice(2)) expect([...line].length, line).to.be.at.most(60);
    expect(lines.join(' ').match(/long/g)).to.have.length(10);
  });

  it('lets nothing that people wrote steer the terminal', () => {
    const path = 'issues/\u001b[31mred\u202e.md';
    const text = linesOf({ problems: [{ path, reason: 'x\r\ny' }] }).join('\n');
    for (const character of ['\u001b', '\u202e', '\r']) expect(text).not.to.include(character);
  });
});

describe('isClean', () => {
  it('is false while anything waits', () => {
    expect(isClean(CLEAN)).to.equal(true);
    expect(isClean({ ...CLEAN, queue: ['APP-1'] })).to.equal(false);
    expect(isClean({ ...CLEAN, problems: [{ path: 'x', reason: 'y' }] })).to.equal(false);
  });
});

describe('ago', () => {
  it('is told in the largest unit that fits', () => {
    expect([0, 59_000, 60_000, 3_599_000, 3_600_000, 172_800_000, -5].map(ago)).to.deep.equal([
      '0 s ago',
      '59 s ago',
      '1 min ago',
      '59 min ago',
      '1 h ago',
      '2 d ago',
      '0 s ago',
    ]);
  });
});
