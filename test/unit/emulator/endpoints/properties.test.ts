import { expect } from 'chai';
import type { Emulator } from '../../../../src/emulator/start-emulator.ts';
import { type Caller, callerOf, type Shape, startSite } from '../emulator-caller.ts';

describe('properties of comments and worklogs on Cloud', () => {
  let jira: Emulator;
  let call: Caller;

  beforeEach(async () => {
    jira = await startSite({ personality: 'cloud', worklogFeedDelayMs: 0 });
    call = callerOf(jira);
    jira.as('anna').createIssue('APP', 'Task', { summary: 'First' });
  });

  afterEach(() => jira.close());

  const properties = [{ key: 'tract', value: { author: 'ben' } }];

  it('travel with the creation, and are shown when asked for', async () => {
    await call('POST', '2/issue/APP-1/worklog', { timeSpent: '1h', properties });
    await call('POST', '2/issue/APP-1/comment', { body: 'Said', properties });
    const first = (list: unknown) => (list as readonly Shape[])[0];
    const plain = (await call('GET', '2/issue/APP-1/worklog')).body;
    expect(first(plain.worklogs)).not.to.have.property('properties');
    const worklogs = (await call('GET', '2/issue/APP-1/worklog?expand=properties')).body.worklogs;
    const comments = (await call('GET', '2/issue/APP-1/comment?expand=properties')).body.comments;
    const listed = (await call('POST', '2/worklog/list?expand=properties', { ids: [10_000] })).body;
    const fed = (await call('GET', '2/worklog/updated?since=0&expand=properties')).body.values;
    for (const list of [worklogs, comments, listed, fed]) expect(first(list)?.properties).to.deep.equal(properties);
  });

  it('can be set and read later, by name', async () => {
    await call('POST', '2/issue/APP-1/worklog', { timeSpent: '1h' });
    const path = '2/issue/APP-1/worklog/10000/properties';
    expect((await call('PUT', `${path}/tract`, 'ben')).status).to.equal(201);
    expect((await call('GET', `${path}/tract`)).body).to.deep.equal({ key: 'tract', value: 'ben' });
    expect((await call('GET', path)).body.keys).to.have.length(1);
    expect((await call('DELETE', `${path}/tract`)).status).to.equal(204);
    expect((await call('GET', `${path}/tract`)).status).to.equal(404);
    expect((await call('PUT', `${path}/large`, 'x'.repeat(40_000))).status).to.equal(400);
  });

  it('of a worklog do not exist on Server', async () => {
    jira.settings.personality = 'server';
    expect((await callerOf(jira)('GET', '2/issue/APP-1/worklog/10000/properties')).status).not.to.equal(200);
  });
});

describe('a sprint', () => {
  let jira: Emulator;

  afterEach(() => jira.close());

  it('is written as one number, read as all sprints so far, and found on its board', async () => {
    jira = await startSite({ personality: 'cloud' });
    const call = callerOf(jira);
    const board = jira.admin.addBoard('APP', 'Team');
    const past = jira.admin.addSprint(board.id, 'Sprint 1', 'closed');
    const now = jira.admin.addSprint(board.id, 'Sprint 2', 'active');
    const { key } = jira.as('anna').createIssue('APP', 'Task', { summary: 'First', customfield_10020: past.id });
    await call('PUT', `2/issue/${key}`, { fields: { customfield_10020: now.id } });
    const shown = (await call('GET', `2/issue/${key}`)).body.fields?.customfield_10020 as never as { name: string }[];
    expect(shown.map((each) => each.name)).to.deep.equal(['Sprint 1', 'Sprint 2']);
    const sprints = await call('GET', `/rest/agile/1.0/board/${board.id}/sprint?state=active`);
    expect((sprints.body.values as never as { name: string }[]).map((each) => each.name)).to.deep.equal(['Sprint 2']);
    const configuration = await call('GET', `/rest/agile/1.0/board/${board.id}/configuration`);
    expect(configuration.body.estimation?.field?.fieldId).to.equal('customfield_10016');
  });
});
