import { expect } from 'chai';
import { summaryOf } from '../../src/emulator/world/issue-values.ts';
import type { TicketRequest } from '../../src/reconciler/requests/request.ts';
import { EmulatedProject } from '../support/emulated-project.ts';

const STARTED = '2026-02-14T09:00:00Z';

for (const personality of ['server', 'cloud'] as const) {
  describe(`requests on ${personality}`, function () {
    this.timeout(60_000);
    let project: EmulatedProject;
    let issue: string;

    before(async () => {
      project = await EmulatedProject.open({ personality, project: 'APP' });
      project.jira.admin.addProject({ key: 'APP', lead: 'boss' });
      issue = project.jira.as('boss').createIssue('APP', 'Task', { summary: 'A ticket' }).key;
      await project.sync();
    });

    beforeEach(() => project.jira.faults.clear());
    after(() => project.close());

    const create = (title: string): TicketRequest => {
      return { kind: 'create', values: { title, labels: ['asked'] }, description: 'A *list*:\n\n- one\n- two' };
    };
    const log = (id: string): TicketRequest => {
      return { kind: 'worklog', issue, id, author: 'jane', seconds: 5_400, started: STARTED, comment: `Did ${id}` };
    };
    const subject = (revision = 'main') => project.repository.git(['log', '-1', '--format=%an: %s', revision]).trim();
    const titled = (title: string) => [...project.jira.world.issues.all()].filter((each) => summaryOf(each) === title);
    const lines = async () => ((await project.read('worklogs/2026-02.jsonl')) ?? '').trim().split('\n');

    it('a ticket is made in Jira and is in git word for word when the answer comes', async () => {
      const outcome = await project.ask(create('Asked for'));
      if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
      expect(outcome).to.include({ commit: project.tip(), url: `${project.jira.url}/browse/${outcome.issue}` });
      const doc = await project.ticket(outcome.issue);
      expect(doc.values).to.deep.include({ title: 'Asked for', labels: ['asked'] });
      expect(doc.texts.description).to.equal('A *list*:\n\n- one\n- two');
      expect(subject()).to.contain(`[tract-sync] Created ${outcome.issue}`);
    });

    it('time is logged as the person, under the id that was asked for', async () => {
      const outcome = await project.ask(log('w-1'));
      expect(outcome).to.include({ kind: 'done', issue, id: 'w-1', commit: project.tip() });
      expect(subject()).to.equal(`jane: [tract-sync] Logged 1.5h to ${issue}`);
      expect(await lines()).to.deep.equal([
        `{"issue":"${issue}","author":"jane","time":"1.5h","started":"${STARTED}","comment":"Did w-1","id":"w-1"}`,
      ]);
    });

    it('a comment is made as the person', async () => {
      const said = { kind: 'comment', issue, author: 'john', body: 'Looks *good*.' } as const;
      expect(await project.ask(said)).to.include({ kind: 'done', issue });
      const { comments } = await project.ticket(issue);
      expect(comments.map(({ author, body }) => [author, body])).to.deep.equal([['john', 'Looks *good*.']]);
      expect(subject()).to.equal(`john: [tract-sync] Commented on ${issue}`);
    });

    it('leaves nothing to do, in the next cycle and in a sweep', async () => {
      const before = project.tip();
      await project.sync();
      await project.sync({ full: true });
      expect(project.tip()).to.equal(before);
    });

    it('Jira`s own words tell what it refuses', async () => {
      const outcome = await project.ask({ kind: 'create', values: { title: 'T', type: 'Nonsense' }, description: '' });
      expect(outcome).to.have.property('kind', 'refused');
      expect(outcome).to.have.nested.property('fields.type').that.contains('Nonsense');
      expect(await project.ask(log('w-0')), 'and goes on').to.have.property('kind', 'done');
    });

    it('a lost answer makes nothing twice, in a new process neither', async () => {
      project.jira.faults.add({ kind: 'lost-reply', match: { method: 'POST', path: /\/issue$/ } });
      project.jira.faults.add({ kind: 'lost-reply', match: { method: 'POST', path: /\/worklog$/ } });
      const first = await project.ask(create('Once'), 'key-create');
      expect(first.kind).to.be.oneOf(['done', 'pending']);
      const logged = await project.ask(log('w-2'), 'w-2');
      expect(logged).to.include({ kind: 'done', id: 'w-2' });
      await project.stop();
      expect(await project.ask(create('Once'), 'key-create')).to.include({ kind: 'done' });
      expect(await project.ask(log('w-2'), 'w-2')).to.deep.equal(logged);
      expect(titled('Once')).to.have.length(1);
      expect((await lines()).filter((line) => line.includes('"w-2"'))).to.have.length(1);
    });

    it('what was pushed under the same id joins what was made', async () => {
      const made = await project.ask(create('Joined'), '3fa9c2d7');
      if (made.kind !== 'done') throw new Error(JSON.stringify(made));
      await project.addFile('issues/APP-OFFLINE-3fa9c2d7.md', {
        values: { title: 'Joined and renamed', labels: ['asked'] },
        texts: { description: 'A *list*:\n\n- one\n- two' },
      });
      await project.sync();
      expect([...(await project.files()).keys()].filter((path) => path.includes('OFFLINE'))).to.deep.equal([]);
      expect((await project.ticket(made.issue)).values.title).to.equal('Joined and renamed');
      expect([titled('Joined').length, titled('Joined and renamed').length]).to.deep.equal([0, 1]);
    });
  });
}
