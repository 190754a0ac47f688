import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { apiKey } from '../../../../src/cli/doctor/checks/api-key.ts';
import { gitVersion } from '../../../../src/cli/doctor/checks/git-version.ts';
import { hook } from '../../../../src/cli/doctor/checks/hook.ts';
import { jiraClock } from '../../../../src/cli/doctor/checks/jira-clock.ts';
import { jiraPermissions } from '../../../../src/cli/doctor/checks/jira-permissions.ts';
import { jiraReach } from '../../../../src/cli/doctor/checks/jira-reach.ts';
import { nodeVersion } from '../../../../src/cli/doctor/checks/node-version.ts';
import { place } from '../../../../src/cli/doctor/checks/place.ts';
import { remote } from '../../../../src/cli/doctor/checks/remote.ts';
import { serveEnvironment } from '../../../../src/cli/doctor/checks/serve-environment.ts';
import { serverClock } from '../../../../src/cli/doctor/checks/server-clock.ts';
import { serverReach } from '../../../../src/cli/doctor/checks/server-reach.ts';
import { serverWaiting } from '../../../../src/cli/doctor/checks/server-waiting.ts';
import { webhook } from '../../../../src/cli/doctor/checks/webhook.ts';
import { webhookSilent } from '../../../../src/cli/doctor/checks/webhook-silent.ts';
import { examine } from '../../../../src/cli/doctor/examine.ts';
import { readEnvironment } from '../../../../src/cli/doctor/read-environment.ts';
import { isAtLeast } from '../../../../src/cli/doctor/version.ts';
import { Failure } from '../../../../src/model/failure.ts';
import { makeTemporaryRepository } from '../../../support/temporary-repository.ts';
import { item } from '../../server/fake-engine.ts';
import { fakeSite, jiraSite, NOW, reply, said, serverSite, statusSite, URL_OF_SERVER } from './fake-site.ts';

const failure = (kind: 'transient' | 'fatal', words: string) => async () => ({
  kind: 'failure' as const,
  failure: new Failure(kind, words),
});

describe('tract doctor finds on any machine', () => {
  it('an old Node', async () => {
    expect(await said(nodeVersion('20.18.3'))).to.deep.equal([
      'failed: Node 20.18.3 is too old → install Node 20.19 or newer',
    ]);
    expect(await said(nodeVersion('22.1.0'))).to.deep.equal(['ok: Node 22.1.0']);
  });

  it('an old git, and no git at all', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tract-git-'));
    try {
      const withPath = { io: { env: { PATH: folder }, cwd: '/' } };
      expect(await said(gitVersion, withPath)).to.deep.equal([
        'failed: there is no git that can be started → install git 2.36 or newer',
      ]);
      writeFileSync(join(folder, 'git'), '#!/bin/sh\necho git version 2.25.1\n', { mode: 0o755 });
      expect(await said(gitVersion, withPath)).to.deep.equal([
        'failed: git 2.25.1 is too old → install git 2.36 or newer',
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(isAtLeast('2.39.5 (Apple Git-154)', [2, 36])).to.equal(true);
    expect([isAtLeast('3.0', [2, 36]), isAtLeast('1.99', [2, 36]), isAtLeast('2.36', [2, 36])]).to.deep.equal([
      true,
      false,
      true,
    ]);
  });

  it('that there is nothing to look at', async () => {
    expect((await said(place))[0]).to.match(/^failed: there is neither a ticket repository nor a sync service/);
    expect(await said(place, { clone: '/x' })).to.deep.equal([]);
  });

  it('a check that itself breaks, without hiding the others', async () => {
    const broken = { name: 'broken', find: () => Promise.reject(new Error('oh\nno')) };
    const found = await examine(fakeSite(), [broken, nodeVersion('22.0.0')]);
    expect(found.map(({ check, level }) => [check, level])).to.deep.equal([
      ['broken', 'failed'],
      ['node', 'ok'],
    ]);
    expect(found[0]?.message).to.include('oh no');
  });
});

describe('tract doctor finds about the service', () => {
  it('that nobody knows where it is, where that matters', async () => {
    expect((await said(serverReach, { clone: '/x' }))[0]).to.match(
      /^warning: no sync service is known here.*TRACT_SYNC_SERVER/,
    );
    expect(await said(serverReach)).to.deep.equal([]);
  });

  it('that it is away, with the reason', async () => {
    const health = async () => ({ kind: 'away' as const, url: URL_OF_SERVER, reason: 'ECONNREFUSED' });
    const site = { ...serverSite({}), health };
    expect((await said(serverReach, site))[0]).to.include(
      `failed: ${URL_OF_SERVER} cannot be reached: ECONNREFUSED → ask whoever runs it`,
    );
    const environment = { kind: 'problems' as const, problems: [] };
    expect((await said(serverReach, { ...site, environment }))[0]).to.include('→ start it: tract serve');
  });

  it('that something else answers there', async () => {
    const health = async () => ({ kind: 'stranger' as const, url: URL_OF_SERVER });
    expect((await said(serverReach, { ...serverSite({}), health }))[0]).to.match(
      /^failed: what answers at .* is no sync service/,
    );
  });

  it('that its Jira is away, and that it is degraded for another reason', async () => {
    expect(
      (
        await said(serverReach, serverSite({ status: 'degraded', jiraConnected: false, reason: 'no answer in time' }))
      )[0],
    ).to.match(/^failed: .* runs, but Jira is away: no answer in time/);
    expect((await said(serverReach, serverSite({ status: 'degraded', reason: 'too many deletions' })))[0]).to.match(
      /^warning: .* is degraded: too many deletions/,
    );
  });

  it('clocks that differ, either way', async () => {
    expect(await said(serverClock, serverSite({ skewMs: 59_000 }))).to.deep.equal([
      'ok: this machine and the server agree on the time',
    ]);
    expect((await said(serverClock, serverSite({ skewMs: 300_000 })))[0]).to.include(
      "warning: the clock of this machine is 300 s behind the server's",
    );
    expect((await said(serverClock, serverSite({ skewMs: -300_000 })))[0]).to.include('300 s ahead of');
  });

  it('a wrong API key', async () => {
    const status = async () => ({ kind: 'refused' as const, reason: 'it does not take TRACT_API_KEY', isKey: true });
    expect((await said(apiKey, { status }))[0]).to.match(
      /^failed: it does not take TRACT_API_KEY → set TRACT_API_KEY to a key of the server/,
    );
    expect(await said(apiKey, statusSite({}))).to.deep.equal(['ok: the server takes the API key']);
  });

  it('a queue that stands still, with what stopped it', async () => {
    const lastCycle = {
      cycle: 'c',
      startedAtMs: 0,
      endedAtMs: NOW - 900_000,
      items: [],
      imported: 0,
      commits: [],
      dequeued: [],
      error: 'Jira answered 503',
    };
    expect((await said(serverWaiting, statusSite({ queue: ['APP-1', 'APP-2'], lastCycle })))[0]).to.include(
      'failed: the queue is stuck: 2 tickets wait, and the last cycle was 15 min ago: Jira answered 503',
    );
    expect(await said(serverWaiting, statusSite({ queue: ['APP-1'] }))).to.deep.equal(['ok: nothing waits']);
  });

  it('what waits for a person', async () => {
    const hold = {
      field: 'status',
      kind: 'refused' as const,
      reason: 'no such status',
      git: '',
      jira: '',
      since: '2026-02-14T09:00:00Z',
      origins: null,
    };
    const found = await said(
      serverWaiting,
      statusSite({
        pending: [item({ key: 'APP-1', holds: [hold] }), item({ key: 'APP-2' })],
        problems: [{ path: 'issues/x.md', reason: 'r' }],
      }),
    );
    expect(found.map((line) => line.replace(/ →.*/, ''))).to.deep.equal([
      'warning: 1 ticket has a field that waits for a person',
      'warning: 1 file cannot be synced, such as issues/x.md',
    ]);
  });
});

describe('tract doctor finds about Jira', () => {
  it('that it is away', async () => {
    const found = await said(
      jiraReach,
      jiraSite({
        serverInfo: failure('transient', 'Jira at jira.example.com cannot be reached: nothing listens there'),
      }),
    );
    expect(found).to.have.lengthOf(1);
    expect(found[0])
      .to.include('failed: Jira at jira.example.com cannot be reached')
      .and.include('see whether https://jira.example.com opens from this machine');
  });

  it('that it refuses the credentials', async () => {
    const found = await said(jiraReach, jiraSite({ myself: failure('fatal', 'Jira refuses the credentials') }));
    expect(found[0]).to.match(/^failed: Jira refuses the credentials → mend JIRA_TOKEN.*CAPTCHA/);
  });

  it('a project that is not visible', async () => {
    const found = await said(jiraReach, jiraSite({ projectSeen: async () => reply({}, 404) }));
    expect(found[0]).to.match(
      /^failed: project APP is not visible in .* → mend TRACT_PROJECT, or give the service account the permission Browse Projects/,
    );
  });

  it("a permission that is missing, by Jira's own name, with what does not work without it", async () => {
    const permissions = {
      ADD_COMMENTS: { havePermission: false, name: 'Kommentare hinzufügen' },
      EDIT_ISSUES: { havePermission: true },
      BROWSE_PROJECTS: { havePermission: false },
    };
    const found = await said(jiraPermissions, jiraSite({ permissions: async () => reply({ permissions }) }));
    expect(found.map((line) => line.replace(/ →.*/, ''))).to.deep.equal([
      'failed: everything: the service account has not Browse Projects (BROWSE_PROJECTS); without it, nothing can be read',
      'warning: comments: the service account has not Kommentare hinzufügen (ADD_COMMENTS); without it, comments stay in git',
    ]);
  });

  it('a clock that differs from ours', async () => {
    expect(await said(jiraClock, jiraSite({}))).to.deep.equal(['ok: this machine and Jira agree on the time']);
    const late = await said(
      jiraClock,
      jiraSite({ serverInfo: async () => reply({ serverTime: '2026-02-14T10:05:00.000+0100' }) }),
    );
    expect(late[0]).to.include("300 s behind Jira's");
  });

  it('a webhook that is not registered, is switched off, or belongs to another project', async () => {
    const hookOf = (change: object) => ({
      url: 'http://tract:3100/webhook/jira?token=x',
      enabled: true,
      filters: { 'issue-related-events-section': 'project = APP' },
      ...change,
    });
    const found = async (...webhooks: readonly object[]) =>
      (await said(webhook, jiraSite({ webhooks: async () => reply(webhooks) })))[0];
    expect(await found()).to.match(/^warning: no webhook is registered.*tract onboard --webhook-url/);
    expect(await found(hookOf({ enabled: false }))).to.match(/^warning: the webhook is switched off/);
    expect(await found(hookOf({ filters: { 'issue-related-events-section': 'project = OTHER' } }))).to.match(
      /^warning: no webhook is registered/,
    );
    expect(await found(hookOf({}))).to.equal('ok: Jira tells the service what changes');
    expect((await said(webhook, jiraSite({ webhooks: failure('fatal', 'no') })))[0]).to.match(
      /^warning: whether the webhook is registered, only an administrator/,
    );
  });
});

describe('tract doctor finds on the server', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tract-server-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const environmentOf = (env: Readonly<Record<string, string>>) =>
    readEnvironment({
      env: { JIRA_URL: 'https://jira.example.com', JIRA_TOKEN: 't', TRACT_PROJECT: 'APP', TRACT_REPO: folder, ...env },
      cwd: '/',
    });

  it('everything that is wrong with the environment, and never a secret', async () => {
    const environment = await environmentOf({ TRACT_LOG_FORMAT: 'x', TRACT_WEBHOOK_SECRET: 'hush' });
    const found = await said(serveEnvironment, { environment });
    expect(found.map((line) => line.slice(0, 30)).sort()).to.deep.equal([
      'failed: TRACT_LOG_FORMAT must ',
      'failed: TRACT_WEBHOOK_SECRET i',
    ]);
    expect(found.join()).not.to.include('hush');
  });

  it('no key of its own on the server, where people have theirs', async () => {
    const keys = join(folder, 'app.keys');
    writeFileSync(keys, '[]', { mode: 0o600 });
    const environment = await environmentOf({ TRACT_API_KEYS_FILE: keys });
    const status = async () => ({ kind: 'refused' as const, reason: 'it needs an API key', isKey: true });
    expect(await said(apiKey, { environment, status })).to.deep.equal([`ok: people come in with the keys of ${keys}`]);
    const io = { env: { TRACT_API_KEY: 'of-somebody-else' }, cwd: '/' };
    expect((await said(apiKey, { io, environment, status }))[0]).to.match(/^failed: it needs an API key/);
  });

  it('a hosted repository that answers, lacks the branch, or is not there', async () => {
    const hosted = makeTemporaryRepository();
    const found = async () => {
      const environment = await environmentOf({ TRACT_REMOTE: hosted.path });
      return (await said(remote, { environment }))[0] ?? '';
    };
    expect(await found()).to.match(/^failed: .* has no branch main → run `tract onboard`/);
    const tree = hosted.git(['mktree']).trim();
    hosted.git(['update-ref', 'refs/heads/main', hosted.git(['commit-tree', '-m', 'x', tree]).trim()]);
    expect(await found()).to.equal(`ok: ${hosted.path} answers, and has branch main`);
    hosted.remove();
    expect(await found()).to.match(/^failed: there is no repository at .* → mend TRACT_REMOTE/);
    expect(await said(remote, { environment: await environmentOf({}) })).to.deep.equal([]);
  });

  it('that people and webhooks have no key to come in', async () => {
    const found = await said(serveEnvironment, { environment: await environmentOf({}) });
    expect(found).to.have.lengthOf(3);
    expect(found[1]).to.match(/^warning: no API key is set/);
    expect(found[2]).to.match(/^warning: no secret for webhooks is set/);
  });

  it('a webhook that is registered and never comes', async () => {
    let metrics = 'tract_webhook_to_commit_seconds_count 0\n';
    const server = createServer((_request, response) => response.end(metrics)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const access = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, key: null };
      const environment = await environmentOf({ TRACT_WEBHOOK_SECRET: 'a secret that is long enough' });
      const found = (uptime: number) =>
        said(webhookSilent, { ...serverSite({ uptime }), server: { kind: 'server', access }, environment });
      expect((await found(90_000))[0]).to.match(
        /^warning: no change came by webhook since the service started 25 h ago/,
      );
      expect(await found(60)).to.deep.equal([]);
      metrics = 'tract_webhook_to_commit_seconds_count{project="APP"} 3\n';
      expect(await found(90_000)).to.deep.equal(['ok: 3 changes came by webhook since the service started']);
      metrics = '';
      expect(await found(90_000)).to.deep.equal([]);
    } finally {
      server.close();
    }
  });

  it('a hook that is missing, not executable, or somebody else’s', async () => {
    const environment = await environmentOf({});
    const file = join(folder, 'hooks', 'post-receive');
    expect((await said(hook, { environment }))[0]).to.match(
      /^warning: the post-receive hook is missing.*tract onboard/,
    );
    mkdirSync(join(folder, 'hooks'));
    writeFileSync(file, 'curl "$url/webhook/git"');
    chmodSync(file, 0o644);
    expect(await said(hook, { environment })).to.deep.equal([
      `warning: ${file} is not executable: git does not run it → chmod 755 ${file}`,
    ]);
    chmodSync(file, 0o755);
    expect(await said(hook, { environment })).to.deep.equal(['ok: a push tells the service']);
    writeFileSync(file, 'echo hello');
    expect((await said(hook, { environment }))[0]).to.include('does not tell the service about a push');
  });
});
