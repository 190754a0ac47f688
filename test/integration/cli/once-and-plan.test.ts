import { expect } from 'chai';
import { type Clone, eventually, Workshop } from './workshop.ts';

describe('tract plan and tract serve --once', () => {
  let workshop: Workshop;
  let clone: Clone;
  before(async () => {
    workshop = await Workshop.open('server');
    await workshop.onboard();
    clone = await workshop.clone();
  });
  after(() => workshop.close());

  const run = (...args: string[]) => workshop.start(args).ended;

  it('has nothing to do after onboarding', async () => {
    expect((await run('plan')).stdout).to.equal('Nothing to do: git and Jira agree.\n');
    const { code, stdout } = await run('serve', '--once');
    expect(stdout).to.equal('✓ In sync: nothing to do\n');
    expect(code).to.equal(0);
  });

  it('plans edits of both sides and writes nothing, then does what it planned', async () => {
    clone.edit('issues/APP-1.md', (text) => text.replace('title: First', 'title: First of all'));
    await clone.push();
    workshop.jira.as('anna').editIssue('APP-2', { labels: ['x', 'y'] });
    const refs = await workshop.git('show-ref');
    const planned = await run('plan');
    expect(planned.code).to.equal(0);
    expect(planned.stdout).to.include('→ Jira title: "First" → "First of all"').and.include('← Jira labels: +y');
    expect(await workshop.git('show-ref')).to.equal(refs);
    expect(workshop.jira.requests.writes()).to.have.length(0);
    const done = await run('serve', '--once', '--json');
    expect(done.code).to.equal(0);
    const report = JSON.parse(done.stdout) as { readonly items: readonly { readonly key: string }[] };
    expect(report.items.map(({ key }) => key)).to.include.members(['APP-1', 'APP-2']);
    expect((await run('plan')).stdout).to.equal('Nothing to do: git and Jira agree.\n');
  });

  it('exits 1 when it is told to stop before the end, says so, and the next one does the rest', async () => {
    await clone.pull();
    clone.edit('issues/APP-1.md', (text) => text.replace('title: First of all', 'title: Slowly'));
    await clone.push();
    const isEdit = { method: 'PUT', path: /\/issue\// } as const;
    workshop.jira.faults.add({ kind: 'delay', delayMs: 1_000, match: isEdit });
    const edits = () => workshop.jira.requests.count(isEdit.method, isEdit.path);
    const before = edits();
    const running = workshop.start(['serve', '--once']);
    await eventually(edits, (count) => count > before);
    const { code, stdout, stderr } = await running.stop('SIGTERM');
    workshop.jira.faults.clear();
    expect(stdout, stderr).to.match(/^✗ Sync error: it was stopped before the end: the next run goes on from there$/m);
    expect(code).to.equal(1);
    expect((await run('serve', '--once')).code).to.equal(0);
    expect((await run('plan')).stdout).to.equal('Nothing to do: git and Jira agree.\n');
  });

  it('exits 3 when something waits', async () => {
    await clone.pull();
    clone.edit('issues/APP-1.md', (text) => text.replace(/^status: .*$/m, 'status: Nonsense'));
    await clone.push();
    const { code, stdout } = await run('serve', '--once');
    expect(stdout).to.include('✗ APP-1 status:').and.include('Nonsense');
    expect(code).to.equal(3);
  });

  it('exits 1 when Jira is away, in one line', async () => {
    workshop.jira.faults.add({ kind: 'unavailable', times: 1_000 });
    const { code, stdout } = await run('serve', '--once');
    workshop.jira.faults.clear();
    expect(stdout).to.match(/^✗ Sync error: Jira says: .*503.*\n$/);
    expect(code).to.equal(1);
  });
});
