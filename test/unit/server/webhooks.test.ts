import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { expect } from 'chai';
import type { RunningServer } from '../../../src/server/start-server.ts';
import { FakeEngine, item, KEY, QUIET, SECRET, serve } from './fake-engine.ts';

const RECORDED = '../shared/jira/recorded';

describe('webhooks', () => {
  let engine: FakeEngine;
  let server: RunningServer;
  beforeEach(async () => {
    engine = new FakeEngine();
    server = await serve(engine);
  });
  afterEach(() => server.close(0));

  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body });
  const signed = (body: string) => ({
    'X-Hub-Signature': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
  });

  describe('from a host of repositories', () => {
    const body = JSON.stringify({ ref: 'refs/heads/main' });
    const [, hmac = ''] = signed(body)['X-Hub-Signature'].split('=');

    it('takes the signature of GitHub, which sends an older one beside it', async () => {
      const headers = { 'X-Hub-Signature-256': `sha256=${hmac}`, 'X-Hub-Signature': 'sha1=0000' };
      expect((await post('/webhook/remote', body, headers)).status).to.equal(202);
      expect(engine.nudges).to.deep.equal([{ side: 'git', refs: [] }]);
    });

    it('takes the token of GitLab, and one in the address', async () => {
      expect((await post('/webhook/remote', body, { 'X-Gitlab-Token': SECRET })).status).to.equal(202);
      expect((await post(`/webhook/remote?token=${encodeURIComponent(SECRET)}`, body)).status).to.equal(202);
      expect(engine.nudges).to.have.length(2);
    });

    it('takes no other', async () => {
      expect((await post('/webhook/remote', body)).status).to.equal(401);
      expect((await post('/webhook/remote', body, { 'X-Gitlab-Token': 'guess' })).status).to.equal(401);
      expect((await post('/webhook/remote', `${body} `, { 'X-Hub-Signature-256': `sha256=${hmac}` })).status).to.equal(
        401,
      );
      const both = { 'X-Hub-Signature-256': 'sha256=00', 'X-Hub-Signature': `sha256=${hmac}` };
      expect((await post('/webhook/remote', body, both)).status).to.equal(401);
      expect(engine.nudges).to.deep.equal([]);
    });
  });

  describe('from Jira', () => {
    it('takes a signed body, at once, and looks at its ticket', async () => {
      const body = JSON.stringify({ webhookEvent: 'jira:issue_updated', issue: { id: '10001', key: 'APP-7' } });
      const response = await post('/webhook/jira', body, signed(body));
      expect(response.status).to.equal(202);
      expect(engine.nudges).to.deep.equal([{ side: 'jira', refs: ['APP-7'] }]);
    });

    it('knows the signature that Atlassian documents', async () => {
      const signature = 'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9';
      expect((await post('/webhook/jira', 'Hello World!', { 'X-Hub-Signature': signature })).status).to.equal(202);
      expect(engine.nudges).to.deep.equal([{ side: 'jira', refs: [] }]);
    });

    it('takes the secret as a token in the address', async () => {
      const token = encodeURIComponent(SECRET);
      expect((await post(`/webhook/jira?token=${token}`, '{}')).status).to.equal(202);
    });

    it('refuses a wrong signature, a wrong token and none at all', async () => {
      expect((await post('/webhook/jira', '{}', signed('{ }'))).status).to.equal(401);
      expect((await post('/webhook/jira', '{}', { 'X-Hub-Signature': 'sha256=' })).status).to.equal(401);
      expect((await post('/webhook/jira?token=guess', '{}')).status).to.equal(401);
      expect((await post('/webhook/jira', '{}')).status).to.equal(401);
      expect(engine.nudges).to.deep.equal([]);
    });

    it('does not take a right token for a wrong signature', async () => {
      const response = await post(`/webhook/jira?token=${encodeURIComponent(SECRET)}`, '{}', signed('other'));
      expect(response.status).to.equal(401);
    });

    it('refuses everything, in words, while no secret is configured', async () => {
      const open = await serve(engine, { webhookSecret: null });
      const response = await fetch(`${open.url}/webhook/jira?token=`, { method: 'POST', body: '{}' });
      expect(response.status).to.equal(403);
      expect(((await response.json()) as { detail: string }).detail).to.include('TRACT_WEBHOOK_SECRET');
      await open.close(0);
    });

    it('answers 202 to every recorded body', async function () {
      if (!existsSync(RECORDED)) {
        console.log(`      skipped: ${RECORDED} is not here`);
        this.skip();
      }
      const files = readdirSync(RECORDED).filter((name) => name.includes('webhook') && name.endsWith('.json'));
      expect(files.length).to.be.greaterThan(40);
      for (const file of files) {
        const body = readFileSync(`${RECORDED}/${file}`, 'utf8');
        expect((await post('/webhook/jira', body, signed(body))).status, file).to.equal(202);
      }
      expect(engine.nudges).to.have.length(files.length);
    });
  });

  describe('from git', () => {
    it('causes an early look, without a key from this machine', async () => {
      expect((await post('/webhook/git', '')).status).to.equal(202);
      expect(engine.nudges).to.deep.equal([{ side: 'git', refs: [] }]);
    });

    it('needs a key when it comes through a proxy or from a page in a browser', async () => {
      for (const header of ['X-Forwarded-For', 'Origin', 'Forwarded']) {
        expect((await post('/webhook/git', '', { [header]: 'http://192.0.2.1' })).status, header).to.equal(401);
      }
      const through = { 'X-Forwarded-For': '192.0.2.1', Authorization: `Bearer ${KEY}` };
      expect((await post('/webhook/git', '', through)).status).to.equal(202);
    });

    it("needs a key when it came by a name that is not this machine's own", async () => {
      const { port } = new URL(server.url);
      const statusBy = (host: string) =>
        new Promise<number>((resolve, reject) => {
          const options = { host: '127.0.0.1', port, path: '/webhook/git', method: 'POST', headers: { Host: host } };
          request(options, (response) => resolve(response.resume().statusCode ?? 0))
            .on('error', reject)
            .end();
        });
      expect(await statusBy(`rebound.example:${port}`)).to.equal(401);
      expect(await statusBy('127.0.0.1.example')).to.equal(401);
      expect(await statusBy(`localhost:${port}`)).to.equal(202);
    });

    it('answers with the outcome in lines for the hook to print', async () => {
      const held = {
        field: 'status',
        kind: 'refused' as const,
        reason: 'Jira says no',
        git: '',
        jira: '',
        since: '',
        origins: null,
      };
      const failed = { reason: 'Issue APP-9999 not found in Jira', retries: false };
      engine.report = async () => ({
        ...QUIET,
        items: [item({ holds: [held] }), item({ key: 'APP-9999', failure: failed })],
      });
      const response = await post('/webhook/git?wait=5', '', { Accept: 'text/plain' });
      expect(response.status).to.equal(200);
      expect(await response.text()).to.equal(
        '✗ APP-1 status: Jira says no\n✗ Sync error: Issue APP-9999 not found in Jira\n',
      );
    });

    it('tells a pusher what a cycle under way made of the push before its own could', async () => {
      const [old, tip] = ['a'.repeat(40), 'b'.repeat(40)];
      const conflict = {
        field: 'title',
        kind: 'conflict' as const,
        reason: 'both',
        git: '',
        jira: '',
        since: '',
        origins: null,
      };
      const earlier = { ...QUIET, cycle: 'c0', endedAtMs: Date.now() };
      engine.reader = { ...engine.reader, ticketsBetween: async () => ['APP-1', 'issues/new.md'] };
      engine.report = async () => {
        const items = [
          item({ holds: [conflict] }),
          item({ ref: 'APP-7', key: 'APP-7', holds: [conflict] }),
          item({ ref: 'issues/new.md', key: 'APP-8', holds: [conflict] }),
        ];
        engine.tell({ kind: 'cycle', report: { ...earlier, items }, failure: null });
        return QUIET;
      };
      const response = await post(`/webhook/git?wait=5&old=${old}&new=${tip}`, '', { Accept: 'text/plain' });
      expect(await response.text()).to.equal(
        '! APP-1 title is in conflict: both\n! APP-8 title is in conflict: both\n',
      );
    });

    it('takes nothing but names of commits for what was pushed', async () => {
      for (const query of ['old=--output', `old=${'a'.repeat(40)}&new=HEAD`, 'new='])
        expect((await post(`/webhook/git?wait=5&${query}`, '')).status, query).to.equal(400);
    });

    it('answers with the report as JSON to programs', async () => {
      expect(await (await post('/webhook/git?wait=5', '')).json()).to.deep.equal(QUIET);
    });

    it('does not hold up a push for longer than it waits', async () => {
      engine.report = () => new Promise(() => {});
      const response = await post('/webhook/git?wait=0.01', '', { Accept: 'text/plain' });
      expect(response.status).to.equal(202);
      expect(await response.text()).to.include('still syncing');
    });
  });
});
