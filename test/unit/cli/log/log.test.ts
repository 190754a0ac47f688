import { expect } from 'chai';
import fc from 'fast-check';
import { localTime, readStarted } from '../../../../src/cli/log/read-started.ts';
import { readTimeWords } from '../../../../src/cli/log/read-time-words.ts';
import { newId } from '../../../../src/cli/offline/new-id.ts';
import { isOfflineKey } from '../../../../src/model/ticket-ref.ts';

const WORKING = { secondsPerDay: 8 * 3600, secondsPerWeek: 40 * 3600 };
const NOW = Date.parse('2026-11-18T11:00:00Z');

describe('the time of an entry', () => {
  const read = (...words: readonly string[]) => {
    const { seconds, comment } = readTimeWords(words, WORKING, false);
    return [seconds / 60, comment];
  };

  it('is every duration, in one word or several, and the rest is the comment', () => {
    expect(read('30m')).to.deep.equal([30, '']);
    expect(read('1.5h', 'Fixed', 'bug')).to.deep.equal([90, 'Fixed bug']);
    expect(read('1h', '30m', 'Fixed 2h bug')).to.deep.equal([90, 'Fixed 2h bug']);
    expect(read('1h 30m', 'x')).to.deep.equal([90, 'x']);
    expect(read('1H30M')).to.deep.equal([90, '']);
    expect([read('1d')[0], read('1w')[0], read('24h')[0]]).to.deep.equal([480, 2400, 1440]);
  });

  it('is refused in words where it is zero, negative, nothing, or a slip', () => {
    for (const [words, told] of [
      [['0m'], 'the time is zero'],
      [['-2h'], 'negative'],
      [['2'], 'has no unit'],
      [['two', 'hours'], 'is no time'],
      [['1h', '1h'], 'names a unit twice'],
      [['25h'], 'add --yes'],
      [['6d'], 'add --yes'],
      [['1001h'], 'longer than 1000h'],
    ] as const) {
      expect(() => readTimeWords(words, WORKING, false), words.join(' ')).to.throw(told);
    }
    expect(readTimeWords(['25h'], WORKING, true).seconds).to.equal(90_000);
  });
});

describe('when work began', () => {
  let zone: string | undefined;
  before(() => {
    zone = process.env.TZ;
    process.env.TZ = 'Europe/Berlin';
  });
  after(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  const read = (text: string, sure = false) => readStarted(text, NOW, sure);
  const errorOf = (text: string) =>
    read(text).then(
      (time) => `no error but ${time}`,
      (error: Error) => error.message,
    );

  it('is in the time zone of the terminal, unless one is written', async () => {
    for (const [text, time] of [
      ['09:00', '2026-11-18T08:00:00Z'],
      ['at 9am', '2026-11-18T08:00:00Z'],
      ['yesterday 14:00', '2026-11-17T13:00:00Z'],
      ['last friday 9am', '2026-11-13T08:00:00Z'],
      ['2026-07-14T09:00', '2026-07-14T07:00:00Z'],
      ['2026-07-14 09:00', '2026-07-14T07:00:00Z'],
      ['2026-07-14T09:00:30Z', '2026-07-14T09:00:30Z'],
      ['2026-07-14T09:00:30.5-0500', '2026-07-14T14:00:30Z'],
      ['2 hours ago', '2026-11-18T09:00:00Z'],
    ] as const) {
      expect(await read(text), text).to.equal(time);
    }
  });

  it('is refused where only a part of it is understood, or nothing', async () => {
    for (const text of [
      '',
      'soon',
      '25:00',
      'yesterday 25:00',
      '09:00 tomorow',
      '9am and 10am',
      '9am - 10am',
      '2026-02-30T09:00:00Z',
    ])
      expect(await errorOf(text), text).to.include('is no moment');
  });

  it('is refused where it lies ahead, and asked about where it is long ago', async () => {
    expect(await errorOf('in 3 days')).to.include('2026-11-21 12:00 +01:00, which lies ahead');
    expect(await errorOf('2025-02-14 09:00')).to.include('more than a year ago; add --yes');
    expect(await read('2025-02-14 09:00', true)).to.equal('2025-02-14T08:00:00Z');
    expect(await errorOf('1969-12-01T00:00:00Z')).to.include('is no moment');
    expect(localTime('2026-07-14T07:00:00Z')).to.equal('2026-07-14 09:00 +02:00');
  });
});

describe('newId', () => {
  it('sorts by time, makes a key, and never comes twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 1e9 }), (ms, later) => {
        const [first, second] = [newId(ms), newId(ms + later)];
        expect(first < second).to.equal(true);
        expect(first).to.match(/^[0-9a-hjkmnp-tv-z]{20}$/);
        expect(isOfflineKey(`APP-OFFLINE-${first}`)).to.equal(true);
      }),
    );
    expect(new Set(Array.from({ length: 10_000 }, () => newId(NOW))).size).to.equal(10_000);
  });
});
