import { expect } from 'chai';
import { MEMORY_REFS } from '../../../src/snapshot/snapshot.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';
import { FINE_WEATHER } from '../../support/memory-jira.ts';
import { createdOffline, loggedOffline } from '../../support/offline.ts';

describe('a memory that is behind a commit of ours', () => {
  it('agrees on nothing in which it only renamed temporary keys, nor on time that waited in the queue', async () => {
    const scenario = await new EngineScenario().begin(1);
    const { world } = scenario;
    const offline = 'APP-OFFLINE-a1';
    const file = (await world.text('issues/APP-1.md')) ?? '';
    await scenario.push(
      ...createdOffline({ [offline]: '---\ntitle: Offline\n---\n' }),
      ...loggedOffline([{ id: 'w1', issue: offline }]),
      {
        kind: 'put',
        path: 'issues/APP-1.md',
        content: `${file.replace('Ticket 1', 'Retitled')}\nWaits for ${offline}.\n`,
      },
    );
    const before = await world.tip();
    let isDead = false;
    const alive = async () => {
      if (isDead) throw new Error('killed');
    };
    world.jira.weather = { ...FINE_WEATHER, request: alive };
    world.gate = async (name) => {
      if (name === 'after moveRefs' && (await world.tip()) !== before) isDead = true;
      await alive();
    };
    await scenario.cycle();
    isDead = false;
    world.gate = async () => {};
    expect(await world.text('issues/APP-1.md'))
      .to.include('Retitled')
      .and.not.include(offline);
    for (const ref of MEMORY_REFS) {
      const from = (await world.store.resolve(ref)) ?? '';
      const [, former] = await world.store.firstParents(from, 2);
      await world.store.moveRefs([{ ref, from, to: former?.oid ?? '' }]);
    }
    await scenario.restart();
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle();
    expect(scenario.issue('APP-1').values.title).to.equal('Retitled');
    expect((await scenario.inGit('APP-1')).title).to.equal('Retitled');
    const [born] = [...world.jira.issues.values()].filter(({ values }) => values.title === 'Offline');
    expect(born?.worklogs.map(({ seconds }) => seconds)).to.deep.equal([3_600]);
    expect(await scenario.holds(born?.key)).to.deep.equal([]);
  });
});
