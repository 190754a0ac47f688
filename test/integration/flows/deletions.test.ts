import { expect } from 'chai';
import { API_KEY, type Clone, eventually } from '../cli/workshop.ts';
import { commit, FlowSite, PERSONALITIES, push } from './flow-site.ts';

const TITLES = Array.from({ length: 20 }, (_, index) => `Number ${index + 3}`);
const MANY = Array.from({ length: 15 }, (_, index) => `APP-${index + 6}`);
const STOPPED = '15 tickets would be removed at once, more than 2: allow it with `tract sync --allow-deletes 15`';

for (const personality of PERSONALITIES) {
  describe(`what is deleted, ${personality}`, function () {
    this.timeout(120_000);
    let site: FlowSite;
    let clone: Clone;
    before(async () => {
      site = await FlowSite.open(personality, { titles: TITLES });
      await site.start();
      clone = await site.clone();
    });
    after(() => site?.close());

    const anna = () => site.jira.as('anna');
    const pathOf = (key: string) => `issues/${key}.md`;
    /** Syncs until a file of the branch is as wanted: a ladder has rungs. */
    const synced = (key: string, isSo: (text: string) => boolean, ...args: readonly string[]) =>
      eventually(async () => {
        await site.ask(clone, 'sync', ...args);
        return site.file(pathOf(key));
      }, isSo);
    const pushed = async (message: string) => {
      await commit(clone, message);
      return (await push(clone)).remote;
    };
    const removed = async (key: string) => {
      await clone.pull();
      await clone.git('rm', '--quiet', pathOf(key));
      return pushed(`Remove ${key}`);
    };
    const configured = async (change: (text: string) => string) => {
      await clone.pull();
      clone.edit('.tract/config.yaml', change);
      await pushed('Say what a removed file means');
    };
    const asked = async (path: string) => {
      const headers = { authorization: `Bearer ${API_KEY}` };
      return (await fetch(`${site.workshop.url}${path}`, { headers })).text();
    };

    it('a file that is removed in git is restored to the byte, and the pusher is told', async () => {
      const before = await site.file(pathOf('APP-1'));
      expect(await removed('APP-1')).to.include('! APP-1: the file was removed in git; it is restored: run `git pull`');
      expect(await site.file(pathOf('APP-1'))).to.equal(before);
      expect(site.titled('First')).to.deep.equal(['APP-1']);
    });

    it('an issue that is deleted in Jira takes its file and its time entries along, and the history keeps them', async () => {
      expect((await site.lines('2026-02')).map(({ issue }) => issue)).to.include('APP-2');
      anna().deleteIssue('APP-2');
      await synced('APP-2', (text) => text === '', '--full');
      expect((await site.lines('2026-02')).map(({ issue }) => issue)).to.not.include('APP-2');
      const kept = await site.workshop.git(
        'log',
        '-1',
        '--format=%s',
        '--diff-filter=D',
        'main',
        '--',
        pathOf('APP-2'),
      );
      expect(kept).to.match(/APP-2/);
    });

    it('an archived issue keeps its file; edits of it wait in the words of Jira, and go on when it is back', async () => {
      site.jira.admin.archiveIssue('APP-5');
      await site.ask(clone, 'sync', '--full');
      await site.ask(clone, 'sync', '--full');
      await clone.pull();
      clone.edit(pathOf('APP-5'), (text) => text.replace('title: Number 5', 'title: Number five'));
      const [told = ''] = await pushed('Spell it');
      expect(told).to.match(/^✗ APP-5 title: Jira says: /);
      expect(await site.file(pathOf('APP-5'))).to.include('title: Number five');
      site.jira.admin.archiveIssue('APP-5', false);
      await site.ask(clone, 'sync', '--retry-held');
      expect(site.titled('Number five')).to.deep.equal(['APP-5']);
    });

    it('fifteen at once stop with the reason everywhere, while everything else flows', async () => {
      for (const key of MANY) anna().deleteIssue(key);
      await site.ask(clone, 'sync', '--full');
      const { stdout } = await eventually(
        () => site.ask(clone, 'sync', '--full'),
        ({ stdout }) => stdout.includes(STOPPED),
      );
      expect(stdout.split('\n').filter((line) => line.includes(STOPPED))).to.have.length(15);
      expect((await site.ask(clone, 'sync', '--full')).code).to.equal(3);
      expect((await site.ask(clone, 'status')).stdout).to.include(STOPPED);
      expect(await asked('/status')).to.include('15 tickets would be removed at once');
      await clone.pull();
      clone.edit(pathOf('APP-21'), (text) => text.replace('title: Number 21', 'title: Flows'));
      clone.edit(pathOf('APP-6'), (text) => text.replace('title: Number 6', 'title: Still edited'));
      const remote = await pushed('Go on');
      expect(remote).to.include('✓ APP-21 → Jira: set title');
      expect(site.titled('Flows')).to.deep.equal(['APP-21']);
      await clone.pull();
      clone.edit(pathOf('APP-6'), (text) => text.replace('title: Still edited', 'title: Number 6'));
      await pushed('Take that back');
      anna().editIssue('APP-22', { summary: 'Flows too' });
      await synced('APP-22', (text) => text.includes('title: Flows too'));
      for (const key of MANY) expect(await site.file(pathOf(key)), key).to.not.equal('');
    });

    it('and go when a person allows as many', async () => {
      const { code } = await site.ask(clone, 'sync', '--allow-deletes', '15');
      expect(code).to.equal(0);
      for (const key of MANY) expect(await site.file(pathOf(key)), key).to.equal('');
      expect((await site.ask(clone, 'sync', '--full')).code).to.equal(0);
    });

    it('a hidden issue that shows up again in time was never gone', async () => {
      await site.stop();
      await site.start({ TRACT_CONFIRM_DELETES: '600' });
      const before = await site.file(pathOf('APP-4'));
      site.jira.admin.restrictIssue('APP-4', ['anna']);
      await site.ask(clone, 'sync', '--full');
      await site.ask(clone, 'sync', '--full');
      expect(await site.file(pathOf('APP-4'))).to.equal(before);
      site.jira.admin.restrictIssue('APP-4', null);
      expect((await site.ask(clone, 'sync', '--full')).code).to.equal(0);
      expect(await site.file(pathOf('APP-4'))).to.equal(before);
      await site.stop();
    });

    it('with `ignore` the file stays away and the issue as it is; with `close` the issue is closed', async () => {
      await site.start();
      await configured((text) => text.replace('deletedInGit: restore', 'deletedInGit: ignore'));
      await removed('APP-3');
      anna().editIssue('APP-3', { summary: 'Edited on' });
      await site.ask(clone, 'sync', '--full');
      expect(await site.file(pathOf('APP-3'))).to.equal('');
      await configured((text) =>
        text
          .replace('deletedInGit: ignore', 'deletedInGit: close')
          .replace('  # closeStatus: Closed', '  closeStatus: Done'),
      );
      await removed('APP-4');
      await site.ask(clone, 'sync');
      expect(await site.file(pathOf('APP-4'))).to.equal('');
      const statusOf = (key: string) => site.jira.world.statuses.get(site.issue(key).statusId)?.name;
      expect([statusOf('APP-3'), statusOf('APP-4')]).to.deep.equal(['To Do', 'Done']);
    });

    it('with `delete-in-jira` the issue goes too, one with sub-tasks does not, and many wait for a person', async () => {
      await site.stop();
      await site.start();
      await configured((text) => text.replace('deletedInGit: close', 'deletedInGit: delete-in-jira'));
      for (let count = 0; count < 5; count++) anna().createIssue('APP', 'Task', { summary: `More ${count}` });
      const [parent = ''] = site.titled('More 0');
      anna().createIssue('APP', 'Sub-task', { summary: 'Below', parent: { key: parent } });
      await synced(parent, (text) => text !== '', '--full');
      expect(await removed('APP-21')).to.include('✓ APP-21 → Jira: delete the issue');
      expect(site.titled('Flows')).to.deep.equal([]);
      expect(await site.file(pathOf('APP-21'))).to.equal('');
      expect((await removed(parent)).join('\n')).to.match(/^✗ Sync error: .*has subtasks/m);
      expect(site.titled('More 0')).to.deep.equal([parent]);
      await clone.pull();
      await clone.git('rm', '--quiet', ...[1, 2, 3, 4].flatMap((count) => site.titled(`More ${count}`)).map(pathOf));
      expect((await pushed('Clear')).join('\n')).to.match(/[45] tickets would be removed at once, more than 1/);
      expect([1, 2, 3, 4].flatMap((count) => site.titled(`More ${count}`))).to.have.length(4);
    });

    it('what leaves TRACT_JQL leaves git, told as that', async () => {
      await site.stop();
      await site.start({ TRACT_JQL: 'labels is EMPTY' });
      anna().editIssue('APP-22', { labels: ['private'] });
      // What stands stopped from before counts along.
      await synced('APP-22', (text) => text === '', '--full', '--allow-deletes', '5');
      const told = await site.workshop.git(
        'log',
        '-1',
        '--format=%B',
        '--diff-filter=D',
        'main',
        '--',
        pathOf('APP-22'),
      );
      expect(told).to.include('no longer matches TRACT_JQL');
      expect(site.titled('Flows too')).to.deep.equal(['APP-22']);
    });
  });
}
