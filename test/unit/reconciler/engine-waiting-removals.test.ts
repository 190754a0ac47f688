import { expect } from 'chai';
import { EngineScenario, FULL } from '../../support/engine-scenario.ts';

const STARTED = '2026-02-03T09:00:00Z';
const LOGGED = { author: 'boss', seconds: 3600, started: STARTED, comment: null };

/** Deletes issues in Jira, as an administrator does. */
function deleteInJira(scenario: EngineScenario, keys: readonly string[]): void {
  for (const key of keys) scenario.world.jira.issues.delete(scenario.issue(key).id);
}

function keysOf(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => `APP-${first + index}`);
}

describe('what was removed in Jira but edited in git', () => {
  it('is no part of later removals: tickets', async function () {
    this.timeout(20_000);
    const scenario = await new EngineScenario().begin(60);
    for (const keys of [keysOf(1, 8), keysOf(9, 12)]) {
      for (const key of keys) await scenario.editInGit(key, { title: 'Edited in git' });
      deleteInJira(scenario, keys);
      await scenario.cycle(FULL);
      await scenario.cycle();
    }
    expect((await scenario.engine.status()).pending).to.have.length(12);
    deleteInJira(scenario, ['APP-20']);
    await scenario.cycle(FULL);
    await scenario.cycle();
    expect(await scenario.world.keys()).to.not.include('APP-20');
    expect(await scenario.world.keys()).to.have.length(59);
  });

  it('is no part of later removals: comments', async function () {
    this.timeout(20_000);
    const scenario = await new EngineScenario().begin(30);
    const { jira } = scenario.world;
    const said = new Map(keysOf(1, 13).map((key) => [key, jira.comment(scenario.issue(key), 'boss', 'Said').id]));
    await scenario.cycle();
    for (const keys of [keysOf(1, 8), keysOf(9, 12)]) {
      for (const key of keys) {
        const source = `${await scenario.world.text(`issues/${key}.md`)}`;
        await scenario.put(`issues/${key}.md`, source.replace('Said', 'Said otherwise'));
        jira.hidden.add(said.get(key) ?? '');
      }
      await scenario.cycle(FULL);
      await scenario.cycle();
    }
    expect((await scenario.engine.status()).pending).to.have.length(12);
    jira.hidden.add(said.get('APP-13') ?? '');
    await scenario.cycle(FULL);
    await scenario.cycle();
    expect(await scenario.world.text('issues/APP-13.md')).to.not.include('Said');
  });
});

describe('many time entries that were removed in git, and stopped', () => {
  let scenario: EngineScenario;
  let lines: string;
  const keys = keysOf(1, 15);

  beforeEach(async function () {
    this.timeout(20_000);
    scenario = await new EngineScenario().begin(20);
    for (const key of keys) scenario.world.jira.log(scenario.issue(key), LOGGED);
    await scenario.cycle();
    lines = `${await scenario.world.text('worklogs/2026-02.jsonl')}`;
    await scenario.remove('worklogs/2026-02.jsonl');
    await scenario.cycle();
  });

  const left = () => keys.filter((key) => scenario.issue(key).worklogs.length > 0);

  it('do not go one by one because their tickets are looked at in turn', async () => {
    for (const key of keys) {
      await scenario.editInGit(key, { title: `Edited ${key}` });
      await scenario.cycle();
    }
    expect(left()).to.deep.equal(keys);
    expect(keys.map((key) => scenario.issue(key).values.title)).to.deep.equal(keys.map((key) => `Edited ${key}`));
  });

  it('go when a person allows as many', async () => {
    await scenario.cycle({ full: false, retryHeld: false, allowDeletes: 15 });
    expect(left()).to.deep.equal([]);
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
  });

  it('are as before when the file is pushed again', async () => {
    await scenario.put('worklogs/2026-02.jsonl', lines);
    await scenario.cycle();
    expect(left()).to.deep.equal(keys);
    expect(keys.map((key) => scenario.issue(key).worklogs.length)).to.deep.equal(keys.map(() => 1));
    expect((await scenario.engine.status()).pending).to.deep.equal([]);
  });
});
