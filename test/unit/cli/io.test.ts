import { EventEmitter } from 'node:events';
import { expect } from 'chai';
import { type Process, processIo } from '../../../src/cli/io.ts';

/** A process whose signals a test sends, and that remembers how it ended. */
class FakeProcess extends EventEmitter {
  readonly exits: number[] = [];
  readonly stdout = new EventEmitter();
  readonly stderr = new EventEmitter();
  readonly env = {};
  cwd(): string {
    return '/';
  }
  exit(code: number): void {
    this.exits.push(code);
  }
}

describe('processIo', () => {
  let fake: FakeProcess;
  beforeEach(() => {
    fake = new FakeProcess();
  });
  const open = () => processIo(fake as unknown as Process);

  it('leaves signals alone for a command that never asks for them', () => {
    open();
    expect(fake.eventNames()).to.deep.equal([]);
  });

  it('asks to end in order at the first signal, and ends at once at the second, whichever it is', () => {
    for (const [first, second, code] of [
      ['SIGTERM', 'SIGTERM', 143],
      ['SIGTERM', 'SIGINT', 130],
      ['SIGINT', 'SIGINT', 130],
      ['SIGINT', 'SIGTERM', 143],
    ] as const) {
      fake = new FakeProcess();
      const { stop } = open();
      fake.emit(first);
      expect([stop.aborted, fake.exits], `${first} ${second}`).to.deep.equal([true, []]);
      fake.emit(second);
      expect(fake.exits, `${first} ${second}`).to.deep.equal([code]);
    }
  });
});
