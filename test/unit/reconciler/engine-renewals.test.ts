import { setImmediate as soon } from 'node:timers/promises';
import { expect } from 'chai';
import { FINE_WEATHER } from '../../support/memory-jira.ts';
import { World } from '../../support/world.ts';

const SYNC = { full: false, retryHeld: false, allowDeletes: 0 };
/** Longer than a new issue may stay out of Jira's index. */
const LATER_MS = 400_000;

/** The process was killed: nothing after this moment happens. */
class Killed extends Error {}

describe('several creates that Jira did not take', () => {
  it('are all sent again in one cycle, each noted before', async () => {
    const world = await new World().open();
    const words = ['one', 'two', 'three', 'four'];
    for (const word of words) await world.addFile(`issues/${word}.md`, { values: { title: word } });
    const kill = async (name: string) => {
      if (name === 'create-issue') throw new Killed();
    };
    const before = await world.engine();
    world.jira.weather = { ...FINE_WEATHER, request: kill };
    await before.sync(SYNC).catch(() => {});
    world.jira.weather = FINE_WEATHER;
    world.nowMs += LATER_MS;
    world.gate = async () => {
      await soon();
    };
    const engine = await world.engine();
    expect((await engine.sync(SYNC)).error).to.equal(null);
    const titles = [...world.jira.issues.values()].map(({ values }) => values.title);
    expect(titles).to.have.members(words);
    // What an earlier cycle began is planned anew, from what its create carried.
    world.nowMs += LATER_MS;
    const { items } = await engine.sync(SYNC);
    expect(items.flatMap(({ failure }) => failure ?? [])).to.deep.equal([]);
    expect(world.jira.issues.size).to.equal(words.length);
    expect(await world.paths()).to.have.length(words.length);
  });
});
