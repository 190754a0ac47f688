import type { Socket } from 'node:net';
import { expect } from 'chai';
import { isLocal } from '../../../src/server/access/is-local.ts';
import { type ApiKey, hashOfKey, idOfKey } from '../../../src/server/access/key-ring.ts';
import { createSessions, SESSION_SECONDS } from '../../../src/server/access/sessions.ts';
import type { RunningServer } from '../../../src/server/start-server.ts';
import { FakeEngine, item, KEY, serve } from './fake-engine.ts';

const OWN: ApiKey = { name: 'test', sha256: hashOfKey(KEY), rights: ['read', 'write'] };

describe('a session in a browser', () => {
  let engine: FakeEngine;
  let server: RunningServer;
  let keys: readonly ApiKey[];
  let nowMs: number;
  beforeEach(async () => {
    engine = new FakeEngine();
    keys = [OWN];
    nowMs = 61_500;
    server = await serve(engine, { keys: { keys: async () => keys }, clock: () => nowMs });
  });
  afterEach(() => server.close(0));

  const ask = (method: string, path: string, headers: Record<string, string> = {}, body: string | null = null) =>
    fetch(server.url + path, { method, headers, body, redirect: 'manual' });
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const logIn = (key: string, headers: Record<string, string> = {}) =>
    ask('POST', '/login', { 'Content-Type': 'application/json', ...headers }, JSON.stringify({ key }));
  const cookieOf = (response: Response) => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  async function session(): Promise<{ readonly Cookie: string; readonly token: string }> {
    const response = await logIn(KEY);
    const { csrfToken } = (await response.json()) as { readonly csrfToken: string };
    return { Cookie: cookieOf(response), token: csrfToken };
  }

  it('begins with the key, in a cookie that no script and no other site gets', async () => {
    const response = await ask('POST', '/login', form, new URLSearchParams({ key: KEY }).toString());
    expect([response.status, response.headers.get('location')]).to.deep.equal([303, '/']);
    expect(response.headers.get('set-cookie')).to.match(
      /^tract_session=[\w.-]+; Max-Age=28800; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    const page = await ask('GET', '/', { Cookie: cookieOf(response) });
    expect([page.status, page.headers.get('content-type')]).to.deep.equal([200, 'text/html; charset=utf-8']);
  });

  it('stays with TLS where a proxy speaks it', async () => {
    expect((await logIn(KEY, { 'X-Forwarded-Proto': 'https' })).headers.get('set-cookie')).to.include('; Secure');
  });

  it('is not opened by another key: 401, as a page or as a problem', async () => {
    const page = await ask('POST', '/login', form, 'key=guess');
    expect([page.status, page.headers.get('content-type')]).to.deep.equal([401, 'text/html; charset=utf-8']);
    expect(page.headers.get('set-cookie')).to.equal(null);
    expect((await logIn('guess')).status).to.equal(401);
  });

  it('does not show the key to whoever sends it as what it is not', async () => {
    for (const headers of [form, { ...form, 'Content-Type': 'application/json' }]) {
      const response = await ask('POST', '/login', headers, JSON.stringify({ key: { [KEY]: 1 }, [KEY]: KEY }));
      expect(response.status).to.equal(400);
      expect(await response.text()).not.to.include(KEY);
    }
  });

  it('takes no more than a key', async () => {
    expect((await logIn('x'.repeat(20_000))).status).to.equal(413);
  });

  it('is not opened by the page of another site', async () => {
    expect((await logIn(KEY, { Origin: 'https://evil.example' })).status).to.equal(403);
    expect((await logIn(KEY, { Origin: 'null' })).status).to.equal(403);
    expect((await logIn(KEY, { Origin: server.url })).status).to.equal(200);
  });

  it('may look, and ends with its time', async () => {
    const { Cookie } = await session();
    expect((await ask('GET', '/status', { Cookie })).status).to.equal(200);
    nowMs += SESSION_SECONDS * 1000;
    expect((await ask('GET', '/status', { Cookie })).status).to.equal(401);
  });

  it('ends with its key', async () => {
    const { Cookie } = await session();
    keys = [];
    expect((await ask('GET', '/status', { Cookie })).status).to.equal(401);
    keys = [{ ...OWN, sha256: hashOfKey('another') }];
    expect((await ask('GET', '/status', { Cookie })).status).to.equal(401);
  });

  it('cannot be made up', async () => {
    const { Cookie } = await session();
    const foreign = createSessions(() => nowMs).open(idOfKey(OWN));
    for (const value of [
      `${Cookie}x`,
      Cookie.replace(/.$/, ''),
      'tract_session=.',
      'tract_session=',
      `tract_session=${foreign.token}`,
    ]) {
      expect((await ask('GET', '/status', { Cookie: value })).status, value).to.equal(401);
    }
  });

  describe('writes', () => {
    it('with its token from its own page', async () => {
      const { Cookie, token } = await session();
      const own = { Cookie, 'X-CSRF-Token': token, Origin: server.url };
      expect((await ask('POST', '/sync', own)).status).to.equal(200);
    });

    it('not without, nor from another page', async () => {
      const { Cookie, token } = await session();
      const attempts: readonly Record<string, string>[] = [
        { Cookie, Origin: server.url },
        { Cookie, Origin: server.url, 'X-CSRF-Token': `${token}x` },
        { Cookie, Origin: 'https://evil.example', 'X-CSRF-Token': token },
        { Cookie, 'Sec-Fetch-Site': 'cross-site', 'X-CSRF-Token': token },
        { Cookie },
      ];
      for (const headers of attempts) {
        expect((await ask('POST', '/sync', headers)).status, JSON.stringify(headers)).to.equal(403);
      }
      expect(engine.syncs).to.deep.equal([]);
    });

    it('not with the token of another session', async () => {
      const { token } = await session();
      nowMs += 1_000;
      const { Cookie } = await session();
      const mixed = { Cookie, 'X-CSRF-Token': token, Origin: server.url };
      expect((await ask('POST', '/sync', mixed)).status).to.equal(403);
    });

    it('and a key needs no token', async () => {
      expect((await ask('POST', '/sync', { 'X-API-Key': KEY })).status).to.equal(200);
    });
  });

  it('ends at the form of its page, and at no other', async () => {
    const { Cookie, token } = await session();
    expect((await ask('POST', '/logout', { Cookie, ...form }, 'csrf=guess')).status).to.equal(403);
    const left = await ask('POST', '/logout', { Cookie, ...form }, new URLSearchParams({ csrf: token }).toString());
    expect([left.status, left.headers.get('location')]).to.deep.equal([303, '/']);
    expect(left.headers.get('set-cookie')).to.match(/^tract_session=; Max-Age=0;/);
  });

  describe('the dashboard', () => {
    const hostile = '<script>alert(1)</script>"\'&';

    it('asks who is nobody to log in', async () => {
      const page = await ask('GET', '/');
      expect(page.status).to.equal(401);
      expect(await page.text()).to.include('<form class="login" method="post" action="/login">');
    });

    it('shows what waits, and lets no text become markup', async () => {
      const hold = {
        field: hostile,
        kind: 'conflict' as const,
        reason: hostile,
        git: '',
        jira: '',
        since: '1970-01-01T00:00:00Z',
        origins: null,
      };
      engine.tickets = new Map([['APP-1', item({ holds: [hold] })]]);
      engine.now = { ...engine.now, state: 'degraded', reason: hostile };
      const { Cookie } = await session();
      const text = await (await ask('GET', '/', { Cookie })).text();
      expect(text)
        .to.include('APP-1')
        .and.include('degraded')
        .and.include('&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#39;&#38;');
      expect(text).not.to.include('<script');
      expect(text).to.include('name="csrf"');
    });

    it('allows its own style and nothing else', async () => {
      const page = await ask('GET', '/');
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).to.match(
        /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      );
      expect(policy).not.to.include('unsafe');
      expect(await page.text()).not.to.match(/\sstyle=|\son\w+=/);
    });

    it('is for a key in a header too, without a form to log out', async () => {
      const page = await ask('GET', '/', { Authorization: `Bearer ${KEY}` });
      expect(page.status).to.equal(200);
      expect(await page.text()).not.to.include('/logout');
    });

    it('is not for a key that may not read', async () => {
      keys = [{ ...OWN, rights: ['write'] }];
      expect((await ask('GET', '/', { Authorization: `Bearer ${KEY}` })).status).to.equal(403);
    });
  });
});

describe('isLocal', () => {
  const by = (remoteAddress: string | undefined, host = 'localhost:3100', httpVersion = '1.1') =>
    isLocal({ socket: { remoteAddress } as Socket, headers: { host }, httpVersion });

  it('is true for a connection over loopback by a name of this machine', () => {
    for (const address of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])
      expect(by(address), address).to.equal(true);
    expect(by('::1', '[::1]:3100')).to.equal(true);
  });

  it('is false for a proxy of this machine that adds no header, as nginx does unless told otherwise', () => {
    expect(by('127.0.0.1', '127.0.0.1:3100', '1.0')).to.equal(false);
  });

  it('is false for another machine, whatever name it asks for', () => {
    for (const address of ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::1', '1127.0.0.1', '', undefined])
      expect(by(address), address).to.equal(false);
  });
});
