import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Clone, eventually } from '../cli/workshop.ts';
import { commit, FlowSite, PERSONALITIES, push } from './flow-site.ts';

const FEBRUARY = 'worklogs/2026-02.jsonl';

for (const personality of PERSONALITIES) {
  describe(`with the sync service up, ${personality}`, function () {
    this.timeout(60_000);
    let site: FlowSite;
    let clone: Clone;
    before(async () => {
      site = await FlowSite.open(personality, { webhook: true });
      await site.start({ TRACT_POLL: '*/2 * * * * *' });
      clone = await site.clone();
    });
    after(() => site?.close());
    afterEach(() => site.jira.mail.mailbag.release());

    const anna = () => site.jira.as('anna');
    /** The bytes of a file of the branch, once they are as wanted. */
    const onBranch = (path: string, isSo: (text: string) => boolean) => eventually(() => site.file(path), isSo);
    const pushed = async (message: string) => {
      await commit(clone, message);
      return (await push(clone)).remote;
    };

    it('tract create makes the issue in Jira, and its file comes with git pull', async () => {
      const said = await site.tract(clone, 'create', 'APP', '--title', 'Fix bug', '--description', 'See **here**.');
      expect(said).to.match(/^✅ Created APP-3\n {3}http\S+\/browse\/APP-3\n/);
      expect(site.titled('Fix bug')).to.deep.equal(['APP-3']);
      expect(site.description('APP-3')).to.include('*here*');
      expect(await site.subjects(1)).to.deep.equal(['[tract-sync] Created APP-3']);
      expect(existsSync(join(clone.path, 'issues/APP-3.md'))).to.equal(false);
      await clone.pull();
      expect(clone.read('issues/APP-3.md')).to.include('\ntitle: Fix bug\n').and.include('\n\nSee **here**.\n');
    });

    it("a manager's edit is in the file, and an edit of the file in Jira", async () => {
      anna().editIssue('APP-3', { priority: { name: 'High' } });
      anna().transition('APP-3', 'In Progress');
      const path = 'issues/APP-3.md';
      await onBranch(path, (text) => text.includes('\nstatus: In Progress\n') && text.includes('\npriority: High\n'));
      expect(await site.subjects(1)).to.deep.equal(['[tract-sync] Updated APP-3']);
      await clone.pull();
      clone.edit(path, (text) => text.replace('title: Fix bug', 'title: Fix the bug'));
      expect(await pushed('Say it better')).to.deep.equal(['✓ APP-3 → Jira: set title']);
      expect(site.titled('Fix the bug')).to.deep.equal(['APP-3']);
    });

    it('tract log is in Jira and in the time sheet', async () => {
      const started = '2026-02-14T09:00:00Z';
      const said = await site.tract(clone, 'log', 'APP-1', '2h', 'Fixed bug', '--started', started);
      expect(said).to.match(/^✓ Logged 2h to APP-1 \(synced to Jira\)\n/);
      expect(site.worklogs('APP-1')).to.have.length(1);
      expect(site.worklogs('APP-1')[0]).to.include({ started, seconds: 7200 });
      expect(site.worklogs('APP-1')[0]?.comment).to.match(/Fixed bug$/);
      expect(await site.subjects(1)).to.deep.equal(['[tract-sync] Logged 2h to APP-1']);
      const [line] = (await site.lines('2026-02')).filter(({ issue }) => issue === 'APP-1');
      expect(line).to.include({ issue: 'APP-1', author: site.me, time: '2h', started, comment: 'Fixed bug' });
      await clone.pull();
      expect(clone.read(FEBRUARY)).to.include('"comment":"Fixed bug"');
    });

    it('time entered, edited and deleted in Jira is a line, another line, and none', async () => {
      anna().editIssue('APP-1', { timetracking: { originalEstimate: '1d', remainingEstimate: '6h' } });
      await onBranch('issues/APP-1.md', (text) => text.includes('\nremaining: 6h\n'));
      const before = await site.lines('2026-02');
      const startedMs = Date.UTC(2026, 1, 16, 13);
      const { id } = anna().logWork('APP-1', { timeSpent: '1h 30m', startedMs, comment: 'Talked' });
      await onBranch(FEBRUARY, (text) => text.includes('Talked'));
      expect(await site.subjects(1)).to.deep.equal([`[tract-sync] Add worklog from Jira (APP-1, ${site.me}, 1.5h)`]);
      const line = {
        issue: 'APP-1',
        author: site.me,
        time: '1.5h',
        started: '2026-02-16T13:00:00Z',
        comment: 'Talked',
      };
      const [added] = (await site.lines('2026-02')).filter(({ comment }) => comment === 'Talked');
      expect(added).to.include(line);
      anna().editWorklog('APP-1', id, { timeSpent: '1h 40m' });
      await onBranch(FEBRUARY, (text) => text.includes('"1h 40m"'));
      const [edited] = (await site.lines('2026-02')).filter(({ comment }) => comment === 'Talked');
      expect(edited).to.deep.equal({ ...added, time: '1h 40m' });
      anna().deleteWorklog('APP-1', id);
      await onBranch(FEBRUARY, (text) => !text.includes('Talked'));
      expect(await site.lines('2026-02')).to.deep.equal(before);
    });

    it('a line that is added by hand, edited and removed in git is so in Jira', async () => {
      await clone.pull();
      const before = site.worklogs('APP-2');
      const started = '2026-02-17T08:00:00Z';
      const line = `{"issue":"APP-2","author":"${site.me}","time":"30m","started":"${started}","comment":"By hand"}\n`;
      clone.edit(FEBRUARY, (text) => text + line);
      await pushed('Log by hand');
      expect(site.worklogs('APP-2')).to.have.length(before.length + 1);
      expect(site.worklogs('APP-2').at(-1)).to.include({ started, seconds: 1800 });
      await clone.pull();
      expect(clone.read(FEBRUARY), 'a line is not rewritten to carry an id').to.include(line);
      clone.edit(FEBRUARY, (text) => text.replace(line, line.replace('30m', '45m')));
      await pushed('It took longer');
      expect(site.worklogs('APP-2').map(({ seconds }) => seconds)).to.deep.equal([
        ...before.map(({ seconds }) => seconds),
        2700,
      ]);
      await clone.pull();
      clone.edit(FEBRUARY, (text) => text.replace(line.replace('30m', '45m'), ''));
      await pushed('It was another ticket');
      expect(site.worklogs('APP-2')).to.deep.equal(before);
    });

    it('the same work entered on both sides before they met is one', async () => {
      await clone.pull();
      site.jira.mail.mailbag.hold();
      const startedMs = Date.UTC(2026, 1, 18, 9);
      anna().logWork('APP-2', { timeSpent: '2h', startedMs, comment: 'In Jira' });
      const line = `{"issue":"APP-2","author":"${site.me}","time":"2h","started":"2026-02-18T09:00:00Z"}\n`;
      clone.edit(FEBRUARY, (text) => text + line);
      await pushed('The same work');
      await site.sync(clone);
      const then = (started: string) => started === '2026-02-18T09:00:00Z';
      expect(site.worklogs('APP-2').filter(({ started }) => then(started))).to.have.length(1);
      expect((await site.lines('2026-02')).filter(({ started }) => then(started))).to.have.length(1);
    });

    it('a comment goes both ways, and so do its edit and its removal', async () => {
      const path = 'issues/APP-1.md';
      const said = await site.tract(clone, 'comment', 'APP-1', 'Raised the **limit**.');
      expect(said).to.match(/^✓ Commented on APP-1 \(synced to Jira\)\n/);
      expect(site.comments('APP-1')).to.have.length(1);
      expect(site.comments('APP-1')[0]).to.match(/Raised the \*limit\*\.$/);
      expect(await site.subjects(1)).to.deep.equal(['[tract-sync] Commented on APP-1']);
      await clone.pull();
      expect(clone.read(path)).to.match(
        /\n\*\*anna(?:\.berg)?\*\* - [-\d]{10} [:\d]{8}\n\nRaised the \*\*limit\*\*\.\n/,
      );
      const { id } = anna().comment('APP-1', 'Thanks, well done.');
      await onBranch(path, (text) => text.includes('Thanks, well done.'));
      anna().editComment('APP-1', id, 'Thanks.');
      await onBranch(path, (text) => text.includes('\n\nThanks.\n'));
      await clone.pull();
      clone.edit(path, (text) => text.replace('Raised the **limit**.', 'Raised it to **30** minutes.'));
      await pushed('Say what the limit is');
      expect(site.comments('APP-1')).to.have.length(2);
      expect(site.comments('APP-1')[0]).to.match(/Raised it to \*30\* minutes\.$/);
      await clone.pull();
      clone.edit(path, (text) => text.slice(0, text.indexOf('## Comments')).trimEnd().concat('\n'));
      await pushed('Take the comments back');
      expect(site.comments('APP-1')).to.deep.equal([]);
    });

    it('in the end nothing waits', async () => {
      site.jira.mail.mailbag.release();
      await site.jira.mail.mailbag.idle();
      expect(await site.sync(clone)).to.equal('✓ In sync: nothing to do\n');
      expect((await site.ask(clone, 'status')).stdout).to.include('Nothing waits');
    });
  });
}
