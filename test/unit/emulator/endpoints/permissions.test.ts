import { expect } from 'chai';
import { callerOf, callWith, startSite } from '../emulator-caller.ts';

describe('permissions of the caller', () => {
  it('are all told on Server, asked for or not', async () => {
    const jira = await startSite({ personality: 'server' });
    jira.admin.changeUser('tract', { denied: ['link-issues'] });
    const { body } = await callerOf(jira)('GET', '2/mypermissions?projectKey=APP');
    expect(body.permissions?.LINK_ISSUES).to.include({ havePermission: false, name: 'Link Issues', type: 'PROJECT' });
    expect(body.permissions?.ADMINISTER).to.include({ havePermission: true, type: 'GLOBAL' });
    await jira.close();
  });

  it('must be named on Cloud, and be known', async () => {
    const jira = await startSite({ personality: 'cloud' });
    const call = callerOf(jira);
    expect((await call('GET', '3/mypermissions?projectKey=APP')).status).to.equal(400);
    expect((await call('GET', '3/mypermissions?permissions=ADD_COMMENTS,FLY')).status).to.equal(400);
    const { body } = await call('GET', '3/mypermissions?projectKey=APP&permissions=ADD_COMMENTS');
    expect(Object.keys(body.permissions ?? {})).to.deep.equal(['ADD_COMMENTS']);
    await jira.close();
  });

  it('of a project that is not shown are not told', async () => {
    const jira = await startSite({ personality: 'server' });
    expect((await callerOf(jira)('GET', '2/mypermissions?projectKey=NONE')).status).to.equal(404);
    await jira.close();
  });

  it('keep a field that needs one of its own off the screens, and refuse it', async () => {
    const jira = await startSite({ personality: 'server' });
    const { key } = jira.as('anna').createIssue('APP', 'Task', { summary: 'x' });
    jira.admin.changeUser('tract', { denied: ['assign-issues', 'schedule-issues'] });
    const call = callerOf(jira);
    const { body } = await call('GET', `2/issue/${key}/editmeta`);
    expect(body.fields).to.include.keys('summary').and.not.include.keys('assignee', 'duedate');
    const edit = await call('PUT', `2/issue/${key}`, { fields: { duedate: '2026-03-01' } });
    expect([edit.status, Object.keys(edit.body.errors ?? {})]).to.deep.equal([400, ['duedate']]);
    await jira.close();
  });
});

describe('personal access tokens', () => {
  it('are listed to their owner without what they are, and end when they expire', async () => {
    let nowMs = Date.parse('2026-02-14T09:00:00Z');
    const jira = await startSite({ personality: 'server', clock: () => nowMs });
    jira.admin.addToken('anna', 'secret-of-anna', nowMs + 86_400_000, 'laptop');
    const headers = { Authorization: 'Bearer secret-of-anna' };
    const listed = await callWith(jira, headers, 'GET', '/rest/pat/latest/tokens');
    expect(listed.body).to.have.length(1);
    expect(listed.body[0]).to.include({ name: 'laptop', expiringAt: '2026-02-15T09:00:00.000+0000' });
    expect(JSON.stringify(listed.body)).to.not.include('secret-of-anna');
    nowMs += 86_400_000;
    expect((await callWith(jira, headers, 'GET', '/rest/pat/latest/tokens')).status).to.equal(401);
    await jira.close();
  });
});
