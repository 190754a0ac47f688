import { expect } from 'chai';
import { createKeyQueue } from '../../../src/reconciler/key-queue.ts';

describe('the queue of keys', () => {
  it('runs a key once, however often it was added', () => {
    const queue = createKeyQueue();
    for (let times = 0; times < 10; times++) queue.add('APP-1');
    expect(queue.take(0, 10)).to.deep.equal(['APP-1']);
    expect(queue.take(0, 10)).to.deep.equal([]);
  });

  it('runs a key again that was added while it ran, but not at the same time', () => {
    const queue = createKeyQueue();
    queue.add('APP-1');
    queue.take(0, 10);
    queue.add('APP-1');
    expect(queue.take(0, 10)).to.deep.equal([]);
    queue.done('APP-1');
    expect(queue.take(0, 10)).to.deep.equal(['APP-1']);
  });

  it('gives keys in the order they came, up to a limit', () => {
    const queue = createKeyQueue();
    for (const key of ['APP-2', 'APP-1', 'APP-3', 'APP-2']) queue.add(key);
    expect(queue.take(0, 2)).to.deep.equal(['APP-2', 'APP-1']);
    expect(queue.keys()).to.deep.equal(['APP-3']);
    expect(queue.size).to.equal(1);
  });

  it('waits as long as it was told, and an earlier wish wins', () => {
    const queue = createKeyQueue();
    queue.add('APP-1', 500);
    expect(queue.take(499, 10)).to.deep.equal([]);
    queue.add('APP-1', 900);
    expect(queue.take(500, 10)).to.deep.equal(['APP-1']);
    queue.done('APP-1');
    queue.add('APP-1', 900);
    queue.add('APP-1', 100);
    expect(queue.take(100, 10)).to.deep.equal(['APP-1']);
  });

  it('waits twice as long after each failure in a row, up to five minutes', () => {
    const queue = createKeyQueue();
    const waits = Array.from({ length: 12 }, () => queue.failed('APP-1', 0, null));
    expect(waits).to.deep.equal([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000, 300_000,
    ]);
  });

  it('waits as long as Jira asked for', () => {
    const queue = createKeyQueue();
    queue.add('APP-1');
    queue.take(0, 1);
    expect(queue.failed('APP-1', 1_000, 42_000)).to.equal(43_000);
    expect(queue.take(42_999, 1)).to.deep.equal([]);
    expect(queue.take(43_000, 1)).to.deep.equal(['APP-1']);
  });

  it('forgets failures after a success', () => {
    const queue = createKeyQueue();
    queue.failed('APP-1', 0, null);
    queue.failed('APP-1', 0, null);
    queue.take(2_000, 1);
    queue.done('APP-1');
    expect(queue.failed('APP-1', 0, null)).to.equal(1_000);
  });
});
