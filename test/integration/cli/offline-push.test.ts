import { expect } from 'chai';
import { loggedOffline, type OfflineLog, ticket } from '../../support/offline.ts';
import { API_KEY, type Clone, Workshop } from './workshop.ts';

describe('offline work that is pushed', () => {
  let workshop: Workshop;
  let clone: Clone;
  before(async () => {
    workshop = await Workshop.open('server');
    await workshop.onboard();
    await workshop.serve();
    clone = await workshop.clone();
  });
  after(() => workshop.close());

  const write = (into: Clone, entries: readonly OfflineLog[]) => {
    const before = entries.length === 0 ? '' : into.read('worklogs/2026-02.jsonl');
    const mine = entries.map((entry) => ({ author: 'anna', ...entry }));
    for (const edit of loggedOffline(mine, before)) if (edit.kind === 'put') into.write(edit.path, edit.content);
  };
  /** The words of the time entries; before them stands who logged the time. */
  const logged = (key: string) =>
    (workshop.jira.world.issues.find(key)?.worklogs ?? []).map(({ comment }) => String(comment).split('\n').at(-1));
  const files = () => workshop.git('ls-tree', '-r', '--name-only', 'main');

  it('tells whoever pushes what was synced and what was not', async () => {
    write(clone, [
      { id: 'w1', issue: 'APP-1', comment: 'one' },
      { id: 'w2', issue: 'APP-2', comment: 'two', at: '2026-02-11T09:00:00Z' },
      { id: 'w3', issue: 'APP-9999', comment: 'none' },
    ]);
    const said = (await clone.push()).split('\n');
    expect(said).to.include('✓ Synced 2 queued worklogs to Jira');
    expect(said).to.include('✗ Sync error: Issue APP-9999 not found in Jira');
    expect((await files()).split('\n').filter((path) => path.startsWith('.tract/queue'))).to.deep.equal([
      '.tract/queue/worklogs/20260210T090000Z-w3.json',
    ]);
    const status = await workshop.ask(clone, ['status']);
    expect(status.stdout).to.match(/Done offline and not in Jira yet \(1, the oldest from 2026-02-10T09:00:00Z\):/);
    expect(status.stdout).to.match(/time on APP-9999.*Issue APP-9999 not found in Jira/);
    await clone.pull();
    clone.edit('worklogs/2026-02.jsonl', (text) => text.replace('APP-9999', 'APP-1'));
    expect(await clone.push()).to.include('✓ Synced 1 queued worklog to Jira');
    await clone.pull();
    expect(await files()).to.not.include('.tract/queue');
  });

  it('merges the time of two clones by itself, and logs each entry once', async () => {
    const other = await workshop.clone();
    const before = logged('APP-1').length;
    write(clone, [{ id: 'a1', issue: 'APP-1', comment: 'by one' }]);
    clone.edit('issues/APP-1.md', (text) => text.replace('priority: Medium', 'priority: High'));
    write(other, [{ id: 'b1', issue: 'APP-1', comment: 'by two' }]);
    other.edit('issues/APP-1.md', (text) => text.replace(/\n$/, '\n\nMore of it.\n'));
    await clone.push();
    await other.git('add', '--all');
    await other.git('commit', '--quiet', '--message', 'Offline');
    await other.git('pull', '--quiet', '--no-rebase', '--no-edit');
    await other.git('push', '--quiet');
    const { stdout } = await workshop.ask(other, ['sync']);
    expect(stdout).to.include('✓');
    expect(logged('APP-1').slice(before)).to.have.members(['by one', 'by two']);
    const lines = (await workshop.git('show', 'main:worklogs/2026-02.jsonl')).split('\n').filter(Boolean);
    const shuffled = [...lines, ...lines].reverse();
    await other.pull();
    other.write('worklogs/2026-02.jsonl', `${shuffled.join('\n')}\n`);
    await other.push();
    expect(logged('APP-1')).to.have.lengthOf(before + 2);
    await clone.pull();
  });

  it('creates tickets with all that was done on them, and gives an old branch nothing to create', async () => {
    await clone.git('checkout', '--quiet', '-b', 'old');
    clone.write('issues/APP-OFFLINE-x1.md', ticket('Offline', [], 'Text.'));
    clone.write(
      '.tract/queue/create.jsonl',
      '{"id":"x1","path":"issues/APP-OFFLINE-x1.md","at":"2026-02-14T08:00:00Z","author":"anna"}\n',
    );
    await clone.git('add', '--all');
    await clone.git('commit', '--quiet', '--message', 'Offline');
    await clone.git('push', '--quiet', 'origin', 'old');
    expect(workshop.jira.world.issues.find('APP-3')).to.equal(undefined);
    await clone.git('checkout', '--quiet', 'main');
    await clone.git('merge', '--quiet', 'old');
    write(clone, [{ id: 'w7', issue: 'APP-OFFLINE-x1', comment: 'on it' }]);
    clone.edit('issues/APP-2.md', (text) => `${text}\nAfter APP-OFFLINE-x1.\n`);
    const said = await clone.push();
    expect(said).to.include('✓ Created APP-3 from issues/APP-OFFLINE-x1.md');
    expect(said).to.include('✓ Synced 1 queued worklog to Jira');
    expect(logged('APP-3')).to.deep.equal(['on it']);
    await clone.pull();
    expect(clone.read('issues/APP-2.md')).to.include('After APP-3.');
    expect(await files())
      .to.not.include('OFFLINE')
      .and.to.not.include('.tract/queue/worklogs');
    expect(clone.read('.tract/queue/create.jsonl')).to.equal('');

    await clone.git('checkout', '--quiet', 'old');
    clone.edit('issues/APP-OFFLINE-x1.md', (text) => text.replace('Text.', 'Text of an old branch.'));
    await clone.git('commit', '--quiet', '--all', '--message', 'Later');
    await clone.git('checkout', '--quiet', 'main');
    await clone.git('merge', '--quiet', '--no-edit', '-X', 'no-renames', 'old').catch(() => null);
    await clone.git('add', '--all');
    await clone.push('Merge');
    await workshop.ask(clone, ['sync']);
    expect(workshop.jira.world.issues.find('APP-4')).to.equal(undefined);
    await clone.pull();
    expect(await files()).to.not.include('OFFLINE');
  });

  it('waits as long as the repository says, and lets a push succeed without the service', async () => {
    const wait = (seconds: string) => workshop.git('config', 'tract.wait', seconds);
    await wait('nonsense');
    clone.edit('issues/APP-1.md', (text) => text.replace('title: First', 'title: Firstly'));
    expect(await clone.push()).to.include('✓ APP-1 → Jira: set title');
    await clone.pull();
    await wait('1');
    workshop.jira.settings.latencyMs = 3_000;
    clone.edit('issues/APP-1.md', (text) => text.replace('title: Firstly', 'title: First'));
    expect(await clone.push()).to.equal('… still syncing: see `tract status`');
    workshop.jira.settings.latencyMs = 0;
    await fetch(`${workshop.url}/sync`, { method: 'POST', headers: { Authorization: `Bearer ${API_KEY}` } });
    await clone.pull();
    await workshop.stopDaemons();
    clone.edit('issues/APP-1.md', (text) => text.replace('title: First', 'title: Last'));
    expect(await clone.push()).to.equal('! The sync service does not run: this push is synced as soon as it does.');
  });
});
