import { expect } from 'chai';
import fc from 'fast-check';
import { parseDuration, renderDuration } from '../../../src/model/duration.ts';

const WORKING = { secondsPerDay: 28_800, secondsPerWeek: 144_000 };

describe('a duration', () => {
  const understood: readonly (readonly [string, number])[] = [
    ['30m', 1800],
    ['2h', 7200],
    ['1.5h', 5400],
    ['1h 30m', 5400],
    ['1h30m', 5400],
    ['30m 1h', 5400],
    ['  2 h ', 7200],
    ['1d', 28_800],
    ['1w', 144_000],
    ['1w 2d', 201_600],
    ['0.25d', 7200],
    ['90s', 90],
    ['1m 30s', 90],
    ['0h 5m', 300],
    ['1.10h', 3960],
  ];
  for (const [text, seconds] of understood) {
    it(`"${text}" is ${seconds} seconds`, () => {
      expect(parseDuration(text, WORKING)).to.deep.equal({ kind: 'duration', seconds });
    });
  }

  it('uses the working day of the site', () => {
    const site = { secondsPerDay: 27_360, secondsPerWeek: 150_480 };
    expect(parseDuration('1d', site)).to.deep.equal({ kind: 'duration', seconds: 27_360 });
    expect(parseDuration('1w', site)).to.deep.equal({ kind: 'duration', seconds: 150_480 });
  });

  const refused: readonly (readonly [string, RegExp])[] = [
    ['', /no time/],
    ['0h', /zero/],
    ['0m 0s', /zero/],
    ['-2h', /negative/],
    ['90', /no unit/],
    ['1.5', /no unit/],
    ['2 hours', /no time/],
    ['1,5h', /no time/],
    ['1h 1h', /twice/],
    ['0.0001h', /whole number of seconds/],
    ['1000001h', /longer than/],
    ['9999999999h', /no time/],
    ['1e3h', /no time/],
    ['Infinityh', /no time/],
    ['1h;rm', /no time/],
    [`${'1h '.repeat(1000)}`, /no time/],
  ];
  for (const [text, reason] of refused) {
    it(`"${text.slice(0, 20)}" is refused`, () => {
      const reading = parseDuration(text, WORKING);
      expect(reading.kind === 'invalid' && reading.reason).to.match(reason);
    });
  }

  const rendered: readonly (readonly [number, string])[] = [
    [0, '0m'],
    [45, '45s'],
    [90, '1m 30s'],
    [1800, '30m'],
    [3600, '1h'],
    [5400, '1.5h'],
    [4500, '1.25h'],
    [6000, '1h 40m'],
    [3605, '1h 5s'],
    [9000, '2.5h'],
    [288_000, '80h'],
  ];
  for (const [seconds, text] of rendered) {
    it(`of ${seconds} seconds is written "${text}"`, () => {
      expect(renderDuration(seconds)).to.equal(text);
    });
  }

  it('is never rounded', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_600_000_000 }), (seconds) => {
        expect(parseDuration(renderDuration(seconds), WORKING)).to.deep.equal({ kind: 'duration', seconds });
      }),
    );
  });

  it('is never written from half a second', () => {
    expect(() => renderDuration(0.5)).to.throw(RangeError);
    expect(() => renderDuration(-60)).to.throw(RangeError);
  });
});
