import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';

/** APP-2 is written while an edit of APP-1 waits for Jira, so that the branch counts as looked at only up to before. */
async function writeWhileAnotherWaits(scenario: EngineScenario): Promise<void> {
  const { jira } = scenario.world;
  await scenario.editInGit('APP-1', { title: 'Waits' });
  jira.refuse = () => new Failure('transient', '429', { retryAfterMs: 3_600_000 });
  await scenario.cycle();
  jira.refuse = () => null;
  await scenario.editInGit('APP-3', { title: 'Goes on' });
  scenario.editInJira('APP-2', { title: 'Written by the daemon' });
  await scenario.cycle();
}

describe('A daemon is killed before it is through', () => {
  it('and a developer takes back what it wrote: that is an edit', async () => {
    const scenario = await new EngineScenario().begin(3);
    const before = (await scenario.world.text('issues/APP-2.md')) ?? '';
    await writeWhileAnotherWaits(scenario);
    await scenario.put('issues/APP-2.md', before);
    await scenario.restart();
    await scenario.cycle();
    expect(scenario.issue('APP-2').values.title).to.equal('Ticket 2');
    expect(await scenario.inGit('APP-2')).to.include({ title: 'Ticket 2' });
  });
});
