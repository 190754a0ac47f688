import { expect } from 'chai';
import { testWorlds } from './emulator-world.ts';

const LONG = 130;

describe('who changed a field in Jira', () => {
  const makeWorld = testWorlds();

  for (const flavor of ['server', 'cloud'] as const) {
    it(`knows a custom field by the name that the changelog of Jira ${flavor} gives it`, async () => {
      const world = await makeWorld(flavor);
      const issue = await world.createIssue('First');
      world.jira.as('ben').editIssue(issue.key, { customfield_10016: 5 });
      const [points] = await world.side.lastChanges(issue.id, [{ kind: 'field', name: 'points' }]);
      expect(points).to.include({ by: 'ben', to: '5' });
    });

    it(`knows members of sets, estimates and the status of Jira ${flavor}`, async () => {
      const world = await makeWorld(flavor);
      const issue = await world.createIssue('First');
      const ben = world.jira.as('ben');
      ben.editIssue(issue.key, { components: [{ name: 'api' }], fixVersions: [{ name: '1.0' }] });
      ben.editIssue(issue.key, { timetracking: { originalEstimate: '2h' } });
      ben.transition(issue.key, 'In Progress');
      const names = ['components', 'fixVersions', 'estimate', 'remaining', 'status', 'versions'];
      const subjects = names.map((name) => ({ kind: 'field', name }) as const);
      const changes = await world.side.lastChanges(issue.id, subjects);
      expect(changes.map((change) => change?.by)).to.deep.equal(['ben', 'ben', 'ben', 'ben', 'ben', 'anna']);
      expect(changes[5]?.change).to.equal(null);
    });
  }

  it('turns the pages of a long changelog of Cloud back to the entry', async () => {
    const world = await makeWorld('cloud');
    const issue = await world.createIssue('First');
    world.jira.as('ben').editIssue(issue.key, { summary: 'Renamed' });
    for (let index = 0; index < LONG; index++) {
      world.jira.as('anna').editIssue(issue.key, { labels: [`l${index}`] });
    }
    const subjects = ['title', 'labels', 'due'].map((name) => ({ kind: 'field', name }) as const);
    const [title, labels, due] = await world.side.lastChanges(issue.id, subjects);
    expect(title).to.include({ by: 'ben', from: 'First', to: 'Renamed' });
    expect(labels?.to).to.equal(`l${LONG - 1}`);
    expect(due).to.include({ by: 'anna', change: null });
  });

  it('says nothing of an issue that is gone', async () => {
    const world = await makeWorld('server');
    const issue = await world.createIssue('First');
    await world.deleteIssue(issue.key);
    expect(await world.side.lastChanges(issue.id, [{ kind: 'field', name: 'title' }])).to.deep.equal([null]);
  });
});
