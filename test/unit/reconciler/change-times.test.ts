import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';

describe('the newest of two values', () => {
  let scenario: EngineScenario;
  let asked: string[];

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(1, 'policies: { priority: newest, description: newest }\n');
    asked = [];
  });

  const minute = () => {
    scenario.world.nowMs += 60_000;
  };
  const listen = (request: (name: string) => Promise<void> = async () => {}) => {
    scenario.world.jira.weather = {
      request: async (name) => {
        asked.push(name);
        await request(name);
      },
      afterWrite: async () => {},
      indexLagMs: () => 0,
    };
  };
  const priorities = async () => [(await scenario.inGit()).priority, scenario.issue().values.priority];

  it('is git`s where somebody commented in Jira since', async () => {
    scenario.editInJira('APP-1', { priority: 'High' });
    minute();
    await scenario.editInGit('APP-1', { priority: 'Low' });
    minute();
    scenario.world.jira.comment(scenario.issue(), 'boss', 'Seen it.');
    await scenario.cycle();
    expect(await priorities()).to.deep.equal(['Low', 'Low']);
  });

  it('is Jira`s where somebody changed another line of the file since', async () => {
    await scenario.editInGit('APP-1', { priority: 'Low' });
    minute();
    scenario.editInJira('APP-1', { priority: 'High' });
    minute();
    await scenario.editInGit('APP-1', { labels: ['later'] });
    await scenario.cycle();
    expect(await priorities()).to.deep.equal(['High', 'High']);
    expect(scenario.issue().values.labels).to.deep.equal(['later']);
  });

  it('is told of a text too', async () => {
    scenario.editInJira('APP-1', {}, 'First by Jira.\n\nSecond of 1.');
    minute();
    await scenario.editInGit('APP-1', {}, 'First by git.\n\nSecond of 1.');
    minute();
    scenario.editInJira('APP-1', { due: '2026-03-01' });
    await scenario.cycle();
    expect(scenario.descriptionInJira()).to.equal('First by git.\n\nSecond of 1.');
  });

  it('is asked for where both sides changed it, and never else', async () => {
    listen();
    scenario.editInJira('APP-1', { priority: 'High' });
    await scenario.cycle();
    await scenario.editInGit('APP-1', { priority: 'Low' });
    await scenario.cycle();
    await scenario.cycle();
    expect(asked).to.not.include('lastChanges');
    scenario.editInJira('APP-1', { priority: 'High' });
    minute();
    await scenario.editInGit('APP-1', { priority: 'Medium' });
    await scenario.cycle();
    await scenario.cycle();
    expect(asked.filter((name) => name === 'lastChanges')).to.have.length(1);
  });

  it('is waited for where Jira does not answer: neither value is lost meanwhile', async () => {
    scenario.editInJira('APP-1', { priority: 'High' });
    minute();
    await scenario.editInGit('APP-1', { priority: 'Low' });
    minute();
    scenario.world.jira.comment(scenario.issue(), 'boss', 'Seen it.');
    listen(async (name) => {
      if (name === 'lastChanges') throw new Failure('transient', 'Jira is away');
    });
    await scenario.cycle();
    expect(await priorities()).to.deep.equal(['Low', 'High']);
    listen();
    for (let round = 0; round < 5; round++) await scenario.cycle();
    expect(await priorities()).to.deep.equal(['Low', 'Low']);
  });
});
