import { expect } from 'chai';
import {
  daysOf,
  isoWeekOf,
  isWorkingDay,
  monthPeriod,
  readDay,
  weekPeriod,
} from '../../../../src/cli/time/read-day.ts';

const NOW = Date.UTC(2026, 1, 14, 23, 30);

describe('days, weeks and months', () => {
  it('reads days and words, from now and in UTC', async () => {
    const day = (text: string) => readDay(text, '--from', NOW);
    expect(await day(' 2026-02-01 ')).to.equal('2026-02-01');
    expect(await day('today')).to.equal('2026-02-14');
    expect(await day('yesterday')).to.equal('2026-02-13');
    expect(await day('2 weeks ago')).to.equal('2026-01-31');
    expect(await day('7d')).to.equal('2026-02-07');
  });

  it('refuses what is no day, with how to write one', async () => {
    for (const text of ['2026-02-30', '2026-13-01', '12345', 'nonsense', '']) {
      const words = await readDay(text, '--from', NOW).then(
        () => 'read',
        (error: Error) => error.message,
      );
      expect(words, text).to.match(/^--from: .* is no day; write it like/);
    }
  });

  it('knows the weeks of ISO 8601, with the years that have 53', () => {
    expect(weekPeriod('2026-W07')).to.deep.equal({ from: '2026-02-09', to: '2026-02-15' });
    expect(weekPeriod('2020-w53')).to.deep.equal({ from: '2020-12-28', to: '2021-01-03' });
    expect([weekPeriod('2021-W53'), weekPeriod('2026-W00'), weekPeriod('2026-7')]).to.deep.equal([null, null, null]);
    expect(isoWeekOf('2021-01-03')).to.equal('2020-W53');
  });

  it('knows months and working days', () => {
    expect(monthPeriod('2024-02')).to.deep.equal({ from: '2024-02-01', to: '2024-02-29' });
    expect(monthPeriod('2024-13')).to.equal(null);
    const week = daysOf({ from: '2026-02-09', to: '2026-02-15' });
    expect(week.filter(isWorkingDay)).to.deep.equal(week.slice(0, 5));
  });
});
