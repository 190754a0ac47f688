import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import { EngineScenario } from '../../../support/engine-scenario.ts';
import { FINE_WEATHER } from '../../../support/memory-jira.ts';
import { createdOffline, loggedOffline, ticket } from '../../../support/offline.ts';

const TEMPORARY = 'APP-OFFLINE-n1';

describe('A line that names a ticket by its temporary key again comes after a cycle renamed what was there', () => {
  const LINES = loggedOffline([{ id: 'w1', issue: TEMPORARY }]).filter(({ path }) => path.startsWith('worklogs/'));
  let scenario: EngineScenario;
  beforeEach(async () => {
    scenario = await new EngineScenario().begin(1);
    await scenario.push(...createdOffline({ [TEMPORARY]: ticket('Offline') }), ...LINES);
  });

  /** Somebody pushes the merge of an older clone while the cycle asks Jira what changed. */
  const pushWhileLooking = async () => {
    let isPushed = false;
    const request = async (name: string) => {
      if (name !== 'poll' || isPushed) return;
      isPushed = true;
      await scenario.push(...LINES);
    };
    scenario.world.jira.weather = { ...FINE_WEATHER, request };
    await scenario.cycle();
    expect(isPushed).to.equal(true);
    scenario.world.jira.weather = FINE_WEATHER;
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle();
  };
  const inJira = () => scenario.issue('APP-2').worklogs.map(({ id }) => id);
  const inGit = async () => (await scenario.world.worklogs()).map(({ worklog: { id, issue } }) => `${issue} ${id}`);

  it('is the entry that both sides have, which stays in Jira as it is', async () => {
    await scenario.cycle();
    const before = inJira();
    scenario.editInJira('APP-2', { priority: 'High' });
    await pushWhileLooking();
    expect(before).to.have.lengthOf(1);
    expect(inJira()).to.deep.equal(before);
    expect(await inGit()).to.deep.equal(['APP-2 w1']);
  });

  it('is the entry that Jira was asked for, whose answer was lost', async () => {
    const afterWrite = async (name: string) => {
      if (name === 'add-worklog') throw new Failure('transient', 'the answer was lost', { ambiguous: true });
    };
    scenario.world.jira.weather = { ...FINE_WEATHER, afterWrite };
    await scenario.cycle();
    expect(inJira()).to.have.lengthOf(1);
    await pushWhileLooking();
    expect(inJira()).to.have.lengthOf(1);
    expect(await inGit()).to.deep.equal(['APP-2 w1']);
  });
});
