import { expect } from 'chai';
import type { Clone } from '../cli/workshop.ts';
import { commit, FlowSite, PERSONALITIES, push } from './flow-site.ts';

const FEBRUARY = 'worklogs/2026-02.jsonl';

for (const personality of PERSONALITIES) {
  describe(`two clones that were offline, ${personality}`, function () {
    this.timeout(60_000);
    let site: FlowSite;
    let one: Clone;
    let other: Clone;
    before(async () => {
      site = await FlowSite.open(personality);
      [one, other] = [await site.clone(), await site.clone()];
    });
    after(() => site?.close());

    const log = (clone: Clone, key: string, time: string, started: string) =>
      site.tract(clone, 'log', key, time, '--started', started, '--offline');
    const merge = (clone: Clone, ...args: readonly string[]) =>
      clone.git('pull', '--quiet', '--no-rebase', '--no-edit', ...args);
    /** Where a file is edited here and renamed or gone there, git keeps the edited one and lets the person decide. */
    const mergeKeepingEdited = async (clone: Clone) => {
      await merge(clone).catch(() => {});
      expect(await clone.git('diff', '--diff-filter=U', '--name-only', '-G<<<<<<<'), 'texts that clash').to.equal('');
      await clone.git('add', '--all');
      await clone.git('commit', '--quiet', '--no-edit').catch(() => {});
    };
    const logged = (key: string) => site.worklogs(key).map(({ started, seconds }) => `${started} ${seconds}`);

    it('what one took from the other and merged is in Jira once', async () => {
      await site.tract(one, 'create', 'APP', '--title', 'Of one', '--offline');
      const [temporary = ''] = (await one.git('ls-files', 'issues/APP-OFFLINE-*')).split('\n');
      await log(one, 'APP-1', '1h', '2026-02-16T09:00:00Z');
      await merge(other, one.path, 'main');
      await log(one, 'APP-2', '30m', '2026-02-17T08:00:00Z');
      one.edit('issues/APP-1.md', (text) => text.replace('title: First', 'title: First of one'));
      await commit(one, 'Name it');
      await site.tract(other, 'create', 'APP', '--title', 'Of the other', '--offline');
      await log(other, 'APP-1', '2h', '2026-02-16T13:00:00Z');
      other.edit('issues/APP-1.md', (text) => text.replace('\nreporter:', '\nlabels: [other]\nreporter:'));
      other.edit(temporary, (text) => text.replace('title: Of one', 'title: Of both'));
      await commit(other, 'Label it');
      await site.start();
      expect((await push(one)).code).to.equal(0);
      expect((await push(other)).code, 'a push of what is behind is refused').to.equal(1);
      await mergeKeepingEdited(other);
      expect((await push(other)).code).to.equal(0);
      await merge(other);
      await merge(one);
      expect(site.jira.world.issues.size).to.equal(4);
      expect([site.titled('Of one'), site.titled('Of both'), site.titled('Of the other')]).to.deep.equal([
        [],
        ['APP-3'],
        ['APP-4'],
      ]);
      expect(logged('APP-1')).to.deep.equal(['2026-02-16T09:00:00Z 3600', '2026-02-16T13:00:00Z 7200']);
      expect(logged('APP-2').slice(1)).to.deep.equal(['2026-02-17T08:00:00Z 1800']);
      expect(site.titled('First of one')).to.deep.equal(['APP-1']);
      expect(site.issue('APP-1').values.labels).to.deep.equal(['other']);
      expect(await site.paths('issues')).to.have.length(4);
      expect(await site.queued()).to.deep.equal([]);
      expect(await site.sync(one)).to.equal('✓ In sync: nothing to do\n');
    });

    it('a union merge that doubled and reordered the lines of a time sheet changes nothing in Jira', async () => {
      const before = ['APP-1', 'APP-2'].map(logged);
      await merge(one);
      one.edit(FEBRUARY, (text) => {
        const lines = text.split('\n').filter((line) => line !== '');
        return `${[...lines.toReversed(), ...lines].join('\n')}\n`;
      });
      await commit(one, 'Merge with union');
      expect((await push(one)).code).to.equal(0);
      await site.ask(one, 'sync', '--full');
      expect(['APP-1', 'APP-2'].map(logged)).to.deep.equal(before);
      const ids = (await site.lines('2026-02')).map(({ id, issue, started }) => id ?? `${issue} ${started}`);
      expect(new Set(ids).size).to.equal(before.flat().length);
    });

    it('an entry of both sides of a union merge is one, and an edit of a doubled line arrives', async () => {
      await merge(one);
      await merge(other);
      await log(one, 'APP-1', '3h', '2026-02-18T09:00:00Z');
      await log(other, 'APP-1', '4h', '2026-02-19T09:00:00Z');
      await merge(other, one.path, 'main');
      await push(other);
      await merge(one);
      await push(one);
      expect(logged('APP-1').slice(2)).to.deep.equal(['2026-02-18T09:00:00Z 10800', '2026-02-19T09:00:00Z 14400']);
      await merge(one);
      one.edit(FEBRUARY, (text) => text.replaceAll('"time":"3h"', '"time":"3.5h"'));
      await commit(one, 'It took longer');
      await push(one);
      expect(logged('APP-1').slice(2)).to.have.members(['2026-02-18T09:00:00Z 12600', '2026-02-19T09:00:00Z 14400']);
      expect(await site.queued()).to.deep.equal([]);
    });

    it('a branch for a pull request is not synced before it is merged', async () => {
      await merge(one);
      await one.git('switch', '--quiet', '--create', 'proposal');
      await site.tract(one, 'create', 'APP', '--title', 'Proposed', '--offline');
      await log(one, 'APP-2', '1h', '2026-02-20T09:00:00Z');
      one.edit('issues/APP-2.md', (text) => text.replace('title: Second', 'title: Perhaps'));
      await commit(one, 'Propose it');
      const writes = site.jira.requests.writes().length;
      const tip = await site.workshop.git('rev-parse', 'main');
      const { code, remote } = await push(one, 'proposal');
      expect([code, remote]).to.deep.equal([0, []]);
      expect((await site.ask(other, 'sync', '--full')).stdout).to.equal('✓ In sync: nothing to do\n');
      expect(site.jira.requests.writes()).to.have.length(writes);
      expect(await site.workshop.git('rev-parse', 'main')).to.equal(tip);
      await merge(other, 'origin', 'proposal');
      expect((await push(other)).code).to.equal(0);
      expect([site.titled('Proposed'), site.titled('Perhaps')]).to.deep.equal([['APP-5'], ['APP-2']]);
      expect(logged('APP-2').slice(2)).to.deep.equal(['2026-02-20T09:00:00Z 3600']);
    });
  });
}
