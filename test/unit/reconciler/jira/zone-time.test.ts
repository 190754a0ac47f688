import { expect } from 'chai';
import fc from 'fast-check';
import { jqlTime } from '../../../../src/reconciler/jira/zone-time.ts';

describe('moments as JQL literals', () => {
  it('are written in the zone of the profile, to the minute', () => {
    const ms = Date.parse('2026-02-14T23:59:59Z');
    expect(jqlTime(ms, 'UTC')).to.equal('2026-02-14 23:59');
    expect(jqlTime(ms, 'Europe/Berlin')).to.equal('2026-02-15 00:59');
    expect(jqlTime(ms, 'America/Los_Angeles')).to.equal('2026-02-14 15:59');
    expect(jqlTime(ms, 'Asia/Kolkata')).to.equal('2026-02-15 05:29');
  });

  it('go back before the hour that comes twice, since Jira may mean the later one', () => {
    const first = Date.parse('2026-10-25T00:30:00Z');
    const second = Date.parse('2026-10-25T01:30:00Z');
    expect(jqlTime(first, 'Europe/Berlin')).to.equal('2026-10-25 01:30');
    expect(jqlTime(second, 'Europe/Berlin')).to.equal('2026-10-25 01:30');
    expect(jqlTime(Date.parse('2026-10-25T02:00:00Z'), 'Europe/Berlin')).to.equal('2026-10-25 03:00');
  });

  it('never name a moment after the one meant, however a doubled hour is read', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'UTC'];
    const year = { min: Date.parse('2025-01-01T00:00:00Z'), max: Date.parse('2027-01-01T00:00:00Z') };
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer(year), (zone, ms) => {
        const latest = latestReading(jqlTime(ms, zone), zone);
        expect(latest).to.be.at.most(ms);
        expect(ms - latest).to.be.below(3 * 3_600_000);
      }),
    );
  });
});

/** The last moment at which the clocks of the zone show this wall time. */
function latestReading(wall: string, zone: string): number {
  const guess = Date.parse(`${wall.replace(' ', 'T')}:00Z`);
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  for (let ms = guess + 14 * 3_600_000; ms >= guess - 14 * 3_600_000; ms -= 15 * 60_000) {
    if (format.format(ms) === wall) return ms;
  }
  throw new Error(`The clocks of ${zone} never show ${wall}`);
}
