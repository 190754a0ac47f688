import { expect } from 'chai';
import { MockAgent } from 'undici';
import { openClient } from '../../../../src/reconciler/jira/client.ts';
import type { CodecContext } from '../../../../src/reconciler/jira/codec-context.ts';
import { decodeIssue } from '../../../../src/reconciler/jira/decode-issue.ts';
import { DEFAULT_TIMEOUTS } from '../../../../src/reconciler/jira/options.ts';
import type { Raw } from '../../../../src/reconciler/jira/raw.ts';
import { newCaches, type Session } from '../../../../src/reconciler/jira/session.ts';
import { withWorklogProperties } from '../../../../src/reconciler/jira/worklog-properties.ts';
import { createNameBook } from '../../../../src/reconciler/name-book.ts';
import { MemoryPeople } from './memory-people.ts';
import { testFields } from './test-fields.ts';

const ORIGIN = 'https://example.atlassian.net';

describe('true authors of worklogs on Cloud', () => {
  let agent: MockAgent;

  beforeEach(() => {
    agent = new MockAgent();
    agent.disableNetConnect();
  });

  afterEach(async () => {
    await agent.close();
  });

  it('come from the property, for what our account wrote, with one request for all', async () => {
    const bodies: string[] = [];
    agent
      .get(ORIGIN)
      .intercept({ method: 'POST', path: '/rest/api/3/worklog/list?expand=properties' })
      .reply(200, ({ body }) => {
        bodies.push(String(body));
        return [
          { ...worklog('1', 'tract'), properties: [{ key: 'tract', value: { author: 'ben' } }] },
          { ...worklog('3', 'tract'), properties: [] },
        ];
      });
    const session = sessionOver(agent);
    const issues = [issue('10', [worklog('1', 'tract'), worklog('2', 'anna')]), issue('11', [worklog('3', 'tract')])];
    const whole = await withWorklogProperties(session, issues);
    const tickets = whole.flatMap((each) => decodeIssue(each, session.codec()) ?? []);
    expect(tickets.flatMap((ticket) => ticket.worklogs.map(({ author }) => author))).to.deep.equal([
      'ben',
      'anna',
      'tract',
    ]);
    expect(bodies).to.deep.equal([JSON.stringify({ ids: [1, 3] })]);
  });

  it('leave a comment alone that only looks like a line of attribution', () => {
    const properties = [{ key: 'tract', value: { author: 'ben' } }];
    const raw = issue('10', [{ ...worklog('1', 'tract'), comment: 'Logged by jane', properties }]);
    const [entry] = decodeIssue(raw, context())?.worklogs ?? [];
    expect(entry).to.deep.include({ author: 'ben', comment: { kind: 'wiki', wiki: 'Logged by jane' } });
  });

  it('cost nothing where our account wrote none', async () => {
    const issues = [issue('10', [worklog('2', 'anna')])];
    expect(await withWorklogProperties(sessionOver(agent), issues)).to.equal(issues);
  });
});

function worklog(id: string, name: string): Raw {
  const author = { accountId: `id-${name}`, displayName: name };
  return { id, author, started: '2026-02-14T09:00:00.000+0000', timeSpentSeconds: 60 };
}

function issue(id: string, worklogs: readonly Raw[]): Raw {
  return { id, key: `APP-${id}`, fields: { updated: '2026-02-14T09:00:00.000+0000', worklog: { worklogs } } };
}

function context(): CodecContext {
  return {
    flavor: 'cloud',
    fields: testFields('cloud'),
    people: new MemoryPeople(),
    names: createNameBook(),
    account: 'tract',
  };
}

function sessionOver(dispatcher: MockAgent): Session {
  const client = openClient({
    url: new URL(ORIGIN),
    credentials: { kind: 'basic', username: 'tract@example.com', password: 'secret' },
    userTokens: new Map(),
    concurrency: 2,
    dispatcher,
    timeouts: DEFAULT_TIMEOUTS,
    timing: { clock: () => 0, random: () => 0, sleep: async () => undefined },
    fields: () => testFields('cloud'),
    onRequest: () => undefined,
    onRefusedLogin: () => undefined,
  });
  const site = { project: 'APP', flavor: 'cloud', text: 'adf', version: '1', account: 'tract', zone: 'UTC' } as const;
  const shared = context();
  return {
    client: client.withVersion('3'),
    site,
    options: {} as Session['options'],
    codec: () => shared,
    caches: newCaches(),
    profile: { zone: 'UTC', askedMs: 0 },
    aheadMs: 0,
  };
}
