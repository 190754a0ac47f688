import { expect } from 'chai';
import { Failure } from '../../../src/model/failure.ts';
import { createTicketReader } from '../../../src/reconciler/ticket-reader.ts';
import { EngineScenario } from '../../support/engine-scenario.ts';
import { World } from '../../support/world.ts';

const LINE = '{"issue":"APP-1","author":"jane","time":"2h","started":"2026-02-13T09:00:00Z","id":"line-1"}\n';
const OTHER = '{"issue":"APP-2","author":"john","time":"1h","started":"2026-02-13T09:00:00Z","id":"line-2"}\n';

describe('createTicketReader', () => {
  it('has the entries of a ticket with the ids Jira gave them', async () => {
    const scenario = await new EngineScenario().begin(2);
    await scenario.put('worklogs/2026-02.jsonl', LINE + OTHER);
    expect((await scenario.engine.reader.worklogsOf('APP-1'))?.map(({ worklogId }) => worklogId)).to.deep.equal([null]);
    await scenario.cycle();
    const [made] = scenario.issue('APP-1').worklogs;
    const entries = await scenario.engine.reader.worklogsOf('APP-1');
    expect(entries).to.have.length(1);
    expect(entries?.[0]).to.include({ issue: 'APP-1', id: 'line-1', seconds: 7200, worklogId: made?.id });
  });

  it('takes a line that a union merge doubled for one entry, in any month', async () => {
    const scenario = await new EngineScenario().begin(1);
    await scenario.put('worklogs/2026-02.jsonl', LINE + LINE);
    await scenario.put('worklogs/2026-03.jsonl', LINE);
    expect(await scenario.engine.reader.worklogsOf('APP-1')).to.have.length(1);
    expect(await scenario.engine.reader.worklogsBy('jane')).to.have.length(1);
  });

  it('has the entries of a person on all tickets, and of nobody else', async () => {
    const scenario = await new EngineScenario().begin(2);
    await scenario.put(
      'worklogs/2026-02.jsonl',
      LINE + OTHER + OTHER.replace('john', 'jane').replace('line-2', 'line-3'),
    );
    const entries = await scenario.engine.reader.worklogsBy('jane');
    expect(entries.map(({ issue }) => issue)).to.have.members(['APP-1', 'APP-2']);
    expect(await scenario.engine.reader.worklogsBy('__proto__')).to.deep.equal([]);
  });

  it('tells a ticket without entries from one that nobody knows', async () => {
    const scenario = await new EngineScenario().begin(1);
    await scenario.put('issues/APP-7.md', '---\ntitle: pushed\n---\n');
    expect(await scenario.engine.reader.worklogsOf('APP-1')).to.deep.equal([]);
    expect(await scenario.engine.reader.worklogsOf('APP-7')).to.deep.equal([]);
    expect(await scenario.engine.reader.worklogsOf('APP-9')).to.equal(null);
  });

  it('names the tickets that differ between two commits, and none for commits that git does not have', async () => {
    const scenario = await new EngineScenario().begin(2);
    const { reader } = scenario.engine;
    const before = await scenario.world.tip();
    await scenario.put('issues/APP-2.md', '---\ntitle: pushed\n---\n');
    await scenario.put('issues/idea.md', '---\ntitle: new\n---\n');
    await scenario.put('worklogs/2026-02.jsonl', LINE);
    const after = await scenario.world.tip();
    const between = await reader.ticketsBetween(before, after);
    expect([...new Set(between)]).to.have.members(['APP-1', 'APP-2', 'issues/idea.md']);
    expect(await reader.ticketsBetween('0'.repeat(40), after)).to.include.members(['APP-1', 'APP-2']);
    expect(await reader.ticketsBetween(before, '0'.repeat(40))).to.deep.equal([]);
    expect(await reader.ticketsBetween(before, 'f'.repeat(40))).to.deep.equal([]);
  });

  it('knows nothing before the project is loaded', async () => {
    const reader = createTicketReader(await (await new World().open()).parts());
    expect(reader.format()).to.equal(null);
    expect(await reader.worklogsBy('jane').catch((error: unknown) => error)).to.be.instanceOf(Failure);
  });
});
