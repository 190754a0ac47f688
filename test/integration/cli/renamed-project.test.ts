import { expect } from 'chai';
import { API_KEY, type Clone, Workshop } from './workshop.ts';

for (const personality of ['server', 'cloud'] as const) {
  describe(`the service of a project that gets another key in Jira, ${personality}`, () => {
    let workshop: Workshop;
    let clone: Clone;
    let old: Clone;
    before(async () => {
      workshop = await Workshop.open(personality);
      await workshop.onboard();
      await workshop.serve();
      clone = await workshop.clone();
      old = await workshop.clone();
    });
    after(() => workshop.close());

    const handle = personality === 'cloud' ? 'anna.berg' : 'anna';
    const summary = (key: string) => workshop.jira.world.issues.find(key)?.values.summary;
    const files = async () => (await workshop.git('ls-tree', '--name-only', 'main', 'issues/')).trim().split('\n');
    const sync = () => workshop.ask(clone, ['sync', '--full']);

    it('follows while it runs, in one commit, with what was edited on both sides', async () => {
      clone.edit('issues/APP-1.md', (text) => text.replace(/^title: .*$/m, 'title: Edited in a clone'));
      await clone.git('commit', '-qam', 'Not pushed yet');
      workshop.jira.admin.renameProjectKey('APP', 'WEB');
      workshop.jira.as('anna').editIssue('WEB-2', { summary: 'Edited in Jira' });
      await sync();
      await sync();
      expect(await files()).to.deep.equal(['issues/WEB-1.md', 'issues/WEB-2.md']);
      const log = await workshop.git('log', '--format=%s', 'main');
      expect(log.match(/\[tract-sync\] Renamed project APP to WEB/g)).to.have.length(1);
      expect(await workshop.git('show', 'main:issues/WEB-2.md')).to.include('title: Edited in Jira');
      expect(await workshop.git('show', 'main:.tract/config.yaml')).to.include('\n  key: WEB\n');
    });

    it('takes the edit of a clone that named the former key', async () => {
      await clone.git('pull', '-q', '--rebase');
      await clone.git('push', '-q');
      await sync();
      expect(summary('WEB-1')).to.equal('Edited in a clone');
      expect(await files()).to.deep.equal(['issues/WEB-1.md', 'issues/WEB-2.md']);
      expect([...workshop.jira.world.issues.all()]).to.have.length(2);
    });

    it('takes what a clone from before asks for', async () => {
      const logged = await workshop.ask(old, ['log', 'APP-2', '1h', 'From before', '--author', handle]);
      expect(logged.stdout + logged.stderr).to.include('Logged 1h to');
      const response = await fetch(`${workshop.url}/worklogs/APP-2`, {
        headers: { authorization: `Bearer ${API_KEY}` },
      });
      expect(await response.json()).to.include({ issue: 'WEB-2' });
      expect(workshop.jira.world.issues.find('WEB-2')?.worklogs).to.have.length(2);
    });

    it('advises to name the present key, and runs by either', async () => {
      expect((await workshop.ask(clone, ['status'])).stdout).to.include('set TRACT_PROJECT=WEB');
      const health = async () => (await (await fetch(`${workshop.url}/health`)).json()) as { project: string };
      expect((await health()).project).to.equal('WEB');
      const tip = await workshop.git('rev-parse', 'main');
      for (const TRACT_PROJECT of ['APP', 'WEB']) {
        await workshop.stopDaemons();
        await workshop.serve({ TRACT_PROJECT });
        expect((await health()).project).to.equal('WEB');
        expect((await sync()).stdout).to.include('In sync');
      }
      expect((await workshop.ask(clone, ['status'])).stdout).to.not.include('TRACT_PROJECT');
      expect(await workshop.git('rev-parse', 'main')).to.equal(tip);
    });
  });
}
