import { expect } from 'chai';
import { outcomeLines } from '../../src/server/outcome-lines.ts';
import { EmulatedProject } from '../support/emulated-project.ts';

const CONFIG = 'fields:\n  acceptance: { id: customfield_10102, kind: text }\n';

for (const personality of ['server', 'cloud'] as const) {
  describe(`what is moved or renamed in Jira, on ${personality}`, function () {
    this.timeout(60_000);
    let project: EmulatedProject;
    let noticed: () => void;
    const info = (words: string) => words === 'renamed in Jira' && noticed();
    const log = { debug() {}, info, warn() {}, error() {} };

    beforeEach(async () => {
      noticed = () => {};
      project = await EmulatedProject.open({ personality, project: 'APP', config: CONFIG, log });
      const { admin } = project.jira;
      admin.addProject({ key: 'APP', lead: 'boss', components: ['api'], versions: ['1.0'] });
      admin.addProject({ key: 'OTHER', lead: 'boss' });
    });

    afterEach(() => project.close());

    const boss = () => project.jira.as('boss');
    const keysInJira = () => [...project.jira.world.issues.all()].map(({ key }) => key).sort();
    const paths = async () => [...(await project.files()).keys()].sort();
    const lastSubject = () => project.repository.git(['log', '-1', '--format=%s', 'main']).trim();

    /** Tickets `APP-1` and on, which both sides agree on, swept once. */
    async function begin(tickets: number, fields: Readonly<Record<string, unknown>> = {}): Promise<void> {
      for (let number = 1; number <= tickets; number++) {
        boss().createIssue('APP', 'Task', { summary: `Ticket ${number}`, ...fields });
      }
      await project.sync({ full: true });
    }

    /** Two more cycles and a sweep write nothing on either side. */
    async function expectQuiet(): Promise<void> {
      const mark = () =>
        JSON.stringify([project.tip(), [...project.jira.world.issues.all()].map(({ updatedMs }) => updatedMs)]);
      const before = mark();
      await project.sync();
      await project.sync({ full: true });
      expect(mark()).to.equal(before);
    }

    it('an issue that moved to another project: its file goes, and the commit says where it is', async () => {
      await begin(3);
      boss().logWork('APP-2', { timeSpent: '1h', startedMs: Date.UTC(2026, 1, 2, 9) });
      await project.sync();
      boss().moveIssue('APP-2', 'OTHER');
      await project.sync({ full: true });
      expect(await paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-3.md']);
      expect(lastSubject()).to.equal('[tract-sync] Removed APP-2: moved to OTHER-1 in Jira');
      expect((await project.read('worklogs/2026-02.jsonl')) ?? '').to.equal('');
      expect(keysInJira()).to.deep.equal(['APP-1', 'APP-3', 'OTHER-1']);
      await expectQuiet();
    });

    it('an issue that moved away and came back: it has one file, of its new key', async () => {
      await begin(2);
      boss().link('Blocks', 'APP-1', 'APP-2');
      boss().comment('APP-1', 'See APP-2.');
      await project.sync();
      boss().moveIssue('APP-2', 'OTHER');
      boss().moveIssue('OTHER-1', 'APP');
      await project.sync({ full: true });
      expect(await paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-3.md']);
      expect((await project.ticket('APP-1')).values.links).to.deep.equal(['blocks APP-3']);
      expect((await project.ticket('APP-1')).comments.map(({ body }) => body.trim())).to.deep.equal(['See APP-2.']);
      expect(keysInJira()).to.deep.equal(['APP-1', 'APP-3']);
      await expectQuiet();
    });

    it('an issue that came back after its file was gone: the file is what it was, under its new key', async () => {
      await begin(2);
      boss().logWork('APP-2', { timeSpent: '1h', startedMs: Date.UTC(2026, 1, 2, 9) });
      await project.sync();
      await project.edit('APP-2', { texts: { description: 'With __a word__ of *ours*.\n\n* and a list\n' } });
      await project.sync();
      const before = (await project.read('issues/APP-2.md')) ?? '';
      const sheet = (await project.read('worklogs/2026-02.jsonl')) ?? '';
      boss().moveIssue('APP-2', 'OTHER');
      await project.sync({ full: true });
      expect(await paths()).to.deep.equal(['issues/APP-1.md']);
      await project.stop();
      boss().moveIssue('OTHER-1', 'APP');
      await project.sync({ full: true });
      expect(await paths()).to.deep.equal(['issues/APP-1.md', 'issues/APP-3.md']);
      const withoutUpdated = (text: string) => text.replace(/^updated: .*$/m, '');
      expect(withoutUpdated((await project.read('issues/APP-3.md')) ?? '')).to.equal(withoutUpdated(before));
      expect(await project.read('worklogs/2026-02.jsonl')).to.equal(sheet.replace('APP-2', 'APP-3'));
      expect(lastSubject()).to.equal('[tract-sync] Restored APP-3');
      await expectQuiet();
    });

    it('the project under another key: its files follow in one commit, and nothing is made anew', async () => {
      await begin(3);
      boss().link('Blocks', 'APP-1', 'APP-2');
      boss().logWork('APP-2', { timeSpent: '1h', startedMs: Date.UTC(2026, 1, 2, 9) });
      boss().comment('APP-1', 'See APP-2.');
      await project.sync();
      const tip = project.tip();
      project.jira.admin.renameProjectKey('APP', 'WEB');
      boss().editIssue('WEB-1', { summary: 'Edited after the renaming' });
      await project.edit('APP-2', { values: { title: 'Edited in git' } });
      // A service that runs notices by what it is shown; one that starts is told.
      await project.sync({ full: true }).catch(() => {});
      await project.sync({ full: true });
      expect(await paths()).to.deep.equal(['issues/WEB-1.md', 'issues/WEB-2.md', 'issues/WEB-3.md']);
      const subjects = project.repository.git(['log', '--format=%s', `${tip}..main`]);
      expect(subjects.match(/Renamed project APP to WEB/g)).to.have.length(1);
      expect(keysInJira()).to.deep.equal(['WEB-1', 'WEB-2', 'WEB-3']);
      const first = await project.ticket('WEB-1');
      expect(first.values).to.deep.include({ title: 'Edited after the renaming', links: ['blocks WEB-2'] });
      expect(first.comments.map(({ body }) => body.trim())).to.deep.equal(['See APP-2.']);
      expect(project.jira.world.issues.find('WEB-2')?.values.summary).to.equal('Edited in git');
      expect((await project.read('worklogs/2026-02.jsonl')) ?? '').to.match(/^\{"issue":"WEB-2".*\}\n$/);
      expect(await project.read('.tract/config.yaml')).to.include('key: WEB');
      await expectQuiet();

      await project.stop();
      boss().createIssue('WEB', 'Task', { summary: 'Made under the new key' });
      await project.addFile('issues/mine.md', { values: { title: 'Made in git', parent: null } });
      await project.sync({ full: true });
      expect(keysInJira()).to.deep.equal(['WEB-1', 'WEB-2', 'WEB-3', 'WEB-4', 'WEB-5']);
      expect(await paths()).to.have.length(5);
      await expectQuiet();
    });

    it('a status, a priority, a component and a version: the next sweep brings their new names to every file', async () => {
      await begin(2, { components: [{ name: 'api' }], fixVersions: [{ name: '1.0' }] });
      const { admin } = project.jira;
      const { status, priority } = (await project.ticket('APP-1')).values;
      admin.rename('statuses', String(status), 'Waiting');
      admin.rename('priorities', String(priority), 'Usual');
      admin.rename('components', 'api', 'service');
      admin.rename('versions', '1.0', '1.0.0');
      await project.sync({ full: true });
      for (const key of ['APP-1', 'APP-2']) {
        const { values } = await project.ticket(key);
        expect(values).to.include({ status: 'Waiting', priority: 'Usual' });
        expect(values).to.deep.include({ components: ['service'], fixVersions: ['1.0.0'] });
      }
      await expectQuiet();
    });

    it('what a push still calls by the old name is understood, and the pusher is told the new one', async () => {
      await begin(1);
      const { admin } = project.jira;
      admin.rename('statuses', 'Done', 'Finished');
      admin.rename('priorities', 'High', 'Urgent');
      admin.rename('components', 'api', 'service');
      admin.rename('versions', '1.0', '1.0.0');
      const old = { status: 'Done', priority: 'High', components: ['api'], fixVersions: ['1.0'] };
      const renamed = { status: 'Finished', priority: 'Urgent', components: ['service'], fixVersions: ['1.0.0'] };
      await project.edit('APP-1', { values: { ...old, title: 'Edited' } });
      const report = await project.sync();
      expect(report.items.flatMap((item) => item.holds)).to.deep.equal([]);
      expect(outcomeLines(report)).to.include.members([
        '! APP-1: status "Done" is called "Finished" in Jira now',
        '! APP-1: component "api" is called "service" in Jira now',
      ]);
      expect(project.jira.world.issues.find('APP-1')?.values.summary).to.equal('Edited');
      expect((await project.ticket('APP-1')).values).to.deep.include(renamed);
      await project.edit('APP-1', { values: { ...old, title: 'Edited again' } });
      await project.sync();
      expect((await project.ticket('APP-1')).values).to.deep.include({ ...renamed, title: 'Edited again' });
      await expectQuiet();
    });

    it('a new ticket that uses the old names is created, and its file has the new ones', async () => {
      await begin(1);
      project.jira.admin.rename('components', 'api', 'service');
      project.jira.admin.rename('issueTypes', 'Bug', 'Defect');
      await project.addFile('issues/new.md', { values: { title: 'Made', type: 'Bug', components: ['api'] } });
      const report = await project.sync();
      expect(report.items.flatMap((item) => item.holds)).to.deep.equal([]);
      expect(keysInJira()).to.deep.equal(['APP-1', 'APP-2']);
      expect((await project.ticket('APP-2')).values).to.deep.include({ type: 'Defect', components: ['service'] });
      await expectQuiet();
    });

    it('a push means the entry that has the name now, where another one took it', async () => {
      await begin(2, { components: [{ name: 'api' }] });
      const { admin } = project.jira;
      admin.rename('components', 'api', 'service');
      boss().editIssue('APP-1', { summary: 'Seen' });
      await project.sync();
      expect((await project.ticket('APP-2')).values.components).to.deep.equal(['service']);
      admin.addComponent('APP', 'api');
      await project.edit('APP-2', { values: { components: ['api'] } });
      await project.sync();
      expect((await project.ticket('APP-2')).values.components).to.deep.equal(['api']);
      expect((await project.ticket('APP-1')).values.components).to.deep.equal(['service']);
      await expectQuiet();
    });

    it('one edited ticket shows the new name, and the files of all others follow in the same cycle', async () => {
      await begin(4);
      const { status } = (await project.ticket('APP-1')).values;
      await project.edit('APP-3', { values: { status: 'Done' } });
      await project.sync();
      project.jira.admin.rename('statuses', String(status), 'Waiting');
      boss().editIssue('APP-1', { summary: 'Edited in Jira' });
      await project.edit('APP-2', { values: { status: 'Done' } });
      const report = await project.sync();
      expect(report.items.flatMap((item) => item.holds)).to.deep.equal([]);
      const statuses = await Promise.all(
        [1, 2, 3, 4].map(async (n) => (await project.ticket(`APP-${n}`)).values.status),
      );
      expect(statuses).to.deep.equal(['Waiting', 'Done', 'Done', 'Waiting']);
      expect(project.repository.git(['log', '--format=%B', 'main'])).to.contain(
        `Status ${status} is called Waiting now`,
      );
      await expectQuiet();
    });

    it('a rename that was noticed, but not followed to the end, is noticed again by the next process', async () => {
      await begin(3, { components: [{ name: 'api' }] });
      project.jira.admin.rename('components', 'api', 'service');
      boss().editIssue('APP-1', { summary: 'Seen' });
      noticed = () => project.jira.faults.add({ kind: 'unavailable', untilMs: Number.POSITIVE_INFINITY });
      expect(await project.sync().catch(String)).to.contain('503');
      expect((await project.ticket('APP-1')).values.components).to.deep.equal(['service']);
      expect((await project.ticket('APP-2')).values.components).to.deep.equal(['api']);
      noticed = () => {};
      await project.stop();
      project.jira.faults.clear();
      await project.sync();
      for (const key of ['APP-2', 'APP-3']) {
        expect((await project.ticket(key)).values.components).to.deep.equal(['service']);
      }
      await expectQuiet();
    });

    it('a component and a version that nobody touches: the next start brings their new names', async () => {
      await begin(2, { components: [{ name: 'api' }], fixVersions: [{ name: '1.0' }] });
      await project.stop();
      project.jira.admin.rename('components', 'api', 'service');
      project.jira.admin.rename('versions', '1.0', '1.0.0');
      await project.sync();
      for (const key of ['APP-1', 'APP-2']) {
        const { values } = await project.ticket(key);
        expect(values).to.deep.include({ components: ['service'], fixVersions: ['1.0.0'] });
      }
      expect(lastSubject()).to.equal('[tract-sync] 2 new names in Jira');
      await expectQuiet();
    });

    it('a status that the configuration still names as before is where removed tickets are closed to', async () => {
      await begin(2);
      const config = (await project.read('.tract/config.yaml')) ?? '';
      const content = `${config}deletedInGit: close\nworkflow: { closeStatus: Done }\n`;
      await project.push([{ kind: 'put', path: '.tract/config.yaml', content }]);
      await project.sync();
      project.jira.admin.rename('statuses', 'Done', 'Finished');
      await project.push([{ kind: 'remove', path: 'issues/APP-1.md' }]);
      await project.sync();
      const { world } = project.jira;
      expect(world.statuses.get(world.issues.find('APP-1')?.statusId ?? '')?.name).to.equal('Finished');
      expect(await paths()).to.deep.equal(['issues/APP-2.md']);
      await expectQuiet();
    });

    it('a status that git still names as before, in a ticket edited otherwise: no conflict', async () => {
      await begin(1);
      const { status } = (await project.ticket('APP-1')).values;
      project.jira.admin.rename('statuses', String(status), 'Waiting');
      await project.edit('APP-1', { values: { title: 'Edited' } });
      await project.sync();
      expect((await project.ticket('APP-1')).values).to.include({ status: 'Waiting', title: 'Edited' });
      await expectQuiet();
    });

    it('a custom field: nothing happens, and edits still go both ways', async () => {
      await begin(1);
      await project.edit('APP-1', { texts: { acceptance: 'As before.' } });
      await project.sync();
      project.jira.admin.changeField('customfield_10102', { name: 'Another name' });
      await expectQuiet();
      await project.edit('APP-1', { texts: { acceptance: 'And after.' } });
      await project.sync();
      expect((await project.ticket('APP-1')).texts.acceptance).to.equal('And after.');
      await expectQuiet();
    });

    it('a person whom nobody has met since: a push with the handle reaches them under the new name', async () => {
      await begin(1, { assignee: personality === 'cloud' ? null : { name: 'jane' } });
      await project.edit('APP-1', { values: { assignee: 'jane' } });
      await project.sync();
      await project.edit('APP-1', { values: { assignee: null } });
      await project.sync();
      const change = personality === 'cloud' ? { displayName: 'Jane Smith' } : { name: 'jane.smith' };
      const { key } = project.jira.admin.changeUser('jane', change);
      await project.edit('APP-1', { values: { assignee: 'jane' } });
      const report = await project.sync();
      expect(report.items.flatMap((item) => item.holds)).to.deep.equal([]);
      expect(project.jira.world.issues.find('APP-1')?.values.assignee).to.equal(key);
      expect((await project.ticket('APP-1')).values.assignee).to.equal('jane');
      await expectQuiet();
    });

    it('a person: the handle stays, and so does every ticket', async () => {
      await begin(1, { assignee: personality === 'cloud' ? null : { name: 'jane' } });
      if (personality === 'cloud') await project.edit('APP-1', { values: { assignee: 'jane' } });
      await project.sync({ full: true });
      await project.stop();
      const change = personality === 'cloud' ? { displayName: 'Jane Smith' } : { name: 'jane.smith' };
      project.jira.admin.changeUser('jane', change);
      const file = await project.read('issues/APP-1.md');
      await project.sync({ full: true });
      expect(await project.read('issues/APP-1.md')).to.equal(file);
      const users = (await project.read('.tract/users.yaml')) ?? '';
      expect(users.match(/jane/g)?.length).to.equal(personality === 'cloud' ? 1 : 2);
      if (personality === 'server') expect(users).to.contain('jane: {name: jane.smith}');
      await project.edit('APP-1', { values: { assignee: null } });
      await project.sync();
      await project.edit('APP-1', { values: { assignee: 'jane' } });
      await project.sync();
      expect(project.jira.world.issues.find('APP-1')?.values.assignee).to.not.equal(null);
      expect((await project.ticket('APP-1')).values.assignee).to.equal('jane');
      await expectQuiet();
    });
  });
}
