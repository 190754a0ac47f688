import { expect } from 'chai';
import { MEMORY_REFS } from '../../../src/snapshot/snapshot.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';

async function putBackMemory({ world: { store } }: EngineScenario, to: string): Promise<void> {
  for (const ref of MEMORY_REFS) {
    const from = await store.resolve(ref);
    if (from !== null) await store.moveRefs([{ ref, from, to }]);
  }
}

describe('the engine whose notes ref was put back to a create under way', () => {
  let scenario: EngineScenario;
  beforeEach(async () => {
    scenario = await new EngineScenario().begin(1);
  });

  /** Where the snapshot stood when the create was begun, and when all was over. */
  async function createFile(): Promise<string> {
    const { world } = scenario;
    let begun = '';
    world.jira.weather = {
      ...world.jira.weather,
      request: async (name) => {
        if (name === 'create-issue') begun = (await world.store.resolve('refs/notes/tract')) ?? '';
      },
    };
    await world.addFile('issues/idea.md', { values: { title: 'An idea' }, texts: { description: 'Begun.' } });
    await scenario.cycle();
    expect(await world.paths()).to.include('issues/APP-2.md');
    return begun;
  }

  const putBack = (to: string) => putBackMemory(scenario, to);

  it('keeps what was edited in the file since, and creates nothing', async () => {
    const begun = await createFile();
    await scenario.editInGit('APP-2', { title: 'A better idea' }, 'Begun.\n\nAnd gone on with.');
    await putBack(begun);
    await scenario.restart();
    for (let cycle = 0; cycle < 4; cycle++) await scenario.cycle();
    expect(await scenario.inGit('APP-2')).to.include({
      title: 'A better idea',
      description: 'Begun.\n\nAnd gone on with.',
    });
    expect(scenario.issue('APP-2').values.title).to.equal('A better idea');
    expect(scenario.descriptionInJira('APP-2')).to.equal('Begun.\n\nAnd gone on with.');
    expect([...scenario.world.jira.issues.values()]).to.have.length(2);
    expect(await scenario.world.paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
    const { pending, queue } = await scenario.engine.status();
    expect([pending, queue]).to.deep.equal([[], []]);
  });

  it('does so too where the edit comes after the start', async () => {
    const begun = await createFile();
    await putBack(begun);
    await scenario.restart();
    await scenario.editInGit('APP-2', { priority: 'High' });
    for (let cycle = 0; cycle < 4; cycle++) await scenario.cycle();
    expect(scenario.issue('APP-2').values).to.include({ title: 'An idea', priority: 'High' });
    expect([...scenario.world.jira.issues.values()]).to.have.length(2);
  });
});

describe('the engine whose notes ref was put back over an edit that both sides had', () => {
  it('takes what Jira changed since, though a new ticket is put on record first', async () => {
    const scenario = await new EngineScenario().begin(1);
    const before = (await scenario.world.store.resolve('refs/notes/tract')) ?? '';
    await scenario.editInGit('APP-1', { title: 'By git' });
    scenario.editInJira('APP-1', { priority: 'High' });
    await scenario.cycle();
    await scenario.world.addFile('issues/idea.md', { values: { title: 'An idea' } });
    scenario.editInJira('APP-1', { title: 'By Jira since' });
    await putBackMemory(scenario, before);
    await scenario.restart();
    await scenario.cycle();
    expect(await scenario.holds()).to.deep.equal([]);
    expect((await scenario.inGit()).title).to.equal('By Jira since');
    expect(scenario.issue().values.title).to.equal('By Jira since');
  });
});
