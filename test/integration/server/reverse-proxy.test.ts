import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { API_KEY, SECRET, Workshop } from '../cli/workshop.ts';
import { JIRA, ReverseProxy } from './reverse-proxy.ts';

const LIMIT = 15;
const KEY = { Authorization: `Bearer ${API_KEY}` };
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

for (const program of ['nginx', 'caddy'] as const) {
  describe(`the service behind ${program}, as config/proxy has it`, function () {
    this.timeout(120_000);
    let workshop: Workshop;
    let proxy: ReverseProxy;
    before(async function () {
      if (!ReverseProxy.isThere(program)) {
        console.log(`      skipped: there is no ${program}: as root on Debian, scripts/test installs it`);
        return this.skip();
      }
      workshop = await Workshop.open('server');
      await workshop.onboard();
      await workshop.serve({ TRACT_TRUSTED_PROXIES: '127.0.0.1', TRACT_RATE_LIMIT: String(LIMIT) });
      proxy = await ReverseProxy.open(program, workshop.port);
    });
    after(async () => {
      await proxy?.close();
      await workshop?.close();
    });

    const logIn = (origin: string) =>
      proxy.ask('/login', { method: 'POST', headers: { ...FORM, Origin: origin }, body: `key=${API_KEY}` });
    const webhook = (from: string, query: string, body: string, headers: Record<string, string> = {}) =>
      proxy.ask(`/webhook/jira${query}`, { method: 'POST', from, body, headers });

    it('lets a browser log in, with a cookie that stays with TLS, and shows the dashboard', async () => {
      const { status, headers } = await logIn(`https://${proxy.host}`);
      const [cookie = ''] = headers['set-cookie'] ?? [];
      expect([status, headers.location]).to.deep.equal([303, '/']);
      expect(cookie).to.include('; Secure').and.include('; HttpOnly').and.include('; SameSite=Strict');
      const page = await proxy.ask('/', { headers: { Cookie: cookie.split(';')[0] ?? '' } });
      expect([page.status, page.headers['strict-transport-security']]).to.deep.equal([200, 'max-age=31536000']);
      expect(page.body).to.include('APP');
    });

    it('keeps the page of another site from logging in, whatever name it is sent on under', async () => {
      expect((await logIn('https://evil.example')).status).to.equal(403);
      const headers = { ...FORM, Origin: 'https://evil.example', 'X-Forwarded-Host': 'evil.example' };
      const told = await proxy.ask('/login', { method: 'POST', headers, body: `key=${API_KEY}` });
      expect(told.status).to.equal(403);
    });

    it('answers whoever has a key', async () => {
      expect((await proxy.ask('/status', { headers: KEY })).status).to.equal(200);
      expect((await proxy.ask('/status')).status).to.equal(401);
    });

    it('passes events on while they happen', async () => {
      const stream = await proxy.open('/events', { headers: KEY });
      const happened = (async () => {
        let text = '';
        for await (const part of stream.setEncoding('utf8')) {
          text += part;
          if (text.includes('event: change')) break;
        }
        return text;
      })();
      workshop.jira.as('anna').editIssue('APP-1', { summary: 'Seen live' });
      expect((await proxy.ask('/sync', { method: 'POST', headers: KEY, body: '{}' })).status).to.equal(200);
      expect(await happened).to.include('"issue":"APP-1"');
    });

    it('takes webhooks from Jira alone, with their secret or signature, large ones too', async () => {
      const issue = JSON.stringify({ issue: { key: 'APP-1', fields: { description: 'x'.repeat(1_000_000) } } });
      const signature = `sha256=${createHmac('sha256', SECRET).update(issue).digest('hex')}`;
      expect((await webhook(JIRA, `?token=${SECRET}`, issue)).status).to.equal(202);
      expect((await webhook(JIRA, '', issue, { 'X-Hub-Signature': signature })).status).to.equal(202);
      expect((await webhook(JIRA, '?token=guess', '{}')).status).to.equal(401);
      expect((await webhook('127.0.0.2', `?token=${SECRET}`, '{}')).status).to.equal(403);
      expect((await webhook('127.0.0.2', `?token=${SECRET}`, '{}', { 'X-Forwarded-For': JIRA })).status).to.equal(403);
      expect((await proxy.ask(`/webhook/remote?token=${SECRET}`, { method: 'POST' })).status).to.equal(202);
    });

    it('takes nothing else that is large', async () => {
      const headers = { ...KEY, Connection: 'close' };
      const told = await proxy.ask('/create/APP', { method: 'POST', headers, body: 'x'.repeat(400_000) });
      // Caddy has said 413 since 2.7.
      expect(told.status).to.be.oneOf([413, 502]);
    });

    it('is not local for anybody', async () => {
      const claims: readonly Record<string, string>[] = [
        {},
        { 'X-Forwarded-For': '127.0.0.1' },
        { 'X-Real-IP': '127.0.0.1', Forwarded: 'for=127.0.0.1' },
        { Host: '127.0.0.1' },
        { Host: `localhost:${workshop.port}` },
        { Connection: 'close, X-Forwarded-For, X-Forwarded-Host, Via', Host: '127.0.0.1' },
      ];
      for (const headers of claims) {
        const metrics = await proxy.ask('/metrics', { headers, from: '127.0.0.3' });
        expect(metrics.body, JSON.stringify(headers)).not.to.include('tract_');
        const push = await proxy.ask('/webhook/git', { method: 'POST', headers, from: '127.0.0.3' });
        expect(push.status, JSON.stringify(headers)).not.to.be.within(202, 299);
      }
    });

    it('counts requests of each address by itself, whatever an address says that it is', async () => {
      const guess = (count: number, from: string) =>
        proxy.ask('/status', {
          from,
          headers: { 'X-Forwarded-For': `203.0.113.${count}`, 'X-API-Key': `guess-${count}` },
        });
      for (let count = 0; count < LIMIT; count += 1) expect((await guess(count, '127.0.0.4')).status).to.equal(401);
      expect((await guess(LIMIT, '127.0.0.4')).status).to.equal(429);
      expect((await guess(LIMIT, '127.0.0.5')).status).to.equal(401);
    });

    it('has no secret in its logs', () => {
      const logs = proxy.logs();
      for (const secret of [SECRET, API_KEY]) expect(logs.includes(secret), 'a secret was logged').to.equal(false);
    });
  });
}
