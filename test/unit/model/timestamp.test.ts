import { expect } from 'chai';
import fc from 'fast-check';
import { isDate, msOfTime, parseTime, timeOfMs, toHeaderTime } from '../../../src/model/timestamp.ts';

describe('a time', () => {
  const understood: readonly (readonly [string, string])[] = [
    ['2026-02-14T09:00:00Z', '2026-02-14T09:00:00Z'],
    ['2026-02-14T09:00:00.000+0000', '2026-02-14T09:00:00Z'],
    ['2026-02-14T09:00:00.999+0000', '2026-02-14T09:00:00Z'],
    ['2026-02-14T09:00:58.108+0530', '2026-02-14T03:30:58Z'],
    ['2026-02-14T09:00:00-08:00', '2026-02-14T17:00:00Z'],
    ['2026-02-14T09:00:00+01', '2026-02-14T08:00:00Z'],
    ['2026-02-14T09:00Z', '2026-02-14T09:00:00Z'],
    ['2026-02-14 09:00:00', '2026-02-14T09:00:00Z'],
    ['2026-02-14 09:00', '2026-02-14T09:00:00Z'],
    ['2026-02-14 09:00:00 UTC', '2026-02-14T09:00:00Z'],
    ['2026-02-14t09:00:00,5z', '2026-02-14T09:00:00Z'],
    ['2026-01-01T00:30:00+02:00', '2025-12-31T22:30:00Z'],
    ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00Z'],
    ['0015-03-02T00:00:00Z', '0015-03-02T00:00:00Z'],
  ];
  for (const [text, time] of understood) {
    it(`"${text}" is ${time}`, () => {
      expect(parseTime(text)).to.equal(time);
    });
  }

  const refused = [
    '',
    'now',
    '2026-02-14',
    '2026-02-30T09:00:00Z',
    '2025-02-29T09:00:00Z',
    '2026-13-01T09:00:00Z',
    '2026-02-14T24:00:00Z',
    '2026-02-14T09:60:00Z',
    '2026-02-14T09:00:00+99:00',
    '2026-02-14T09:00:00 CET',
    '1771059600',
    '02/14/2026 09:00',
    '0000-01-01T00:00:00+10:00',
  ];
  for (const text of refused) {
    it(`"${text}" is none`, () => {
      expect(parseTime(text)).to.equal(null);
    });
  }

  it('comes back from a comment header', () => {
    const seconds = fc.integer({ min: -62_000_000_000, max: 250_000_000_000 });
    fc.assert(
      fc.property(seconds, (value) => {
        const time = timeOfMs(value * 1000) ?? '';
        expect(parseTime(toHeaderTime(time))).to.equal(time);
        expect(msOfTime(time)).to.equal(value * 1000);
      }),
    );
  });
});

describe('a date', () => {
  it('is a day of the calendar', () => {
    expect(['2026-02-28', '2024-02-29', '0001-01-01'].every(isDate)).to.equal(true);
    expect(['2026-02-29', '2026-2-1', '2026-00-10', '20260214', '2026-02-14T00:00:00Z'].some(isDate)).to.equal(false);
  });
});
