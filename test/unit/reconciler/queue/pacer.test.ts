import { expect } from 'chai';
import { createPacer } from '../../../../src/reconciler/queue/pacer.ts';

describe('the pace of a backlog', () => {
  let nowMs: number;
  let pauses: (() => void)[];
  beforeEach(() => {
    nowMs = 0;
    pauses = [];
  });

  const sleep = (ms: number) =>
    new Promise<void>((done) => {
      pauses.push(() => {
        nowMs += ms;
        done();
      });
    });
  /** Lets everything happen that can without time passing. */
  const settle = () => new Promise<void>((done) => setImmediate(done));
  const pass = async () => {
    pauses.shift()?.();
    await settle();
  };

  it('lets a batch through at once, and the next after the pause, the lowest rank first', async () => {
    const pacer = createPacer(() => ({ batch: 2, pauseMs: 100 }), sleep);
    const gone: (readonly [number, number])[] = [];
    for (const rank of [5, 4, 3, 2, 1]) void pacer.turn(rank).then(() => gone.push([rank, nowMs]));
    await settle();
    await pass();
    await pass();
    expect(gone).to.deep.equal([
      [1, 0],
      [2, 0],
      [3, 100],
      [4, 100],
      [5, 200],
    ]);
  });

  it('keeps its distance to the batch before, whoever comes later', async () => {
    const pacer = createPacer(() => ({ batch: 1, pauseMs: 100 }), sleep);
    await pacer.turn(1);
    let went = false;
    void pacer.turn(2).then(() => {
      went = true;
    });
    await settle();
    expect(went).to.equal(false);
    await pass();
    expect(went).to.equal(true);
    await pass();
    await pacer.turn(3);
  });

  it('pauses not at all where none is wanted', async () => {
    const pacer = createPacer(() => ({ batch: 1, pauseMs: 0 }), sleep);
    await Promise.all([1, 2, 3].map((rank) => pacer.turn(rank)));
    expect(pauses).to.deep.equal([]);
  });
});
