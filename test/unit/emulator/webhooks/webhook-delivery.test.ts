import { expect } from 'chai';
import type { Emulator } from '../../../../src/emulator/start-emulator.ts';
import { signBody } from '../../../../src/emulator/webhooks/sign-body.ts';
import { callerOf, manualClock, startSite } from '../emulator-caller.ts';
import { allEvents, startReceiver, type WebhookReceiver } from '../webhook-receiver.ts';

describe('webhooks', () => {
  const clock = manualClock();
  let receiver: WebhookReceiver;
  let jira: Emulator;

  beforeEach(async () => {
    receiver = await startReceiver();
    jira = await startSite({ personality: 'cloud', clock: clock.now });
    jira.as('anna').createIssue('APP', 'Task', { summary: 'First' });
  });

  afterEach(async () => {
    await jira.close();
    await receiver.close();
  });

  const register = (more: object = {}) =>
    callerOf(jira)('POST', '/rest/webhooks/1.0/webhook', {
      name: 'sync',
      url: receiver.url,
      events: allEvents,
      ...more,
    });
  const names = () => receiver.received.map((each) => String(each.body.webhookEvent));

  it('are registered over HTTP, signed, and never show their secret', async () => {
    const { status, body } = await register({ secret: 'hidden' });
    expect([status, body.isSigned]).to.deep.equal([201, true]);
    expect(JSON.stringify(body)).not.to.include('hidden');
    jira.as('anna').comment('APP-1', 'Grüße');
    await jira.mail.mailbag.idle();
    const [delivered] = receiver.received;
    expect(delivered?.headers['x-hub-signature']).to.equal(signBody(delivered?.raw ?? '', 'hidden'));
    expect(delivered?.headers['x-atlassian-webhook-flow']).to.equal('Primary');
  });

  it('sign as the published example does', () => {
    expect(signBody('Hello World!', "It's a Secret to Everybody")).to.equal(
      'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9',
    );
  });

  it('pass only what their JQL lets through', async () => {
    await register({ filters: { 'issue-related-events-section': 'labels = wanted' } });
    jira.as('anna').comment('APP-1', 'Unseen');
    jira.as('anna').editIssue('APP-1', { labels: ['wanted'] });
    await jira.mail.mailbag.idle();
    expect(names()).to.deep.equal(['jira:issue_updated']);
  });

  it('come twice, in another order, or not at all', async () => {
    await register();
    const anna = jira.as('anna');
    jira.mail.disturb({ kind: 'duplicate', event: /comment/ });
    anna.comment('APP-1', 'Twice');
    jira.mail.disturb({ kind: 'lose' });
    anna.comment('APP-1', 'Never');
    jira.mail.mailbag.hold();
    anna.editIssue('APP-1', { summary: 'A' });
    anna.logWork('APP-1', { timeSpent: '1h' });
    jira.mail.mailbag.release('reversed');
    await jira.mail.mailbag.idle();
    expect(names()).to.deep.equal([
      'comment_created',
      'comment_created',
      'worklog_created',
      'jira:issue_updated',
      'jira:issue_updated',
    ]);
  });

  it('are tried again on Cloud when the receiver fails, under the same identifier', async () => {
    await register();
    receiver.answers.push(503);
    jira.as('anna').comment('APP-1', 'Words');
    await jira.mail.mailbag.idle();
    clock.advance(5 * 60_000);
    await jira.mail.mailbag.retryDue();
    const [first, second] = receiver.received;
    expect(jira.mail.mailbag.deliveries.map((each) => each.status)).to.deep.equal([503, 200]);
    expect(second?.headers['x-atlassian-webhook-retry']).to.equal('1');
    expect(second?.headers['x-atlassian-webhook-identifier']).to.equal(
      first?.headers['x-atlassian-webhook-identifier'],
    );
  });

  it('of work carry the worklog alone', async () => {
    await register();
    jira.as('anna').logWork('APP-1', { timeSpent: '1h' });
    await jira.mail.mailbag.idle();
    const body = receiver.received.find((each) => String(each.body.webhookEvent) === 'worklog_created')?.body;
    expect(Object.keys(body ?? {})).to.have.members([
      'timestamp',
      'webhookEvent',
      'worklog',
      'isFromIssueLimitTransformation',
    ]);
    expect(body?.worklog?.issueId).to.equal('10000');
  });

  it('are for administrators', async () => {
    jira.admin.changeUser('tract', { denied: ['administer'] });
    expect((await register()).status).to.equal(403);
  });
});

describe('webhooks of Server', () => {
  let receiver: WebhookReceiver;
  let jira: Emulator;

  afterEach(async () => {
    await jira.close();
    await receiver.close();
  });

  it('tell of a comment twice, with an `updated` from before it', async () => {
    const clock = manualClock();
    receiver = await startReceiver();
    jira = await startSite({ personality: 'server', clock: clock.now });
    const before = jira.as('anna').createIssue('APP', 'Task', { summary: 'First' });
    const spec = {
      name: 'sync',
      url: `${receiver.url}/\${issue.key}`,
      events: allEvents,
      jql: '',
      excludeBody: false,
      secret: null,
    };
    jira.webhooks.add(spec, jira.admin.user('tract'), 0);
    clock.advance(60_000);
    jira.as('anna').comment('APP-1', 'Words');
    await jira.mail.mailbag.idle();
    expect(receiver.received.map((each) => String(each.body.webhookEvent))).to.deep.equal([
      'jira:issue_updated',
      'comment_created',
    ]);
    const stale = receiver.received[0]?.body.issue?.fields?.updated as never as string;
    expect(Date.parse(stale.replace('+0000', 'Z'))).to.equal(before.updatedMs);
    expect(receiver.received[0]?.url).to.equal('/hook/APP-1?user_id=anna&user_key=anna');
  });
});
