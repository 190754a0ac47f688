import { expect } from 'chai';
import { EngineScenario, FULL } from '../../support/engine-scenario.ts';
import { FINE_WEATHER } from '../../support/memory-jira.ts';

describe('An issue is moved to another project while its ticket is synced', () => {
  it('leaves no file under a key of that project', async () => {
    const scenario = await new EngineScenario().begin(2);
    const { jira } = scenario.world;
    const issue = scenario.issue('APP-1');
    await scenario.editInGit('APP-1', { title: 'By git' });
    jira.weather = { ...FINE_WEATHER, afterWrite: async () => jira.move(issue, 'OPS') };
    await scenario.cycle();
    jira.weather = FINE_WEATHER;
    expect(issue.key).to.match(/^OPS-/);
    expect(await scenario.world.paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md']);
    for (let cycle = 0; cycle < 3; cycle++) {
      scenario.world.nowMs += 400_000;
      await scenario.cycle(FULL);
    }
    expect(await scenario.world.paths()).to.deep.equal(['issues/APP-2.md']);
    expect(issue.values.title).to.equal('By git');
  });
});

describe('An issue is moved to another project before its file has its key', () => {
  const born = async (alsoRemoved: boolean) => {
    const scenario = await new EngineScenario().begin(20);
    const { jira } = scenario.world;
    const moved = async () => {
      jira.weather = FINE_WEATHER;
      const issue = [...jira.issues.values()].find(({ values }) => values.title === 'Idea');
      if (issue !== undefined) jira.move(issue, 'OPS');
      if (alsoRemoved) await scenario.remove('issues/idea.md');
    };
    jira.weather = { ...FINE_WEATHER, afterWrite: moved };
    await scenario.put('issues/idea.md', '---\ntitle: Idea\n---\n');
    for (let cycle = 0; cycle < 4; cycle++) {
      await scenario.cycle(FULL);
      scenario.world.nowMs += 400_000;
    }
    return scenario;
  };

  for (const alsoRemoved of [true, false]) {
    it(`is made once and leaves nothing that waits${alsoRemoved ? ', where the file is removed meanwhile too' : ''}`, async () => {
      const scenario = await born(alsoRemoved);
      const keys = [...scenario.world.jira.issues.values()].map(({ key }) => key);
      expect(keys.filter((key) => key.startsWith('OPS-'))).to.have.length(1);
      expect(keys).to.have.length(21);
      expect((await scenario.engine.status()).queue).to.deep.equal([]);
      expect(await scenario.problems()).to.deep.equal({});
      expect(await scenario.world.paths()).not.to.include('issues/idea.md');
      const mark = await scenario.mark();
      await scenario.cycle(FULL);
      expect(await scenario.mark()).to.equal(mark);
    });
  }
});
