import { join } from 'node:path';
import { expect } from 'chai';
import { freePort } from '../../../src/cli/demo/free-port.ts';
import { runGit } from '../../../src/cli/demo/run-git.ts';
import { Clone, Workshop } from '../cli/workshop.ts';
import { commit, PERSONALITIES, push } from './flow-site.ts';

for (const personality of PERSONALITIES) {
  describe(`two repositories of one project, ${personality}`, function () {
    this.timeout(120_000);
    let workshop: Workshop;
    let here: Clone;
    let there: Clone;
    let far: { readonly url: string; readonly repository: string };
    before(async () => {
      workshop = await Workshop.open(personality);
      const port = await freePort();
      far = { url: `http://127.0.0.1:${port}`, repository: join(workshop.folder, 'far.git') };
      const env = { TRACT_REPO: far.repository, TRACT_PORT: String(port) };
      for (const change of [{}, env]) {
        const { code, stderr } = await workshop.onboard([], change);
        expect(code, stderr).to.equal(0);
        await workshop.serve(change);
      }
      here = await workshop.clone();
      there = new Clone(join(workshop.folder, 'clone-of-far'));
      const identity = ['-c', 'user.name=anna', '-c', 'user.email=anna@example.com'];
      await runGit(workshop.folder, ['clone', '--quiet', ...identity, far.repository, there.path]);
    });
    after(() => workshop?.close());

    const me = () => (personality === 'cloud' ? 'anna.berg' : 'anna');
    const server = (clone: Clone) => (clone === there ? { TRACT_SYNC_SERVER: far.url } : {});
    const tract = async (clone: Clone, ...args: readonly string[]) => {
      const { code, stdout, stderr } = await workshop.ask(clone, args, server(clone));
      return { code, said: stdout + stderr };
    };
    /** Both services look, first that of the clone in which something was done. */
    async function meet(first: Clone): Promise<void> {
      for (const clone of [first, first === here ? there : here]) await tract(clone, 'sync');
      for (const clone of [here, there]) await clone.git('pull', '--quiet', '--rebase');
    }
    const issue = (key: string) => workshop.jira.world.issues.find(key);

    it('what is pushed to one comes to the other, through Jira', async () => {
      here.edit('issues/APP-1.md', (text) => text.replace('title: First', 'title: Pushed here'));
      here.write('issues/new.md', '---\ntitle: Made here\n---\n\nWith *words*.\n');
      await commit(here);
      await push(here);
      await meet(here);
      expect(there.read('issues/APP-1.md')).to.include('title: Pushed here\n');
      expect(there.read('issues/APP-3.md'))
        .to.include('title: Made here\n')
        .and.to.match(/With [*_]words[*_]\./);
      expect([...workshop.jira.world.issues.all()]).to.have.length(3);
    });

    it('time that is logged in one is in the other once, and goes when it is removed there', async () => {
      const { code, said } = await tract(
        here,
        'log',
        'APP-1',
        '2h',
        'Here',
        '--author',
        me(),
        '--started',
        '2026-02-16T09:00:00Z',
      );
      expect(code, said).to.equal(0);
      await meet(here);
      const lines = () =>
        there
          .read('worklogs/2026-02.jsonl')
          .split('\n')
          .filter((line) => line.includes('"APP-1"'));
      expect(lines()).to.have.length(1);
      expect(issue('APP-1')?.worklogs).to.have.length(1);
      there.write('worklogs/2026-02.jsonl', '');
      await commit(there);
      await push(there);
      await meet(there);
      expect(issue('APP-1')?.worklogs).to.have.length(0);
      expect(here.read('worklogs/2026-02.jsonl')).not.to.include('"APP-1"');
    });

    it('the same field edited in both at once: the second to come is a conflict there, and nothing is lost', async () => {
      here.edit('issues/APP-2.md', (text) => text.replace('title: Second', 'title: As seen here'));
      there.edit('issues/APP-2.md', (text) => text.replace('title: Second', 'title: As seen there'));
      for (const clone of [here, there]) {
        await commit(clone);
        await push(clone);
      }
      await meet(here);
      expect(issue('APP-2')?.values.summary).to.equal('As seen here');
      expect(there.read('issues/APP-2.md')).to.include('title: As seen there\n');
      expect((await tract(there, 'conflicts', 'list')).said).to.include('APP-2');
      expect((await tract(there, 'conflicts', 'resolve', 'APP-2', '--take', 'git')).code).to.equal(0);
      await meet(there);
      expect(here.read('issues/APP-2.md')).to.include('title: As seen there\n');
    });

    it('then both are quiet', async () => {
      const tips = async () =>
        Promise.all(
          [workshop.repository, far.repository].map(async (path) => (await runGit(path, ['rev-parse', 'main'])).stdout),
        );
      const before = await tips();
      const updated = [...workshop.jira.world.issues.all()].map(({ updatedMs }) => updatedMs);
      await meet(here);
      await meet(there);
      expect(await tips()).to.deep.equal(before);
      expect([...workshop.jira.world.issues.all()].map(({ updatedMs }) => updatedMs)).to.deep.equal(updated);
    });
  });
}
