import { expect } from 'chai';
import { formatDuration, parseDuration } from '../../../../src/emulator/text/duration.ts';
import { formatTimestamp, instantOf, parseTimestamp } from '../../../../src/emulator/text/zoned-time.ts';

const usual = { hoursPerDay: 8, daysPerWeek: 5 };

describe('durations', () => {
  it('count days and weeks as the site is configured', () => {
    expect(parseDuration('1d 2h', usual)).to.equal(36_000);
    expect(parseDuration('1w', usual)).to.equal(144_000);
    expect(parseDuration('1d', { hoursPerDay: 7.6, daysPerWeek: 5.5 })).to.equal(27_360);
    expect(parseDuration('1.5h', usual)).to.equal(5400);
    expect(parseDuration('90', usual)).to.equal(5400);
    expect(parseDuration('soon', usual)).to.equal(null);
    expect(formatDuration(36_000, usual)).to.equal('1d 2h');
    expect(formatDuration(0, usual)).to.equal('0m');
  });
});

describe('timestamps', () => {
  it('are written with milliseconds and an offset without colon, in the zone of the site', () => {
    const ms = Date.parse('2026-02-14T09:00:00.123Z');
    expect(formatTimestamp(ms, 'UTC')).to.equal('2026-02-14T09:00:00.123+0000');
    expect(formatTimestamp(ms, 'Asia/Kolkata')).to.equal('2026-02-14T14:30:00.123+0530');
    expect(formatTimestamp(ms, 'America/New_York')).to.equal('2026-02-14T04:00:00.123-0500');
  });

  it('are read in that form only', () => {
    expect(parseTimestamp('2026-02-14T09:00:00.000+0100')).to.equal(Date.parse('2026-02-14T08:00:00Z'));
    for (const wrong of [
      '2026-02-14T09:00:00Z',
      '2026-02-14T09:00:00.000Z',
      '2026-02-14T09:00:00+0000',
      '2026-02-14T09:00:00.000+00:00',
    ]) {
      expect(parseTimestamp(wrong), wrong).to.equal(null);
    }
  });

  it('of a wall clock know summer time', () => {
    expect(instantOf([2026, 7, 1, 12, 0], 'Europe/Berlin')).to.equal(Date.parse('2026-07-01T10:00:00Z'));
    expect(instantOf([2026, 1, 1, 12, 0], 'Europe/Berlin')).to.equal(Date.parse('2026-01-01T11:00:00Z'));
  });
});
