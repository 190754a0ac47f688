import { expect } from 'chai';
import type { Emulator } from '../../../../src/emulator/start-emulator.ts';
import { callerOf, type Shape, startSite } from '../emulator-caller.ts';

describe('transitions', () => {
  let jira: Emulator;

  beforeEach(async () => {
    jira = await startSite({ personality: 'server' });
    jira.as('anna').createIssue('APP', 'Task', { summary: 'First' });
  });

  afterEach(() => jira.close());

  const list = async () => {
    const { body } = await callerOf(jira)('GET', '2/issue/APP-1/transitions');
    return (body.transitions as never as Shape[]).map((each) => each.to?.name as never as string);
  };
  const take = (id: string, fields?: object) =>
    callerOf(jira)('POST', '2/issue/APP-1/transitions', { transition: { id }, fields });

  it('show only what leads out of the status, so that Done takes three of them', async () => {
    expect(await list()).to.deep.equal(['In Progress', 'Closed']);
    for (const id of ['11', '21', '31']) expect((await take(id)).status).to.equal(204);
    const issue = jira.world.issues.find('APP-1');
    expect([issue?.statusId, issue?.values.resolution]).to.deep.equal(['10002', '10000']);
    expect((await take('61')).status).to.equal(204);
    expect(jira.world.issues.find('APP-1')?.values).not.to.have.property('resolution');
  });

  it('ask for what their screen requires', async () => {
    expect((await take('71')).body.errors).to.deep.equal({ resolution: 'Resolution is required.' });
    expect((await take('71', { resolution: { name: 'Duplicate' }, summary: 'x' })).body.errors).to.have.property(
      'summary',
    );
    expect((await take('71', { resolution: { name: 'Duplicate' } })).status).to.equal(204);
  });

  it('that are not available answer 500 on Server, or 400 where so set', async () => {
    expect((await take('31')).status).to.equal(500);
    jira.settings.badTransitionStatus = 400;
    const answer = await take('31');
    expect([answer.status, answer.body.errorMessages]).to.deep.equal([
      400,
      ["Transition id '31' is not valid for this issue."],
    ]);
  });

  it('are an empty list without the permission', async () => {
    jira.admin.changeUser('tract', { denied: ['transition-issues'] });
    expect(await list()).to.deep.equal([]);
  });
});
