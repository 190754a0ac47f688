import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { EngineScenario, FULL, QUICK } from '../../support/engine-scenario.ts';

const CONFIG = 'deletedInGit: close\nworkflow: { closeStatus: Done }\n';

describe('a file that is removed in git, with `close`', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(2, CONFIG);
  });

  const status = () => scenario.issue().values.status;

  it('closes its issue and stays away; nothing of it waits for anybody', async () => {
    await scenario.remove('issues/APP-1.md');
    await scenario.cycle();
    await scenario.cycle(FULL);
    expect([status(), await scenario.world.keys()]).to.deep.equal(['Done', ['APP-2']]);
    expect(await scenario.holds()).to.deep.equal([]);
    const why = await scenario.engine.why({ issue: 'APP-1', field: 'file', all: false });
    const [file] = why?.kind === 'why' ? why.fields : [];
    expect(file?.held).to.include({ kind: 'deleted', reason: 'removed in git; closed in Jira' });
    expect(file?.held?.settle).to.equal('nothing waits: push the file again to have the ticket back in git');
  });

  it('asks once where Jira refuses, until the issue has another status or somebody asks again', async () => {
    let asked = 0;
    scenario.world.jira.refuse = ({ kind }) => {
      if (kind !== 'transition') return null;
      asked++;
      return new Failure('rejected', 'Jira says: the workflow has no way there.');
    };
    await scenario.remove('issues/APP-1.md');
    const report = await scenario.cycle();
    expect(report.items.flatMap(({ holds }) => holds).map(({ field, kind }) => [field, kind])).to.deep.equal([
      ['status', 'refused'],
    ]);
    await scenario.cycle(FULL);
    expect(asked).to.equal(1);
    const mark = await scenario.mark();
    await scenario.cycle(FULL);
    expect(await scenario.mark()).to.equal(mark);
    await scenario.cycle({ ...QUICK, retryHeld: true });
    expect(asked).to.equal(2);
    scenario.world.jira.refuse = () => null;
    await scenario.cycle({ ...QUICK, retryHeld: true });
    await scenario.cycle();
    expect([status(), await scenario.holds()]).to.deep.equal(['Done', []]);
  });
});
