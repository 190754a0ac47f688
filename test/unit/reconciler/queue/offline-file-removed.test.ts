import { expect } from 'chai';
import { FINE_WEATHER } from '../../../support/memory-jira.ts';
import { World } from '../../../support/world.ts';

const SYNC = { full: false, retryHeld: false, allowDeletes: 0 };

/** The process was killed: nothing after this moment happens. */
class Killed extends Error {}

describe('an offline ticket whose file somebody removes after Jira made it', () => {
  it('comes back under its key, and so does the time that names the temporary one', async () => {
    const world = await new World().open();
    const path = 'issues/APP-OFFLINE-abc.md';
    await world.addFile(path, { values: { title: 'Made offline' } });
    const entry = { issue: 'APP-OFFLINE-abc', author: 'jane', seconds: 3600, started: '2026-02-14T08:00:00Z' };
    await world.logTime({ ...entry, id: 'line-1', comment: 'On it' });
    world.jira.weather = {
      ...FINE_WEATHER,
      afterWrite: async () => {
        throw new Killed();
      },
    };
    await (await world.engine()).sync(SYNC).catch(() => {});
    expect(world.jira.issues.size).to.equal(1);
    world.jira.weather = FINE_WEATHER;
    await world.push([{ kind: 'remove', path }]);
    const engine = await world.engine();
    for (let cycle = 0; cycle < 4; cycle++) {
      world.nowMs += 400_000;
      await engine.sync(SYNC);
    }
    expect(await world.paths()).to.deep.equal(['issues/APP-1.md']);
    expect((await world.worklogs()).map(({ worklog }) => worklog.issue)).to.deep.equal(['APP-1']);
    expect([...world.jira.issues.values()].map(({ worklogs }) => worklogs.length)).to.deep.equal([1]);
  });
});
