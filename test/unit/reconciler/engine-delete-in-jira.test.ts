import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { EngineScenario, FULL, QUICK } from '../../support/engine-scenario.ts';

const CONFIG = 'deletedInGit: delete-in-jira\n';
const LOGGED = { author: 'boss', seconds: 3600, started: '2026-02-03T09:00:00Z', comment: null };

describe('a file that is removed in git, with `delete-in-jira`', () => {
  let scenario: EngineScenario;

  beforeEach(async () => {
    scenario = await new EngineScenario().begin(3, CONFIG);
    scenario.world.jira.log(scenario.issue(), LOGGED);
    await scenario.cycle();
  });

  const isThere = (key = 'APP-1') => scenario.world.jira.byKey(key) !== undefined;

  it('takes its issue and its time entries along, at once and without trouble', async () => {
    await scenario.remove('issues/APP-1.md');
    await scenario.cycle();
    expect(isThere()).to.equal(false);
    expect(await scenario.world.worklogs()).to.deep.equal([]);
    const { tickets, pending } = await scenario.engine.status();
    expect([tickets, pending]).to.deep.equal([2, []]);
    const mark = await scenario.mark();
    await scenario.cycle(FULL);
    expect(await scenario.mark()).to.equal(mark);
  });

  it('comes back where Jira changed the issue too', async () => {
    await scenario.remove('issues/APP-1.md');
    scenario.editInJira('APP-1', { title: 'Edited in Jira' });
    await scenario.cycle();
    expect(isThere()).to.equal(true);
    expect((await scenario.inGit()).title).to.equal('Edited in Jira');
  });

  it('comes back where the issue changes right before it would be deleted', async () => {
    const { weather } = scenario.world.jira;
    scenario.world.jira.weather = {
      ...weather,
      request: async (name) => {
        if (name !== 'delete-issue') return;
        scenario.world.jira.weather = weather;
        scenario.editInJira('APP-1', { title: 'At the last moment' });
      },
    };
    await scenario.remove('issues/APP-1.md');
    await scenario.cycle();
    expect(isThere()).to.equal(true);
    await scenario.cycle();
    expect((await scenario.inGit()).title).to.equal('At the last moment');
  });

  it('is held in the words of Jira where it refuses, asked once, until somebody asks again or puts it back', async () => {
    const source = `${await scenario.world.text('issues/APP-1.md')}`;
    let asked = 0;
    scenario.world.jira.refuse = ({ kind }) => {
      if (kind !== 'delete-issue') return null;
      asked++;
      return new Failure('rejected', 'Jira says: You do not have permission to delete issues in this project.');
    };
    await scenario.remove('issues/APP-1.md');
    await scenario.cycle();
    await scenario.cycle(FULL);
    expect(asked).to.equal(1);
    const [hold] = await scenario.holds();
    expect(hold).to.include({ field: 'file', kind: 'refused' });
    expect(hold?.reason).to.include('permission to delete issues');
    await scenario.cycle({ ...QUICK, retryHeld: true });
    expect(asked).to.equal(2);
    await scenario.put('issues/APP-1.md', source);
    await scenario.cycle();
    expect([isThere(), await scenario.holds()]).to.deep.equal([true, []]);
    expect(await scenario.world.text('issues/APP-1.md')).to.equal(source);
  });

  it('stays away, and its issue as it is, where it was removed under `ignore` before', async () => {
    await scenario.configure('deletedInGit: ignore\n');
    await scenario.remove('issues/APP-1.md');
    await scenario.cycle();
    await scenario.configure(CONFIG);
    await scenario.cycle(FULL);
    await scenario.cycle({ ...FULL, retryHeld: true });
    expect(isThere()).to.equal(true);
    expect(await scenario.world.keys()).to.deep.equal(['APP-2', 'APP-3']);
  });
});

describe('many files that are removed at once, with `delete-in-jira`', () => {
  let scenario: EngineScenario;
  const keys = Array.from({ length: 15 }, (_, index) => `APP-${index + 1}`);

  beforeEach(async function () {
    this.timeout(20_000);
    scenario = await new EngineScenario().begin(20, CONFIG);
    await scenario.remove(...keys.map((key) => `issues/${key}.md`));
    await scenario.cycle();
  });

  const left = () => keys.filter((key) => scenario.world.jira.byKey(key) !== undefined);

  it('delete nothing, also when they are looked at in turn or by a new process, and tell why', async () => {
    for (const key of keys) {
      scenario.engine.nudge('jira', [key]);
      await scenario.cycle();
    }
    await scenario.restart();
    await scenario.cycle(FULL);
    expect(left()).to.deep.equal(keys);
    const { pending } = await scenario.engine.status();
    expect(pending.map(({ key }) => key)).to.have.members(keys);
    expect(pending[0]?.holds[0]?.reason).to.include('--allow-deletes 15');
  });

  it('delete when a person allows as many', async () => {
    await scenario.cycle({ ...QUICK, allowDeletes: 15 });
    expect(left()).to.deep.equal([]);
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
  });
});
