import { expect } from 'chai';
import { buildTimesheet } from '../../../../src/cli/timesheet/build-timesheet.ts';
import { csv } from '../../../../src/cli/timesheet/csv.ts';
import { timesheetPeriod } from '../../../../src/cli/timesheet/timesheet-period.ts';
import type { GitWorklog } from '../../../../src/model/worklog.ts';
import { makeTemporaryClone, type TemporaryClone, ticketText } from '../temporary-clone.ts';

const entry = (started: string, seconds: number, change: Partial<GitWorklog> = {}): GitWorklog => {
  return { id: null, issue: 'APP-1', author: 'anna', seconds, started, comment: '', ...change };
};
// 2026-02-14 is a Saturday.
const WEEK = { from: '2026-02-09', to: '2026-02-15' };
const build = (worklogs: readonly GitWorklog[], today = '2026-02-20') =>
  buildTimesheet(worklogs, { author: 'anna', period: WEEK, secondsPerDay: 28_800, today });

describe('buildTimesheet', () => {
  it('adds up a day by ticket, with comments once each', () => {
    const sheet = build([
      entry('2026-02-09T09:00:00Z', 3600, { comment: 'a' }),
      entry('2026-02-09T10:00:00Z', 1800, { comment: 'a' }),
      entry('2026-02-09T11:00:00Z', 60, { issue: 'APP-2', comment: 'b' }),
    ]);
    expect(sheet.days[0]).to.deep.equal({
      date: '2026-02-09',
      tickets: [
        { issue: 'APP-1', seconds: 5400, comments: ['a'] },
        { issue: 'APP-2', seconds: 60, comments: ['b'] },
      ],
      totalSeconds: 5460,
      dueSeconds: 28_800,
      missingSeconds: 23_340,
    });
  });

  it('counts what started on the day in UTC, to the last second of it', () => {
    const sheet = build([
      entry('2026-02-08T23:59:59Z', 60),
      entry('2026-02-09T00:00:00Z', 120),
      entry('2026-02-15T23:59:59Z', 240),
      entry('2026-02-16T00:00:00Z', 480),
    ]);
    expect(sheet.totalSeconds).to.equal(360);
  });

  it('asks for nothing on weekends and on days to come', () => {
    const due = (today: string) => build([], today).days.map(({ dueSeconds }) => dueSeconds / 3600);
    expect(due('2026-02-20')).to.deep.equal([8, 8, 8, 8, 8, 0, 0]);
    expect(due('2026-02-10')).to.deep.equal([8, 8, 0, 0, 0, 0, 0]);
  });

  it('lets no long day make up for a missing one', () => {
    expect(build([entry('2026-02-09T09:00:00Z', 57_600)], '2026-02-10').missingSeconds).to.equal(28_800);
  });

  it('leaves out other people, and takes a handle in any case', () => {
    expect(
      build([
        entry('2026-02-09T09:00:00Z', 60, { author: 'Anna' }),
        entry('2026-02-09T09:00:00Z', 60, { author: 'john.doe' }),
      ]).totalSeconds,
    ).to.equal(60);
  });
});

describe('timesheetPeriod', () => {
  const NOW = Date.UTC(2026, 1, 14, 12);
  it('is the current week where nothing is said, and this month for --month alone', async () => {
    expect(await timesheetPeriod({}, NOW)).to.deep.equal(WEEK);
    expect(await timesheetPeriod({ week: true }, NOW)).to.deep.equal(WEEK);
    expect(await timesheetPeriod({ month: true }, NOW)).to.deep.equal({ from: '2026-02-01', to: '2026-02-28' });
  });

  it('goes to today without an end, and from the first of the month without a beginning', async () => {
    expect(await timesheetPeriod({ from: '2026-02-10' }, NOW)).to.deep.equal({ from: '2026-02-10', to: '2026-02-14' });
    expect(await timesheetPeriod({ to: '2026-01-20' }, NOW)).to.deep.equal({ from: '2026-01-01', to: '2026-01-20' });
  });

  it('refuses two ways at once, the wrong order and ages', async () => {
    for (const options of [
      { week: true, month: true },
      { from: '2026-02-10', to: '2026-02-09' },
      { from: '1900-01-01' },
      { week: '2026-W60' },
      { month: '2026-2' },
    ] as const) {
      expect(
        await timesheetPeriod(options, NOW).then(
          () => 'read',
          () => 'refused',
        ),
      ).to.equal('refused');
    }
  });
});

describe('csv', () => {
  it('quotes what must be, and keeps a spreadsheet from running a comment', () => {
    expect(csv([['a,b', 'say "hi"', 'x\ny', '=1+1', '-2', 'plain']])).to.equal(
      '"a,b","say ""hi""","x\ny",\'=1+1,\'-2,plain\r\n',
    );
  });
});

describe('tract timesheet and tract worklogs', () => {
  let clone: TemporaryClone;
  before(() => {
    const line = (issue: string, author: string, time: string, started: string, comment: string) =>
      `${JSON.stringify({ issue, author, time, started, comment })}\n`;
    clone = makeTemporaryClone({
      'issues/APP-1.md': ticketText(['title: Login']),
      'worklogs/2026-02.jsonl':
        line('APP-1', 'anna', '2h', '2026-02-10T09:00:00Z', 'Fixed, at last') +
        line('APP-1', 'anna', '2h', '2026-02-10T09:00:00Z', 'Fixed, at last') +
        line('APP-2', 'anna', '1h 40m', '2026-02-10T13:00:00Z', '') +
        line('APP-1', 'john.doe', '30m', '2026-02-11T09:00:00Z', ''),
    });
  });
  after(() => clone.remove());
  const week = ['--week', '2026-W07'];

  it('shows days, tickets with their titles, and what is missing', async () => {
    const { code, out } = await clone.run(['timesheet', 'Anna Berg', ...week], { columns: 80 });
    expect(code).to.equal(0);
    expect(out).to.include('Anna Berg (anna), 2026-02-09 to 2026-02-15 (days in UTC)');
    expect(out)
      .to.match(/Mon 2026-02-09 +0m +8h missing\n/)
      .and.match(/Tue 2026-02-10 +APP-1 +2h +Fixed, at last\n +APP-2 +1h 40m\n +1h|3h 40m +\(day\) 4h 20m missing/);
    expect(out)
      .to.match(/APP-1 +2h +Login\n/)
      .and.include('Total: 3h 40m of 40h due, 36h 20m missing');
  });

  it('gives JSON in the shape of the API, by option or by format', async () => {
    const { out } = await clone.run(['timesheet', ...week, '--format', 'json'], { env: { TRACT_AUTHOR: 'anna' } });
    const sheet = JSON.parse(out) as Record<string, unknown> & { readonly entries: readonly object[] };
    expect(sheet).to.include({
      author: 'anna',
      from: '2026-02-09',
      to: '2026-02-15',
      totalSeconds: 13_200,
      total: '3h 40m',
    });
    expect(sheet.entries).to.have.lengthOf(2);
    expect((await clone.run(['timesheet', 'anna', ...week, '--json'])).out).to.equal(out);
  });

  it('gives a line of CSV for each entry', async () => {
    const { out } = await clone.run(['timesheet', 'anna', ...week, '--format', 'csv']);
    expect(out).to.equal(
      'date,issue,author,hours,started,comment\r\n2026-02-10,APP-1,anna,2,2026-02-10T09:00:00Z,"Fixed, at last"\r\n2026-02-10,APP-2,anna,1.6667,2026-02-10T13:00:00Z,\r\n',
    );
  });

  it('says who nobody is', async () => {
    expect((await clone.run(['timesheet', 'nobody', ...week])).err).to.include('nobody called "nobody"');
    expect(await clone.run(['timesheet', 'anna', '--author', 'anna'])).to.include({ code: 2 });
  });

  it('shows the entries of a ticket, and says where there are none', async () => {
    const { out } = await clone.run(['worklogs', 'app-1']);
    expect(out)
      .to.match(/2026-02-10 09:00 +Anna Berg \(anna\) +2h +Fixed/)
      .and.include('Total: 2.5h in 2 entries');
    expect((await clone.run(['worklogs', '2', '--json'])).out).to.include('"total": "1h 40m"');
    expect((await clone.run(['worklogs', 'APP-77'])).code).to.equal(1);
  });
});
