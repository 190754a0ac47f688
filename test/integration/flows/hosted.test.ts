import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { freePort } from '../../../src/cli/demo/free-port.ts';
import { runGit } from '../../../src/cli/demo/run-git.ts';
import { type RunningTract, tract } from '../cli/run-tract.ts';
import { Clone, Workshop } from '../cli/workshop.ts';
import { commit, PERSONALITIES, push } from './flow-site.ts';

for (const personality of PERSONALITIES) {
  describe(`a repository that is hosted elsewhere, ${personality}`, function () {
    this.timeout(120_000);
    let workshop: Workshop;
    let hosted: string;
    let clone: Clone;
    let daemon: RunningTract;
    before(async () => {
      workshop = await Workshop.open(personality);
      hosted = join(workshop.folder, 'hosted.git');
      await runGit(workshop.folder, ['init', '--quiet', '--bare', '--initial-branch=main', hosted]);
    });
    after(() => workshop?.close());

    const env = () => ({ TRACT_REMOTE: hosted });
    const at = async (repository: string) =>
      (await runGit(repository, ['for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads', 'refs/notes']))
        .stdout;
    const there = async (path: string) => (await runGit(hosted, ['show', `main:${path}`])).stdout;
    const titles = () => [...workshop.jira.world.issues.all()].map(({ values }) => values.summary).sort();
    const sync = async () => {
      const { code, stdout, stderr } = await workshop.ask(clone, ['sync']);
      return { code, said: stdout + stderr };
    };
    const update = async () => {
      await clone.git('pull', '--quiet', '--rebase');
    };
    /** The host refuses the next pushes of the service. */
    function refuse(pushes: number): void {
      mkdirSync(join(hosted, 'hooks'), { recursive: true });
      const left = join(hosted, 'refusals');
      writeFileSync(left, '.'.repeat(pushes));
      const text = `#!/bin/sh\n[ -s ${left} ] || exit 0\ntruncate -s -1 ${left}\necho 'try again later' >&2\nexit 1\n`;
      writeFileSync(join(hosted, 'hooks', 'pre-receive'), text);
      chmodSync(join(hosted, 'hooks', 'pre-receive'), 0o755);
    }

    it('is filled by tract onboard, with the snapshot', async () => {
      const { code, stderr, stdout } = await workshop.onboard([], env());
      expect(code, stderr + stdout).to.equal(0);
      expect(await there('issues/APP-1.md')).to.include('title: First\n');
      expect(await at(hosted)).to.match(/refs\/heads\/main .*\nrefs\/notes\/tract /);
      expect(await at(workshop.repository)).to.equal(await at(hosted));
    });

    it('what is pushed there is in Jira, and what is edited in Jira is there', async () => {
      daemon = await workshop.serve(env());
      clone = new Clone(join(workshop.folder, 'clone-of-hosted'));
      const identity = ['-c', 'user.name=anna', '-c', 'user.email=anna@example.com'];
      await runGit(workshop.folder, ['clone', '--quiet', ...identity, hosted, clone.path]);
      clone.edit('issues/APP-1.md', (text) => text.replace('title: First', 'title: From git'));
      await commit(clone);
      expect((await push(clone)).code).to.equal(0);
      workshop.jira.as('anna').editIssue('APP-2', { summary: 'From Jira' });
      expect((await sync()).code).to.equal(0);
      expect(titles()).to.deep.equal(['From Jira', 'From git']);
      expect(await there('issues/APP-2.md')).to.include('title: From Jira\n');
      expect(await at(workshop.repository)).to.equal(await at(hosted));
    });

    it('is not touched by a plan, even where this machine has commits that it lacks', async () => {
      await daemon.stop();
      const before = await at(hosted);
      const { stdout: tree } = await runGit(workshop.repository, ['rev-parse', 'main^{tree}']);
      const identity = ['-c', 'user.name=anna', '-c', 'user.email=anna@example.com'];
      const written = await runGit(workshop.repository, [
        ...identity,
        'commit-tree',
        '-p',
        'main',
        '-m',
        'x',
        tree.trim(),
      ]);
      await runGit(workshop.repository, ['update-ref', 'refs/heads/main', written.stdout.trim()]);
      const here = await at(workshop.repository);
      const { code, stderr } = await tract(['plan'], { env: workshop.env(env()) });
      expect(code, stderr).to.equal(0);
      expect([await at(hosted), await at(workshop.repository)]).to.deep.equal([before, here]);
      daemon = await workshop.serve(env());
      expect((await sync()).code).to.equal(0);
      expect(await at(hosted)).to.equal(await at(workshop.repository));
    });

    it('a push of the service that is refused loses nothing and makes nothing twice', async () => {
      await update();
      clone.write('issues/new.md', '---\ntitle: Made in git\n---\n');
      await commit(clone);
      await push(clone);
      for (const pushes of [1, 2, 3]) {
        refuse(pushes);
        for (let turn = 0; turn < pushes; turn += 1) {
          const { code, said } = await sync();
          expect(code).to.equal(1);
          expect(said).to.match(/refused: refs\/\S+: pre-receive hook declined; try again later/);
        }
        expect((await sync()).said).not.to.include('try again later');
        workshop.jira.as('anna').comment('APP-1', `After ${pushes} refusals.`);
      }
      await sync();
      expect(titles()).to.deep.equal(['From Jira', 'From git', 'Made in git']);
      expect(await there('issues/APP-3.md')).to.include('title: Made in git\n');
      expect(await there('issues/APP-1.md')).to.include('After 3 refusals.');
      expect(await at(workshop.repository)).to.equal(await at(hosted));
    });

    it('two services on two machines make nothing twice, and end the same', async () => {
      rmSync(join(hosted, 'hooks'), { recursive: true });
      const second = join(workshop.folder, 'second.git');
      const port = String(await freePort());
      const other = { ...env(), TRACT_REPO: second, TRACT_PORT: port };
      const { code, stderr, stdout } = await workshop.onboard([], other);
      expect(code, stderr + stdout).to.equal(0);
      expect(stdout).not.to.match(/[1-9]\d* of them new/);
      const reserve = await workshop.serve(other);
      await update();
      for (const number of [1, 2, 3, 4, 5])
        clone.write(`issues/pair-${number}.md`, `---\ntitle: Pair ${number}\n---\n`);
      await commit(clone);
      await push(clone);
      workshop.jira.as('anna').comment('APP-2', 'While two look.');
      const ask = (url: string) => workshop.ask(clone, ['sync'], { TRACT_SYNC_SERVER: url });
      for (let turn = 0; turn < 4; turn += 1) await Promise.all([ask(workshop.url), ask(`http://127.0.0.1:${port}`)]);
      expect(titles().filter((title) => String(title).startsWith('Pair'))).to.deep.equal(
        [1, 2, 3, 4, 5].map((number) => `Pair ${number}`),
      );
      expect((await there('issues/APP-2.md')).match(/While two look/g)).to.have.length(1);
      const quiet = await at(hosted);
      await ask(workshop.url);
      await ask(`http://127.0.0.1:${port}`);
      for (const place of [hosted, workshop.repository, second]) expect(await at(place)).to.equal(quiet);
      await reserve.stop();
    });
  });
}
