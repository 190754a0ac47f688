import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect } from 'chai';
import { type SinonFakeTimers, useFakeTimers } from 'sinon';
import { waitingFor } from '../../../src/server/waiting-for.ts';

describe('waitingFor', () => {
  let clock: SinonFakeTimers;
  let response: EventEmitter;
  beforeEach(() => {
    clock = useFakeTimers();
    response = new EventEmitter();
  });
  afterEach(() => clock.restore());

  const begin = () => waitingFor(response as ServerResponse);

  it('gives up after a minute', () => {
    const signal = begin();
    clock.tick(59_999);
    expect(signal.aborted).to.equal(false);
    clock.tick(1);
    expect(signal.aborted).to.equal(true);
  });

  it('gives up when the connection closes, and leaves no timer behind', () => {
    const signal = begin();
    response.emit('close');
    expect([signal.aborted, clock.countTimers()]).to.deep.equal([true, 0]);
  });
});
