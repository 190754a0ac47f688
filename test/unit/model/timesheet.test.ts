import { expect } from 'chai';
import { timesheetOf } from '../../../src/model/timesheet.ts';

const entry = (issue: string, started: string, seconds: number) => ({
  id: null,
  issue,
  author: 'jane',
  seconds,
  started,
  comment: '',
});

describe('timesheetOf', () => {
  it('adds up days, tickets and all, in order', () => {
    const late = entry('APP-2', '2026-02-14T23:30:00Z', 3600);
    const early = entry('APP-10', '2026-02-14T08:00:00Z', 1800);
    const next = entry('APP-2', '2026-02-15T08:00:00Z', 60);
    const sheet = timesheetOf([next, late, early]);
    expect(sheet.entries).to.deep.equal([early, late, next]);
    expect(sheet.days).to.deep.equal([
      { date: '2026-02-14', totalSeconds: 5400 },
      { date: '2026-02-15', totalSeconds: 60 },
    ]);
    expect(sheet.issues).to.deep.equal([
      { issue: 'APP-10', totalSeconds: 1800 },
      { issue: 'APP-2', totalSeconds: 3660 },
    ]);
    expect(sheet.totalSeconds).to.equal(5460);
  });

  it('is empty of nothing', () => {
    expect(timesheetOf([])).to.deep.equal({ entries: [], days: [], issues: [], totalSeconds: 0 });
  });
});
