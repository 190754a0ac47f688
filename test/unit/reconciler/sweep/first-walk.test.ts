import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import { createEngine } from '../../../../src/reconciler/create-engine.ts';
import type { CycleReport } from '../../../../src/reconciler/cycle-report.ts';
import type { JiraSide } from '../../../../src/reconciler/jira-side.ts';
import { QUICK } from '../../../support/engine-scenario.ts';
import { wiki } from '../../../support/memory-jira.ts';
import { World } from '../../../support/world.ts';

const TICKETS = 60;
const BATCH = 10;

/** A project that was never walked, in which each process reads in pages, and unless told otherwise in batches, of ten. */
class FirstWalk {
  readonly world = new World();
  /** Keys of the issues that were read whole, process by process. */
  readonly asked: string[][] = [];
  /** How many issues Jira gives before it is lost. */
  budget = Number.POSITIVE_INFINITY;
  batch = BATCH;
  /** Polls tell what moved. */
  tells = true;
  readonly progress: (readonly [done: number, total: number | null])[] = [];

  async open(): Promise<this> {
    await this.world.open();
    for (let number = 1; number <= TICKETS; number += 1) {
      this.world.jira.create({ title: `Ticket ${number}` }, { description: wiki(`Words of ${number}.`) });
    }
    this.world.nowMs += 24 * 3600_000;
    return this;
  }

  /** One process from its start to its end. */
  async run(): Promise<CycleReport> {
    const asked: string[] = [];
    this.asked.push(asked);
    this.world.nowMs += 60_000;
    const parts = await this.world.parts({ jira: this.jira(asked) });
    const engine = createEngine(parts, { schedule: null, batch: this.batch, sweepBatch: this.batch });
    engine.onEvent((event) => {
      if (event.kind === 'progress') this.progress.push([event.done, event.total]);
    });
    await engine.start();
    const report = await engine.sync(QUICK);
    await engine.stop();
    return report;
  }

  /** So many issues, then the network is gone for this process. */
  private jira(asked: string[]): JiraSide {
    const side = this.world.jira.side();
    let left = this.budget;
    const give = (keys: readonly string[]) => {
      left -= keys.length;
      if (left < 0) throw new Failure('transient', 'Jira cannot be reached');
      asked.push(...keys);
    };
    return {
      ...side,
      // As a real one: who never asked before asks from now on.
      poll: async (cursor) => {
        const moved = await side.poll(cursor);
        return cursor === null || !this.tells ? { ...moved, stamps: [] } : moved;
      },
      async *list() {
        for await (const page of side.list()) {
          for (let at = 0; at < page.tickets.length; at += BATCH) {
            const tickets = page.tickets.slice(at, at + BATCH);
            give(tickets.map(({ key }) => key));
            yield { ...page, tickets };
          }
        }
      },
      read: async (refs) => {
        const readings = await side.read(refs);
        give([...readings.values()].flatMap((each) => (each.kind === 'present' ? [each.ticket.key] : [])));
        return readings;
      },
    };
  }
}

describe('a first walk over all tickets that is cut', () => {
  for (let budget = BATCH; budget < TICKETS; budget += BATCH) {
    it(`after ${budget} issues goes on there, and asks for none of them again but what was on its way`, async () => {
      const walk = await new FirstWalk().open();
      walk.budget = budget;
      expect((await walk.run()).error).to.include('cannot be reached');
      const there = (await walk.world.paths()).length;
      expect(there).to.be.within(budget - BATCH, budget);
      walk.budget = Number.POSITIVE_INFINITY;
      expect((await walk.run()).error).to.equal(null);
      expect(await walk.world.paths()).to.have.length(TICKETS);
      expect(walk.asked[1]).to.have.length(TICKETS - there);
      expect(walk.progress.at(-1)).to.deep.equal([TICKETS, TICKETS]);
    });
  }

  it('between two batches keeps what was read before Jira was lost', async () => {
    const walk = await new FirstWalk().open();
    walk.batch = 4 * BATCH;
    walk.budget = 3 * BATCH;
    await walk.run();
    expect(await walk.world.paths()).to.have.length(3 * BATCH);
  });

  it('meets again what Jira changed meanwhile, and finds what is new, though no poll tells', async () => {
    const walk = await new FirstWalk().open();
    walk.tells = false;
    walk.budget = 3 * BATCH;
    await walk.run();
    const issue = walk.world.jira.byKey('APP-1');
    if (issue === undefined) throw new Error('Jira has no APP-1');
    Object.assign(issue.values, { title: 'Another title' });
    walk.world.nowMs += 60_000;
    walk.world.jira.touch(issue);
    walk.world.jira.create({ title: 'Born meanwhile' });
    walk.budget = Number.POSITIVE_INFINITY;
    await walk.run();
    expect(await walk.world.paths()).to.have.length(TICKETS + 1);
    expect((await walk.world.file('issues/APP-1.md'))?.doc.values.title).to.equal('Another title');
  });

  it('changes nothing when it runs again after its end', async () => {
    const walk = await new FirstWalk().open();
    await walk.run();
    const tip = await walk.world.tip();
    expect((await walk.run()).error).to.equal(null);
    expect(walk.asked[1]).to.deep.equal([]);
    expect(await walk.world.tip()).to.equal(tip);
  });
});
