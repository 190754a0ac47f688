import { cp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Clone } from '../cli/workshop.ts';
import { commit, FlowSite, PERSONALITIES, push } from './flow-site.ts';

const IDEA = '---\ntitle: An idea\nlabels: [a]\n---\n\nSaid *first*.\n';

for (const personality of PERSONALITIES) {
  describe(`a repository that was put back to a backup, ${personality}`, function () {
    this.timeout(120_000);
    let site: FlowSite;
    let clone: Clone;
    before(async () => {
      site = await FlowSite.open(personality);
      clone = await site.clone();
    });
    after(() => site?.close());

    /** The whole directory, as somebody copies it while nothing runs. */
    async function backUp(): Promise<void> {
      const { repository } = site.workshop;
      await cp(repository, `${repository}.backup`, { recursive: true, preserveTimestamps: true });
    }

    async function putBack(): Promise<void> {
      const { repository } = site.workshop;
      await rm(repository, { recursive: true });
      await rename(`${repository}.backup`, repository);
    }

    it('gets nothing twice when a clone that is ahead of it is pushed again', async () => {
      await backUp();
      await site.start();
      await writeFile(join(clone.path, 'issues/idea.md'), IDEA);
      const comment = `\n## Comments\n\n**${site.me}**\n\nTried it, and it *works*.\n`;
      const file = join(clone.path, 'issues/APP-1.md');
      await writeFile(file, `${clone.read('issues/APP-1.md').trimEnd()}\n${comment}`);
      await commit(clone);
      expect((await push(clone)).code).to.equal(0);
      await site.sync(clone);
      expect(site.titled('An idea')).to.deep.equal(['APP-3']);
      expect(site.comments('APP-1')).to.have.length(1);
      await site.stop();
      await putBack();
      // Nobody pulled since: the same commits stand on the branch as it was.
      expect((await push(clone)).code).to.equal(0);
      await site.start();
      await site.sync(clone);
      await site.sync(clone);
      expect(site.titled('An idea')).to.deep.equal(['APP-3']);
      expect(site.comments('APP-1')).to.have.length(1);
      expect(await site.paths('issues')).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md', 'issues/APP-3.md']);
      expect(await site.file('issues/APP-3.md'))
        .to.include('title: An idea\n')
        .and.include('Said *first*.');
      await clone.pull();
      expect(await site.sync(clone)).to.equal('✓ In sync: nothing to do\n');
    });
  });
}
