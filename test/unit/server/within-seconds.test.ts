import { expect } from 'chai';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { withinSeconds } from '../../../src/server/within-seconds.ts';

describe('withinSeconds', () => {
  let clock: SinonFakeTimers;
  let stopping: AbortController;
  beforeEach(() => {
    clock = useFakeTimers();
    stopping = new AbortController();
  });
  afterEach(() => clock.restore());

  const never = new Promise<string>(() => {});
  /** When it gave up, in seconds; null where it still waits after an hour. */
  async function givesUpAfter(seconds: number, stopAfter: number | null): Promise<number | null> {
    let gaveUpAt: number | null = null;
    void withinSeconds(never, seconds, stopping.signal).then((result) => {
      if (result === null) gaveUpAt = clock.now / 1000;
    });
    if (stopAfter !== null) setTimeout(() => stopping.abort(), stopAfter * 1000);
    await clock.tickAsync(3600_000);
    return gaveUpAt;
  }

  it('gives up when the time is over', async () => {
    expect(await givesUpAfter(30, null)).to.equal(30);
  });

  it('gives up ten seconds after the service was told to stop', async () => {
    expect(await givesUpAfter(3600, 5)).to.equal(15);
  });

  it('waits no longer than asked where the service stops', async () => {
    expect(await givesUpAfter(7, 5)).to.equal(7);
  });

  it('gives up ten seconds after it began where the service had been told before', async () => {
    stopping.abort();
    expect(await givesUpAfter(3600, null)).to.equal(10);
  });

  it('answers the result, and leaves no timer behind', async () => {
    expect(await withinSeconds(Promise.resolve('done'), 30, stopping.signal)).to.equal('done');
    stopping.abort();
    expect(clock.countTimers()).to.equal(0);
  });

  it('passes a failure on', async () => {
    const failed = withinSeconds(Promise.reject(new Error('no')), 30, stopping.signal);
    expect(await failed.catch((error: Error) => error.message)).to.equal('no');
  });
});
