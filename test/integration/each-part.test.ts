import { expect } from 'chai';
import { EmulatedProject } from '../support/emulated-project.ts';

const CONFIG = 'fields:\n  acceptance: { id: customfield_10102, kind: text }\n';
const MONTH = 'worklogs/2026-02.jsonl';

for (const personality of ['server', 'cloud'] as const) {
  describe(`texts, workflow, links, comments and time on ${personality}`, function () {
    this.timeout(60_000);
    let project: EmulatedProject;

    before(async () => {
      project = await EmulatedProject.open({ personality, project: 'APP', config: CONFIG });
      project.jira.admin.addProject({ key: 'APP', lead: 'boss' });
    });

    after(() => project.close());

    const boss = () => project.jira.as('boss');
    const issue = (key: string) => {
      const found = project.jira.world.issues.find(key);
      if (found === undefined) throw new Error(`no issue ${key}`);
      return found;
    };

    /** A ticket both sides agree on. */
    async function begin(fields: Readonly<Record<string, unknown>> = {}): Promise<string> {
      const { key } = boss().createIssue('APP', 'Task', { summary: 'A ticket', ...fields });
      await project.sync();
      return key;
    }

    async function raw(key: string): Promise<Readonly<Record<string, unknown>>> {
      const reply = await fetch(`${project.jira.url}/rest/api/2/issue/${key}`, { headers: project.bossHeaders() });
      return ((await reply.json()) as { fields: Readonly<Record<string, unknown>> }).fields;
    }

    it('a description edited in one paragraph changes that one on the other side, both ways at once', async () => {
      const key = await begin({ description: 'First.\r\n\r\nSecond.\r\n\r\nThird.' });
      const before = (await project.ticket(key)).texts.description ?? '';
      await project.edit(key, { texts: { description: before.replace('Second.', 'Second, by git.') } });
      boss().editIssue(key, { description: 'First.\r\n\r\nSecond.\r\n\r\nThird, by Jira.' });
      await project.sync();
      const after = (await project.ticket(key)).texts.description ?? '';
      expect(after).to.equal('First.\n\nSecond, by git.\n\nThird, by Jira.');
      expect(String((await raw(key)).description))
        .to.contain('Second, by git.')
        .and.contain('by Jira.');
    });

    it('a custom text field goes both ways', async () => {
      const key = await begin();
      await project.edit(key, { texts: { acceptance: '- one\n- two' } });
      await project.sync();
      expect(String((await raw(key)).customfield_10102)).to.match(/\* one\r?\n\* two/);
      boss().editIssue(key, { customfield_10102: 'Now three.' });
      await project.sync();
      expect((await project.ticket(key)).texts.acceptance).to.equal('Now three.');
    });

    it('a status several hops away is walked to, and the resolution Jira sets comes back', async () => {
      const key = await begin();
      await project.edit(key, { values: { status: 'Done' } });
      await project.sync();
      const { values } = await project.ticket(key);
      expect(values.status).to.equal('Done');
      expect(values.resolution).to.be.a('string');
      expect((await raw(key)).status).to.have.property('name', 'Done');
    });

    it('a screen that asks for a resolution gets the one the ticket names', async () => {
      const key = await begin();
      await project.edit(key, { values: { status: 'Closed', resolution: "Won't Do" } });
      await project.sync();
      const fields = await raw(key);
      expect(fields.status).to.have.property('name', 'Closed');
      expect(fields.resolution).to.have.property('name', "Won't Do");
    });

    it('a status moved in Jira arrives in git', async () => {
      const key = await begin();
      boss().transition(key, 'In Progress');
      await project.sync();
      expect((await project.ticket(key)).values.status).to.equal('In Progress');
    });

    it('an unknown status is held with the reason, and the rest of the ticket goes on', async () => {
      const key = await begin();
      await project.edit(key, { values: { status: 'Nowhere', labels: ['kept'] } });
      const report = await project.sync();
      const [hold] = report.items.flatMap(({ holds }) => holds);
      expect(hold?.field).to.equal('status');
      expect(hold?.reason).to.contain('Nowhere');
      expect((await raw(key)).labels).to.deep.equal(['kept']);
      expect((await project.ticket(key)).values.status).to.equal('Nowhere');
    });

    it('links go both ways and show on the other ticket', async () => {
      const [one, two] = [await begin(), await begin()];
      await project.edit(one, { values: { links: [`blocks ${two}`] } });
      await project.sync();
      await project.sync();
      expect((await project.ticket(two)).values.links).to.deep.equal([`is blocked by ${one}`]);
      await project.edit(two, { values: { links: null } });
      await project.sync();
      await project.sync();
      expect((await project.ticket(one)).values.links).to.equal(null);
    });

    it('comments are added, edited and removed in git', async () => {
      const key = await begin();
      await project.edit(key, {
        comments: [{ from: null, comment: { author: 'jane', at: null, body: 'From *git*.' } }],
      });
      await project.sync();
      const [added] = (await project.ticket(key)).comments;
      expect(added?.author).to.equal('jane');
      expect(added?.at).to.be.a('string');
      expect(issue(key).comments).to.have.length(1);
      if (added === undefined) throw new Error('no comment');
      await project.edit(key, { comments: [{ from: 0, comment: { ...added, body: 'From git, mended.' } }] });
      await project.sync();
      expect(JSON.stringify(issue(key).comments[0]?.body)).to.contain('mended');
      await project.edit(key, { comments: [] });
      await project.sync();
      expect(issue(key).comments).to.deep.equal([]);
    });

    it('comments are added, edited and removed in Jira', async () => {
      const key = await begin();
      const { id } = boss().comment(key, 'From Jira.');
      await project.sync();
      expect((await project.ticket(key)).comments.map(({ body, author }) => [author, body])).to.deep.equal([
        ['boss', 'From Jira.'],
      ]);
      boss().editComment(key, id, 'From Jira, mended.');
      await project.sync();
      expect((await project.ticket(key)).comments[0]?.body).to.equal('From Jira, mended.');
      boss().deleteComment(key, id);
      await project.sync();
      expect((await project.ticket(key)).comments).to.deep.equal([]);
    });

    it('time is logged, changed and removed in git', async () => {
      const key = await begin();
      const line = (time: string) =>
        `{"issue":"${key}","author":"jane","time":"${time}","started":"2026-02-14T09:00:00Z","comment":"Did it","id":"mine"}\n`;
      await project.push([{ kind: 'put', path: MONTH, content: line('2h') }]);
      await project.sync();
      expect(issue(key).worklogs.map(({ seconds }) => seconds)).to.deep.equal([7200]);
      await project.push([{ kind: 'put', path: MONTH, content: line('3h') }]);
      await project.sync();
      expect(issue(key).worklogs.map(({ seconds }) => seconds)).to.deep.equal([10_800]);
      expect(await project.read(MONTH)).to.equal(line('3h'));
      await project.push([{ kind: 'put', path: MONTH, content: '' }]);
      await project.sync();
      expect(issue(key).worklogs).to.deep.equal([]);
    });

    it('time is logged, changed and removed in Jira', async () => {
      const key = await begin();
      const started = Date.UTC(2026, 2, 3, 10);
      const { id } = boss().logWork(key, { timeSpentSeconds: 5400, startedMs: started, comment: 'Met' });
      await project.sync();
      const path = 'worklogs/2026-03.jsonl';
      expect(await project.read(path)).to.equal(
        `{"issue":"${key}","author":"boss","time":"1.5h","started":"2026-03-03T10:00:00Z","comment":"Met","id":"${id}"}\n`,
      );
      boss().editWorklog(key, id, { timeSpentSeconds: 7200 });
      await project.sync();
      expect(await project.read(path)).to.contain('"time":"2h"');
      boss().deleteWorklog(key, id);
      await project.sync();
      expect(await project.read(path)).to.equal('');
    });

    it('a new file becomes a ticket with all it says, and is named after it', async () => {
      await project.addFile('issues/my idea.md', {
        values: { title: 'My idea', status: 'In Progress', labels: ['fresh'], assignee: 'jane' },
        texts: { description: 'Begin with **this**.' },
        comments: [{ author: 'jane', at: null, body: 'And a comment.' }],
      });
      const report = await project.sync();
      const key = report.items.find(({ situation }) => situation === 'known')?.key ?? '';
      const fields = await raw(key);
      expect(fields).to.include({ summary: 'My idea' });
      expect(fields.status).to.have.property('name', 'In Progress');
      expect(issue(key).comments).to.have.length(1);
      expect(await project.read('issues/my idea.md')).to.equal(null);
      const doc = await project.ticket(key);
      expect(doc.values).to.deep.include({
        title: 'My idea',
        status: 'In Progress',
        labels: ['fresh'],
        assignee: 'jane',
      });
      expect(doc.texts.description).to.equal('Begin with **this**.');
    });

    it('a sub-task finds its parent, whichever side it is born on', async () => {
      const parent = await begin();
      await project.addFile('issues/part of it.md', { values: { title: 'A part', type: 'Sub-task', parent } });
      await project.sync();
      const [made] = project.jira.world.issues.childrenOf(issue(parent).id);
      expect((await project.ticket(made?.key ?? '')).values).to.include({ title: 'A part', parent });
      const { key } = boss().createIssue('APP', 'Sub-task', { summary: 'Another part', parent: { key: parent } });
      await project.sync();
      expect((await project.ticket(key)).values).to.include({ type: 'Sub-task', parent });
    });

    it('what belongs to Jira is put back when git edits it, and told', async () => {
      const key = await begin();
      const before = (await project.ticket(key)).values;
      await project.edit(key, { values: { reporter: 'jane', created: '2001-01-01T00:00:00Z' } });
      const report = await project.sync();
      const { values } = await project.ticket(key);
      expect([values.reporter, values.created]).to.deep.equal([before.reporter, before.created]);
      const told = report.items.flatMap(({ findings }) => findings).filter(({ verdict }) => verdict === 'put-back');
      expect(told.map(({ ref }) => ref)).to.have.members(['reporter', 'created']);
    });

    it('a ticket born in Jira gets a file', async () => {
      const key = await begin({ summary: 'Born in Jira', labels: ['new'] });
      expect((await project.ticket(key)).values).to.deep.include({ title: 'Born in Jira', labels: ['new'] });
    });

    it('a file that somebody removed comes back as it was', async () => {
      const key = await begin({ description: 'Keep me.' });
      boss().comment(key, 'Keep me too.');
      await project.sync();
      const before = await project.read(`issues/${key}.md`);
      await project.push([{ kind: 'remove', path: `issues/${key}.md` }]);
      await project.sync();
      expect(await project.read(`issues/${key}.md`)).to.equal(before);
      expect(issue(key).comments).to.have.length(1);
    });

    it('is quiet at the end', async () => {
      await project.sync();
      const tip = project.tip();
      project.jira.requests.reset();
      await project.sync();
      expect(project.tip()).to.equal(tip);
      expect(project.jira.requests.writes()).to.deep.equal([]);
      expect(project.jira.requests.count()).to.be.at.most(3);
    });
  });
}
