import { expect } from 'chai';
import type { Emulator } from '../../../../src/emulator/start-emulator.ts';
import { defaultWorkflow } from '../../../../src/emulator/world/workflow.ts';
import { type Caller, callerOf, manualClock, type Shape, startSite } from '../emulator-caller.ts';

describe('what happens to a site besides edits', () => {
  const clock = manualClock();
  let jira: Emulator;
  let call: Caller;

  beforeEach(async () => {
    jira = await startSite({ personality: 'server', clock: clock.now });
    call = callerOf(jira);
    jira.admin.addProject({ key: 'NEW', lead: 'anna', components: ['api'] });
    jira.as('anna').createIssue('APP', 'Task', { summary: 'First', components: [{ name: 'api' }, { name: 'ui' }] });
    clock.advance(60_000);
  });

  afterEach(() => jira.close());

  it('a move keeps the id; the old key finds the issue under its new one', async () => {
    const moved = jira.as('anna').moveIssue('APP-1', 'NEW');
    const { status, body } = await call('GET', '2/issue/app-1?expand=changelog');
    expect([status, body.key, body.id]).to.deep.equal([200, 'NEW-1', moved.id]);
    expect(body.fields?.components).to.have.length(1);
    const histories = body.changelog?.histories as never as readonly { readonly items: readonly Shape[] }[];
    const items = histories[0]?.items.map((item) => String(item.field));
    expect(items).to.deep.equal(['project', 'Workflow', 'Key', 'Component', 'Component', 'Component']);
    expect((await call('POST', '2/search', { jql: 'project = APP' })).body.total).to.equal(0);
  });

  it('renames move no `updated` and show everywhere', async () => {
    const before = jira.world.issues.find('APP-1')?.updatedMs;
    jira.admin.rename('statuses', 'To Do', 'Open');
    jira.admin.rename('components', 'ui', 'frontend');
    jira.admin.changeUser('anna', { name: 'anna.a', displayName: 'Anna A.' });
    const { fields } = (await call('GET', '2/issue/APP-1')).body as Shape;
    expect([fields?.status?.name, fields?.reporter?.name, fields?.reporter?.key]).to.deep.equal([
      'Open',
      'anna.a',
      'anna',
    ]);
    expect(jira.world.issues.find('APP-1')?.updatedMs).to.equal(before);
  });

  it('a new project key: old keys still resolve', async () => {
    jira.admin.renameProjectKey('APP', 'APPX');
    expect((await call('GET', '2/issue/APP-1')).body.key).to.equal('APPX-1');
    expect((await call('GET', '2/project/APP')).body.key).to.equal('APPX');
  });

  it('a workflow migration writes the changelog without moving `updated`', () => {
    const before = jira.world.issues.find('APP-1')?.updatedMs;
    jira.admin.migrateWorkflow('APP', { ...defaultWorkflow, name: 'Next' }, 'anna');
    const issue = jira.world.issues.find('APP-1');
    expect([issue?.updatedMs, issue?.history[0]?.items[0]?.field]).to.deep.equal([before, 'Workflow']);
    expect(issue?.history[0]?.createdMs).to.be.above(issue?.updatedMs ?? 0);
  });

  it('an archived issue leaves search, can be read, and cannot be changed', async () => {
    expect((await call('PUT', '2/issue/APP-1/archive')).status).to.equal(204);
    expect((await call('POST', '2/search', { jql: 'project = APP' })).body.total).to.equal(0);
    expect((await call('GET', '2/issue/APP-1')).status).to.equal(200);
    expect((await call('PUT', '2/issue/APP-1', { fields: { summary: 'x' } })).status).to.equal(400);
  });

  it('a hidden project takes its issues with it', async () => {
    jira.admin.changeProject('APP', { hidden: true });
    expect((await call('GET', '2/project/APP')).status).to.equal(404);
    expect((await call('GET', '2/issue/APP-1')).status).to.equal(404);
    expect((await call('POST', '2/search', { jql: 'project = APP' })).status).to.equal(400);
  });

  it('deleting takes comments, worklogs and links along, and sub-tasks only when told', async () => {
    const anna = jira.as('anna');
    anna.createIssue('APP', 'Sub-task', { summary: 'Child', parent: { key: 'APP-1' } });
    anna.createIssue('APP', 'Task', { summary: 'Other' });
    anna.link('Relates', 'APP-1', 'APP-3');
    anna.logWork('APP-1', { timeSpent: '1h' });
    expect((await call('DELETE', '2/issue/APP-1')).status).to.equal(400);
    expect((await call('DELETE', '2/issue/APP-1?deleteSubtasks=true')).status).to.equal(204);
    expect((await call('GET', '2/issue/APP-2')).status).to.equal(404);
    expect((await call('GET', '2/issue/APP-3')).body.fields?.issuelinks).to.deep.equal([]);
    clock.advance(61_000);
    expect((await call('GET', '2/worklog/deleted?since=0')).body.values).to.have.length(1);
  });

  it('a restricted comment is invisible outside its group', async () => {
    jira.admin.changeUser('anna', { groups: ['leads'] });
    jira.as('anna').comment('APP-1', 'Secret', { type: 'group', value: 'leads' });
    expect((await call('GET', '2/issue/APP-1/comment')).body.total).to.equal(0);
    expect((await callerOf(jira, 'anna', 'anna')('GET', '2/issue/APP-1/comment')).body.total).to.equal(1);
  });

  it('properties are kept beside the issue, and move no `updated`', async () => {
    const before = (await call('GET', '2/issue/APP-1')).body.fields?.updated;
    clock.advance(60_000);
    expect((await call('PUT', '2/issue/APP-1/properties/tract', { id: 1 })).status).to.equal(201);
    expect((await call('PUT', '2/issue/APP-1/properties/tract', { id: 2 })).status).to.equal(200);
    const { body } = await call('POST', '2/search', { jql: 'key = APP-1', fields: ['updated'], properties: ['tract'] });
    const [issue] = body.issues as never as Shape[];
    expect([issue?.properties, issue?.fields?.updated]).to.deep.equal([{ tract: { id: 2 } }, before]);
    expect((await call('DELETE', '2/issue/APP-1/properties/tract')).status).to.equal(204);
    expect((await call('GET', '2/issue/APP-1/properties/tract')).status).to.equal(404);
  });
});
