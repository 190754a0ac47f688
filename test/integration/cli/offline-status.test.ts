import { expect } from 'chai';
import { type Clone, Workshop } from './workshop.ts';

describe('tract status without its server', () => {
  let workshop: Workshop;
  let clone: Clone;
  before(async () => {
    workshop = await Workshop.open('server');
    await workshop.onboard();
    clone = await workshop.clone();
  });
  after(() => workshop.close());

  const status = (...args: string[]) => workshop.ask(clone, ['status', ...args]);

  it('exits 4 and says how to fetch the snapshot where the clone has none', async () => {
    const { code, stderr } = await status();
    expect(code).to.equal(4);
    expect(stderr).to.include('cannot be reached').and.include('git fetch origin refs/notes/tract:refs/notes/tract');
  });

  it('shows from the snapshot that nothing waits', async () => {
    await clone.git('fetch', '--quiet', 'origin', 'refs/notes/tract:refs/notes/tract');
    const { code, stdout, stderr } = await status('--exit-code');
    expect(stderr).to.include('what follows is what this clone knows');
    expect(stdout).to.include('Project APP: 2 tickets in the snapshot').and.include('Nothing of this clone waits');
    expect(code).to.equal(0);
  });

  it('shows what local commits change, field by field', async () => {
    clone.edit('issues/APP-1.md', (text) => text.replace('title: First', 'title: Other').replace('Hello', 'Bye'));
    clone.write('issues/new.md', '---\ntitle: New\n---\n');
    clone.edit('issues/APP-2.md', () => 'no front matter');
    await clone.git('add', '--all');
    await clone.git('commit', '--quiet', '--message', 'Local');
    const { code, stdout } = await status('--exit-code');
    expect(code).to.equal(3);
    expect(stdout).to.match(/issues\/APP-1\.md +changed +title, description\n/);
    expect(stdout)
      .to.match(/issues\/APP-2\.md +changed +line 1: /)
      .and.match(/issues\/new\.md +new/);
    const one = JSON.parse((await status('APP-1', '--json')).stdout) as { readonly changes: readonly object[] };
    expect(one.changes).to.deep.equal([
      { path: 'issues/APP-1.md', kind: 'changed', fields: ['title', 'description'], problem: null },
    ]);
  });

  it('needs a clone or a server', async () => {
    const lost = await workshop.start(['status']).ended;
    expect(lost.code).to.equal(2);
    expect(lost.stderr).to.include('TRACT_SYNC_SERVER');
  });

  it('exits 4 for a sync that nobody can do', async () => {
    expect((await workshop.ask(clone, ['sync'])).code).to.equal(4);
  });
});
