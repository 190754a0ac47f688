import { expect } from 'chai';
import { EngineScenario, FULL } from '../../support/engine-scenario.ts';

describe('the engine whose Jira was restored from a backup', () => {
  let scenario: EngineScenario;
  beforeEach(async () => {
    scenario = await new EngineScenario().begin(2);
    const issue = scenario.issue('APP-1');
    const backup = { values: { ...issue.values }, updatedMs: issue.updatedMs };
    scenario.editInJira('APP-1', { title: 'Newer in Jira' });
    await scenario.cycle();
    await scenario.editInGit('APP-1', { priority: 'High' });
    await scenario.cycle();
    Object.assign(issue, { updatedMs: backup.updatedMs });
    Object.assign(issue.values, backup.values);
  });

  it('leaves git as it is, says so, and lets the others flow', async () => {
    scenario.editInJira('APP-2', { title: 'Flows' });
    await scenario.cycle(FULL);
    await scenario.cycle(FULL);
    expect(await scenario.inGit('APP-1')).to.include({ title: 'Newer in Jira', priority: 'High' });
    expect((await scenario.inGit('APP-2')).title).to.equal('Flows');
    const [hold] = await scenario.holds('APP-1');
    expect(hold?.reason).to.include('was Jira restored from a backup?');
    expect(scenario.issue('APP-1').values.title).to.equal('Ticket 1');
    const before = await scenario.mark();
    await scenario.cycle(FULL);
    expect(await scenario.mark()).to.equal(before);
  });

  it('goes on as soon as somebody edits the ticket in Jira', async () => {
    await scenario.cycle(FULL);
    scenario.editInJira('APP-1', { title: 'Newer in Jira', priority: 'High', assignee: 'jane' });
    await scenario.cycle();
    expect(await scenario.inGit('APP-1')).to.include({ title: 'Newer in Jira', priority: 'High', assignee: 'jane' });
    expect(await scenario.holds('APP-1')).to.deep.equal([]);
  });

  it('takes nothing for deleted that the backup does not have, and says why', async () => {
    const { jira } = scenario.world;
    jira.issues.delete(scenario.issue('APP-2').id);
    for (let cycle = 0; cycle < 4; cycle++) await scenario.cycle(FULL);
    const report = await scenario.cycle(FULL);
    expect(await scenario.world.paths()).to.include('issues/APP-2.md');
    const told = report.items.find(({ key }) => key === 'APP-2')?.failure?.reason;
    expect(told).to.match(/^Jira shows APP-1 older than it was agreed, .*--allow-deletes 1/);
    await scenario.cycle({ ...FULL, allowDeletes: 1 });
    expect(await scenario.world.paths()).to.deep.equal(['issues/APP-1.md']);
  });
});
