import { expect } from 'chai';
import type { Emulator } from '../../../../src/emulator/start-emulator.ts';
import { callerOf, callWith, manualClock, startSite } from '../emulator-caller.ts';

describe('the unkindness of Jira', () => {
  const clock = manualClock();
  let jira: Emulator;

  beforeEach(async () => {
    jira = await startSite({ personality: 'server', clock: clock.now });
    jira.as('anna').createIssue('APP', 'Task', { summary: 'First' });
  });

  afterEach(() => jira.close());

  const call = (method: string, path: string, body?: unknown) => callerOf(jira)(method, path, body);
  const outcome = (promise: Promise<unknown>) =>
    promise.then(
      () => 'answered',
      () => 'cut',
    );

  it('a lost reply: the comment is there, the answer is not', async () => {
    jira.faults.add({ kind: 'lost-reply', match: { method: 'POST', path: /\/comment$/ } });
    expect(await outcome(call('POST', '2/issue/APP-1/comment', { body: 'Once' }))).to.equal('cut');
    expect(jira.world.issues.find('APP-1')?.comments).to.have.length(1);
    expect(jira.requests.all.at(-1)?.status).to.equal(null);
    expect((await call('POST', '2/issue/APP-1/comment', { body: 'Twice' })).status).to.equal(201);
  });

  it('a held reply: the comment is there, the client waits until it gives up', async () => {
    jira.faults.add({ kind: 'held-reply', match: { method: 'POST' } });
    const asked = outcome(call('POST', '2/issue/APP-1/comment', { body: 'Held' }));
    const comments = () => jira.world.issues.find('APP-1')?.comments ?? [];
    while (comments().length < 1) await new Promise((resolve) => setImmediate(resolve));
    await jira.close();
    expect(await asked).to.equal('cut');
  });

  it('a reset: nothing happened', async () => {
    jira.faults.add({ kind: 'reset', match: { method: 'POST' } });
    expect(await outcome(call('POST', '2/issue/APP-1/comment', { body: 'Never' }))).to.equal('cut');
    expect(jira.world.issues.find('APP-1')?.comments).to.have.length(0);
  });

  it('half a reply', async () => {
    jira.faults.add({ kind: 'cut-reply' });
    expect(await outcome(call('GET', '2/issue/APP-1'))).to.equal('cut');
  });

  it('a hang lasts until the client gives up, and does not hold up closing', async () => {
    jira.faults.add({ kind: 'hang', times: 2 });
    const giveUp = new AbortController();
    const hanging = outcome(fetch(`${jira.url}/rest/api/2/serverInfo`, { signal: giveUp.signal }));
    giveUp.abort();
    expect(await hanging).to.equal('cut');
    const left = outcome(fetch(`${jira.url}/rest/api/2/serverInfo`));
    while (jira.requests.all.length < 1) await new Promise((resolve) => setImmediate(resolve));
    await jira.close();
    expect(await left).to.equal('cut');
  });

  it('503, HTML, 409 and any other answer, after some requests that pass', async () => {
    jira.faults.add({ kind: 'unavailable', retryAfterSeconds: 7, after: 1 });
    expect((await call('GET', '2/myself')).status).to.equal(200);
    const unavailable = await call('GET', '2/myself');
    expect([unavailable.status, unavailable.headers.get('retry-after')]).to.deep.equal([503, '7']);
    jira.faults.add({ kind: 'html' });
    const html = await call('GET', '2/myself');
    expect([html.status, html.headers.get('content-type')]).to.deep.equal([502, 'text/html;charset=UTF-8']);
    jira.faults.add({ kind: 'conflict', match: { method: 'PUT' } });
    expect((await call('PUT', '2/issue/APP-1', { fields: { summary: 'x' } })).status).to.equal(409);
    expect(jira.faults.pending).to.equal(0);
  });

  it('429 when the bucket of a Server user is empty; it fills with the clock', async () => {
    jira.settings.rateLimit = { limit: 2, refillPerSecond: 1 };
    const statuses = [];
    for (let index = 0; index < 3; index++) statuses.push((await call('GET', '2/myself')).status);
    expect(statuses).to.deep.equal([200, 200, 429]);
    clock.advance(1000);
    const answer = await call('GET', '2/myself');
    expect([answer.status, answer.headers.get('x-ratelimit-limit')]).to.deep.equal([200, '2']);
  });

  it('too many writes to one issue', async () => {
    jira.settings.perIssueWriteLimit = { writes: 2, perMs: 2000 };
    const write = () => call('POST', '2/issue/APP-1/comment', { body: 'x' });
    expect([(await write()).status, (await write()).status, (await write()).status]).to.deep.equal([201, 201, 429]);
    clock.advance(2000);
    expect((await write()).status).to.equal(201);
  });

  it('CAPTCHA after failed logins, even with the right password; a token still works', async () => {
    for (let index = 0; index < 3; index++)
      expect((await callerOf(jira, 'tract', 'wrong')('GET', '2/myself')).status).to.equal(401);
    const denied = await call('GET', '2/myself');
    expect(denied.status).to.equal(403);
    expect(denied.headers.get('x-authentication-denied-reason')).to.match(/^CAPTCHA_CHALLENGE; login-url=/);
    expect((await callWith(jira, { Authorization: 'Bearer pat' }, 'GET', '2/myself')).status).to.equal(200);
    jira.admin.clearCaptcha('tract');
    expect((await call('GET', '2/myself')).status).to.equal(200);
  });

  it('without credentials: 200 and nothing, as anonymous', async () => {
    const answer = await callWith(jira, {}, 'GET', '2/project');
    expect([answer.status, answer.body, answer.headers.get('x-ausername')]).to.deep.equal([200, [], 'anonymous']);
    jira.settings.badCredentials = 'anonymous';
    const failed = await callerOf(jira, 'tract', 'wrong')('POST', '2/search', { jql: 'project = APP' });
    expect([failed.status, failed.body.total]).to.deep.equal([200, 0]);
  });

  it('a hidden issue answers as one that does not exist', async () => {
    jira.admin.restrictIssue('APP-1', ['anna']);
    const hidden = await call('GET', '2/issue/APP-1');
    const missing = await call('GET', '2/issue/APP-999');
    expect([hidden.status, hidden.body]).to.deep.equal([404, missing.body]);
    expect((await call('POST', '2/search', { jql: 'project = APP' })).body.total).to.equal(0);
  });

  it('is logged: method, path, query, body, status and user', async () => {
    await call('PUT', '2/issue/APP-1?notifyUsers=true', { fields: { summary: 'x' } });
    expect(jira.requests.all.at(-1)).to.deep.include({
      method: 'PUT',
      path: '/rest/api/2/issue/APP-1',
      query: { notifyUsers: 'true' },
      body: { fields: { summary: 'x' } },
      status: 204,
      user: 'tract',
    });
    expect(jira.requests.writes()).to.have.length(1);
    expect(JSON.stringify(jira.requests.all)).not.to.include('Basic ');
    jira.requests.reset();
    expect(jira.requests.count()).to.equal(0);
  });

  it('speaks v3 on Cloud alone', async () => {
    expect((await call('GET', '3/serverInfo')).status).to.equal(404);
    expect((await call('GET', 'latest/serverInfo')).status).to.equal(200);
  });
});

describe('429 on Cloud', () => {
  let jira: Emulator;

  afterEach(() => jira.close());

  it('names its reason', async () => {
    jira = await startSite({ personality: 'cloud' });
    jira.faults.add({ kind: 'rate-limited', retryAfterSeconds: 3 });
    const { status, headers } = await callerOf(jira)('GET', '3/myself');
    expect([status, headers.get('retry-after'), headers.get('ratelimit-reason')]).to.deep.equal([
      429,
      '3',
      'jira-burst-based',
    ]);
  });
});
