import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { CliError } from '../../../../src/cli/cli-error.ts';
import { readServeConfig, secretsOf } from '../../../../src/cli/config/serve-config.ts';

const GOOD = {
  JIRA_URL: 'https://jira.example.com/jira/',
  JIRA_USERNAME: 'tract',
  JIRA_PASSWORD: 'hunter2-hunter2',
  TRACT_PROJECT: 'APP',
  TRACT_REPO: 'app.git',
};

async function problemsOf(env: Record<string, string>): Promise<readonly string[]> {
  try {
    await readServeConfig(env, '/srv');
    return [];
  } catch (error) {
    expect(error).to.be.instanceOf(CliError);
    expect((error as CliError).exitCode).to.equal(2);
    return (error as CliError).problems;
  }
}

describe('readServeConfig', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tract-config-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  function file(name: string, text: string, mode = 0o600): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  }

  it('needs five variables and takes all else from the defaults', async () => {
    expect(await readServeConfig(GOOD, '/srv')).to.deep.equal({
      jira: {
        url: 'https://jira.example.com/jira',
        credentials: { kind: 'basic', username: 'tract', password: 'hunter2-hunter2' },
        flavor: 'auto',
      },
      project: 'APP',
      repository: '/srv/app.git',
      branch: 'main',
      remote: null,
      host: '127.0.0.1',
      port: 3100,
      poll: '*/15 * * * * *',
      fullSweep: '0 30 3 * * *',
      maintenance: { schedule: '45 */2 * * * *', looseObjects: 2_000 },
      apiKey: null,
      apiKeysFile: null,
      rateLimit: 300,
      trustedProxies: [],
      webhookSecret: null,
      jql: null,
      userTokens: new Map(),
      tokenEnds: new Map(),
      userTokensFile: null,
      jiraTokenEnd: null,
      maxDeletes: { tickets: 10, share: 0.1 },
      confirmDeletesMs: 30_000,
      jiraConcurrency: 8,
      jiraTimeoutMs: 60_000,
      logLevel: 'info',
      update: { enabled: false, channel: 'stable', pin: null },
      logFormat: 'text',
    });
  });

  it('follows a hosted repository, by token or by key', async () => {
    const remote = async (env: Record<string, string>) => (await readServeConfig({ ...GOOD, ...env }, '/srv')).remote;
    const https = { TRACT_REMOTE: 'https://git.example.com/app.git', TRACT_REMOTE_TOKEN: 'secret-token' };
    expect(await remote(https)).to.deep.equal({
      url: 'https://git.example.com/app.git',
      login: { username: 'tract', token: 'secret-token' },
      sshKey: null,
      knownHosts: null,
    });
    expect(secretsOf(await readServeConfig({ ...GOOD, ...https }, '/srv'))).to.include('secret-token');
    const files = { TRACT_REMOTE_SSH_KEY: 'deploy', TRACT_REMOTE_KNOWN_HOSTS: 'hosts' };
    expect(await remote({ TRACT_REMOTE: 'git@git.example.com:app.git', ...files })).to.deep.include({
      url: 'git@git.example.com:app.git',
      sshKey: '/srv/deploy',
      knownHosts: '/srv/hosts',
    });
    for (const url of ['ssh://git@git.example.com:29418/app', '/srv/git/app.git', 'file:///srv/git/app.git'])
      expect(await remote({ TRACT_REMOTE: url })).to.include({ url });
  });

  it('follows nothing that git would take for an option or a command, nor what is sent in the open', async () => {
    for (const url of [
      '--upload-pack=touch',
      'ext::sh -c id',
      'http://git.example.com/app.git',
      'app',
      'a\nb',
      'fd::7',
    ])
      expect(await problemsOf({ ...GOOD, TRACT_REMOTE: url }), url).to.have.length(1);
    expect((await problemsOf({ ...GOOD, TRACT_REMOTE: 'https://a:b@example.com/x' }))[0]).to.equal(
      'TRACT_REMOTE must not contain a name or password: use TRACT_REMOTE_USERNAME and TRACT_REMOTE_TOKEN',
    );
  });

  it('packs the repository at another time, or never', async () => {
    const given = async (TRACT_MAINTENANCE: string) =>
      (await readServeConfig({ ...GOOD, TRACT_MAINTENANCE, TRACT_MAINTENANCE_OBJECTS: '5000' }, '/srv')).maintenance;
    expect(await given('0 0 4 * * *')).to.deep.equal({ schedule: '0 0 4 * * *', looseObjects: 5_000 });
    expect(await given('off')).to.deep.equal({ schedule: null, looseObjects: 5_000 });
    expect(await problemsOf({ ...GOOD, TRACT_MAINTENANCE: 'never' })).to.deep.equal([
      'TRACT_MAINTENANCE must be a cron expression in UTC, seconds first, such as "45 */2 * * * *" or off, not "never"',
    ]);
  });

  it('takes a secret from the first line of a file, and tells nothing of it', async () => {
    const { JIRA_PASSWORD: _password, ...rest } = GOOD;
    const inFile = { ...rest, JIRA_PASSWORD_FILE: file('password', 'from a file \nand more\n') };
    const config = await readServeConfig(
      { ...inFile, TRACT_WEBHOOK_SECRET_FILE: file('webhook', 'a-secret-of-the-webhook') },
      '/srv',
    );
    expect(config.jira.credentials).to.deep.equal({ kind: 'basic', username: 'tract', password: 'from a file ' });
    expect(secretsOf(config)).to.include.members(['from a file ', 'a-secret-of-the-webhook']);
    const open = file('open', 'secret-of-all', 0o644);
    expect(await problemsOf({ ...inFile, JIRA_PASSWORD_FILE: open })).to.deep.equal([
      `JIRA_PASSWORD_FILE names ${open}, which others may read: chmod 600 ${open}`,
    ]);
    expect(await problemsOf({ ...inFile, JIRA_PASSWORD: 'x' })).to.deep.equal([
      'JIRA_PASSWORD_FILE: give either it or JIRA_PASSWORD, not both',
    ]);
    const empty = file('empty', '\n');
    expect(await problemsOf({ ...inFile, JIRA_PASSWORD_FILE: empty })).to.deep.equal([
      `JIRA_PASSWORD_FILE names ${empty}, whose first line is empty`,
    ]);
  });

  it('believes the proxies that are named by address or network, and not all the world', async () => {
    const trusted = async (TRACT_TRUSTED_PROXIES: string) =>
      (await readServeConfig({ ...GOOD, TRACT_TRUSTED_PROXIES }, '/srv')).trustedProxies;
    expect(await trusted('127.0.0.1, ::1,10.20.0.0/16')).to.deep.equal(['127.0.0.1', '::1', '10.20.0.0/16']);
    for (const text of ['proxy', '0.0.0.0/0', '10.0.0.0/33', '::/129', '127.0.0.1,', 'fe80::1%eth0', '1.2.3.4/8/8'])
      expect(await problemsOf({ ...GOOD, TRACT_TRUSTED_PROXIES: text }), text).to.have.length(1);
  });

  it('names every problem at once, each by its variable', async () => {
    const problems = await problemsOf({
      JIRA_URL: 'jira.example.com',
      JIRA_USERNAME: 'tract',
      JIRA_FLAVOR: 'datacenter',
      TRACT_PROJECT: 'app',
      TRACT_BRANCH: '--all',
      TRACT_HOST: '0.0.0.0',
      TRACT_PORT: '70000',
      TRACT_POLL: 'often',
      TRACT_FULL_SWEEP: '99 * * * *',
      TRACT_JQL: 'labels = x ORDER BY key',
      TRACT_WEBHOOK_SECRET: 'short',
      TRACT_MAX_DELETES: '120%',
      TRACT_CONFIRM_DELETES: '0',
      TRACT_JIRA_CONCURRENCY: '0',
      TRACT_JIRA_TIMEOUT: '0',
      TRACT_LOG_LEVEL: 'loud',
      TRACT_LOG_FORMAT: 'xml',
      TRACT_USER_TOKENS_FILE: join(folder, 'missing'),
      TRACT_REMOTE: 'https://anna:hunter2@example.com/app.git',
    });
    const named = problems.map((problem) => problem.split(' ')[0]);
    expect([...named].sort()).to.deep.equal(
      [
        'JIRA_FLAVOR',
        'JIRA_PASSWORD',
        'JIRA_URL',
        'TRACT_BRANCH',
        'TRACT_CONFIRM_DELETES',
        'TRACT_FULL_SWEEP',
        'TRACT_HOST',
        'TRACT_JIRA_CONCURRENCY',
        'TRACT_JIRA_TIMEOUT',
        'TRACT_JQL',
        'TRACT_LOG_FORMAT',
        'TRACT_LOG_LEVEL',
        'TRACT_MAX_DELETES',
        'TRACT_POLL',
        'TRACT_PORT',
        'TRACT_PROJECT',
        'TRACT_REMOTE',
        'TRACT_REPO',
        'TRACT_USER_TOKENS_FILE',
        'TRACT_WEBHOOK_SECRET',
      ].sort(),
    );
  });

  it('names each problem of a number once', async () => {
    for (const port of ['x', '70000', '-1', '3100.5', '99999999']) {
      expect(await problemsOf({ ...GOOD, TRACT_PORT: port }), port).to.deep.equal([
        `TRACT_PORT must be a whole number from 0 to 65535, not "${port}"`,
      ]);
    }
  });

  it('refuses a port that no web client asks, beside all else, and asks nothing there itself', async () => {
    for (const port of ['1', '6000', '6667', '10080']) {
      expect(await problemsOf({ ...GOOD, TRACT_PORT: port, TRACT_LOG_FORMAT: 'xml' }), port).to.have.members([
        `TRACT_PORT ${port} belongs to another protocol, and browsers and web clients never ask it: take another`,
        'TRACT_LOG_FORMAT must be json or text, not "xml"',
      ]);
    }
    expect((await readServeConfig({ ...GOOD, TRACT_PORT: '0' }, '/srv')).port).to.equal(0);
    const asked: string[] = [];
    const server = createServer((socket) => asked.push(String(socket.remoteAddress)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect((await readServeConfig({ ...GOOD, TRACT_PORT: String(port) }, '/srv')).port).to.equal(port);
    await new Promise((resolve) => server.close(resolve));
    expect(asked).to.deep.equal([]);
  });

  it('never repeats a secret', async () => {
    const tokens = file('open-tokens', 'anna: her-own-token', 0o644);
    const problems = await problemsOf({
      ...GOOD,
      JIRA_URL: 'https://tract:url-password@jira.example.com',
      JIRA_TOKEN: 'token-and-password',
      TRACT_API_KEY: 'tiny-key',
      TRACT_WEBHOOK_SECRET: 'tiny-secret',
      TRACT_USER_TOKENS_FILE: tokens,
    });
    expect(problems).to.have.length(5);
    expect(problems.join('\n')).not.to.match(/url-password|token-and-password|hunter2|tiny-key|tiny-secret|her-own/);
  });

  it('takes an empty variable for one that is not set', async () => {
    const config = await readServeConfig({ ...GOOD, TRACT_PORT: '', TRACT_REMOTE: '', TRACT_JQL: '' }, '/srv');
    expect(config).to.include({ port: 3100, jql: null });
  });

  it('signs in by token alone', async () => {
    const { JIRA_USERNAME: _user, JIRA_PASSWORD: _password, ...others } = GOOD;
    const config = await readServeConfig({ ...others, JIRA_TOKEN: 'pat' }, '/srv');
    expect(config.jira.credentials).to.deep.equal({ kind: 'bearer', token: 'pat' });
  });

  it('opens to other machines only with an API key', async () => {
    expect(await problemsOf({ ...GOOD, TRACT_HOST: '0.0.0.0' })).to.have.length(1);
    expect(await problemsOf({ ...GOOD, TRACT_HOST: '0.0.0.0', TRACT_API_KEY: 'k'.repeat(16) })).to.deep.equal([]);
    for (const host of ['127.0.0.1', '127.8.9.1', '::1', 'localhost']) {
      expect(await problemsOf({ ...GOOD, TRACT_HOST: host }), host).to.deep.equal([]);
    }
  });

  it('reads API keys from a file that only its owner may read', async () => {
    const entry = `- { name: ci, sha256: ${'a'.repeat(64)}, rights: [read], created: 2026-02-14T09:00:00Z }\n`;
    const keys = file('keys', entry);
    const config = await readServeConfig({ ...GOOD, TRACT_API_KEY: 'c'.repeat(32), TRACT_API_KEYS_FILE: keys }, '/srv');
    expect(config).to.include({ apiKey: 'c'.repeat(32), apiKeysFile: keys });
    const open = file('open', entry, 0o640);
    expect((await problemsOf({ ...GOOD, TRACT_API_KEYS_FILE: open })).join()).to.include('chmod 600');
    const bare = file('bare', 'a'.repeat(32));
    const [problem = ''] = await problemsOf({ ...GOOD, TRACT_API_KEYS_FILE: bare });
    expect(problem).to.include('tract serve keys add').and.not.include('aaaa');
    expect(await problemsOf({ ...GOOD, TRACT_HOST: '0.0.0.0', TRACT_API_KEYS_FILE: keys })).to.deep.equal([]);
    const none = file('none', '[]');
    expect(await problemsOf({ ...GOOD, TRACT_HOST: '0.0.0.0', TRACT_API_KEYS_FILE: none })).to.have.length(1);
  });

  it('reads the tokens of single people, for Data Center and Cloud', async () => {
    const tokens = file('tokens', 'john.doe: pat-of-john\nanna: { username: anna@example.com, token: api-token }\n');
    const config = await readServeConfig({ ...GOOD, TRACT_USER_TOKENS_FILE: tokens }, '/srv');
    expect([...config.userTokens]).to.deep.equal([
      ['john.doe', { kind: 'bearer', token: 'pat-of-john' }],
      ['anna', { kind: 'basic', username: 'anna@example.com', password: 'api-token' }],
    ]);
    expect(secretsOf(config)).to.include.members(['hunter2-hunter2', 'pat-of-john', 'api-token']);
  });

  it('tells a tokens file that is none', async () => {
    for (const text of ['- a\n- b\n', 'anna: [1]\n', '{"anna": ', 'anna: {token: }']) {
      expect(await problemsOf({ ...GOOD, TRACT_USER_TOKENS_FILE: file('bad', text) }), text).to.have.length(1);
    }
    const bad = file('bad', 'anna: [1]\nben: {token: }\n');
    expect(await problemsOf({ ...GOOD, TRACT_USER_TOKENS_FILE: bad })).to.have.length(2);
  });
});
