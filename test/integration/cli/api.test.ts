import { join } from 'node:path';
import { expect } from 'chai';
import { tract } from './run-tract.ts';
import { API_KEY, Workshop } from './workshop.ts';

describe('the HTTP API of tract serve', () => {
  let workshop: Workshop;
  let keys: string;
  before(async () => {
    workshop = await Workshop.open('server');
    await workshop.onboard();
    keys = join(workshop.folder, 'app.keys');
    await tract(['serve', 'keys', 'add', 'ops', '--rights', 'update', '--file', keys]);
    await workshop.serve({ TRACT_API_KEYS_FILE: keys });
  });
  after(() => workshop.close());

  const ask = (method: string, path: string, key: string, body?: object) =>
    fetch(workshop.url + path, {
      method,
      headers: { Authorization: `Bearer ${key}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  it('logs time in Jira and in git before it answers', async () => {
    const body = { author: 'anna', time: '45m', started: '2026-02-20T09:00:00Z', comment: 'Looked' };
    const response = await ask('POST', '/worklog/APP-1', API_KEY, body);
    expect(response.status).to.equal(201);
    const { commit, timeSpentSeconds } = (await response.json()) as {
      readonly commit: string;
      readonly timeSpentSeconds: number;
    };
    expect(timeSpentSeconds).to.equal(2700);
    expect(await workshop.git('show', `${commit}:worklogs/2026-02.jsonl`)).to.include('"time":"45m"');
    const sheet = await (await ask('GET', '/timesheet/anna?from=2026-02-20&to=2026-02-20', API_KEY)).json();
    expect(sheet).to.include({ totalSeconds: 2700, total: '45m' });
  });

  it('measures requests to Jira without the keys of tickets', async () => {
    const text = await (await fetch(`${workshop.url}/metrics`)).text();
    const series = text.split('\n').filter((line) => line.startsWith('tract_jira_requests_total{'));
    expect(series).not.to.deep.equal([]);
    expect(series.join('\n')).not.to.match(/APP|\/\d+/);
    expect(text).to.include('process_resident_memory_bytes');
  });

  it('takes up a key that is made while it runs, with its rights, and drops one that is revoked', async () => {
    const made = await tract(['serve', 'keys', 'add', 'ci', '--rights', 'read', '--file', keys, '--json']);
    const { key } = JSON.parse(made.stdout) as { readonly key: string };
    expect((await ask('GET', '/status', key)).status).to.equal(200);
    expect((await ask('POST', '/sync', key)).status).to.equal(403);
    await tract(['serve', 'keys', 'revoke', 'ci', '--file', keys]);
    expect((await ask('GET', '/status', key)).status).to.equal(401);
  });
});
