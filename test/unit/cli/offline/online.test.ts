import { expect } from 'chai';
import { type GitClone, makeGitClone } from './git-clone.ts';
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts';

const LOGGED = { issue: 'APP-1', id: 'x', worklogId: '7', time: '2h', timeSpentSeconds: 7200, commit: 'c' };
const CREATED = {
  issueKey: 'APP-3456',
  url: 'https://jira.example/browse/APP-3456',
  path: 'issues/APP-3456.md',
  commit: null,
};
const SAID = { issue: 'APP-1', commentId: '9', path: 'issues/APP-1.md', url: 'https://jira.example/x', commit: 'c' };
const problem = (status: number, change: object) => ({
  status,
  body: { type: 'about:blank', title: 'T', status, detail: 'In the words of the server', ...change },
});

describe('what is asked of the server', () => {
  let clone: GitClone;
  let server: ScriptedServer;
  before(async () => {
    server = await startScriptedServer();
  });
  after(() => server.close());
  beforeEach(() => {
    clone = makeGitClone();
  });
  afterEach(() => clone.remove());
  const ask = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    clone.run(args, { TRACT_SYNC_SERVER: server.url, TRACT_API_KEY: 'k', ...env });
  const commits = () => Number(clone.git('rev-list', '--count', 'HEAD').trim());
  const keys = () => new Set(server.heard.map(({ key }) => key)).size;

  it('is a time entry, under one id, and says so to the letter', async () => {
    server.answer({ status: 201, body: LOGGED });
    const { code, out } = await ask(['log', 'app-1', '1h', '60m', '--started', '2026-11-01T09:00:00+01:00', '--yes']);
    expect([code, out.split('\n')[0]]).to.deep.equal([0, '✓ Logged 2h to APP-1 (synced to Jira)']);
    const [heard] = server.heard;
    expect(heard).to.deep.include({ path: '/worklog/APP-1' });
    expect(heard?.body).to.deep.equal({
      author: 'anna',
      time: '2h',
      started: '2026-11-01T08:00:00Z',
      comment: '',
      id: heard?.key,
    });
    expect(commits()).to.equal(1);
  });

  it('is a ticket, with the names of the project, and people by handle', async () => {
    server.answer({ status: 201, body: CREATED });
    const args = ['create', 'app', '--title', 'New', '--type', 'bug', '--component', 'web', '--component', 'AUTH'];
    const { code, out } = await ask([...args, '--assignee', 'john doe', '--points', '3', '--field', 'estimate=90m']);
    expect([code, out]).to.deep.equal([
      0,
      '✅ Created APP-3456\n   https://jira.example/browse/APP-3456\n   issues/APP-3456.md: `git pull` brings it into this clone\n',
    ]);
    expect(server.heard[0]?.body).to.deep.equal({
      ...{ title: 'New', type: 'Bug', components: ['Auth', 'Web'], assignee: 'john.doe', points: 3, estimate: '1.5h' },
      description: '',
    });
  });

  it('is a comment', async () => {
    server.answer({ status: 201, body: SAID });
    const { code, out } = await ask(['comment', '1', 'Looks', '**good**', '--author', 'John Doe']);
    expect([code, out.split('\n')[0]]).to.deep.equal([0, '✓ Commented on APP-1 (synced to Jira)']);
    expect(server.heard[0]?.body).to.deep.equal({ author: 'john.doe', body: 'Looks **good**' });
  });

  it('is asked once more with the same key where the answer was lost', async () => {
    for (const lost of [
      'cut',
      problem(503, { outcome: 'pending' }),
      problem(409, {}),
      { status: 502, body: '<html>' },
    ] as const) {
      server.answer(lost, { status: 201, body: LOGGED });
      const { code, out } = await ask(['log', 'APP-1', '2h', '--json']);
      expect([code, server.heard.length, keys()], JSON.stringify(lost)).to.deep.equal([0, 2, 1]);
      expect(JSON.parse(out)).to.include({ queued: false, id: server.heard[0]?.key, worklogId: '7' });
    }
    expect(commits()).to.equal(1);
  });

  it('is queued under the same id where the answer stays lost', async () => {
    server.answer('cut');
    const { code, out } = await ask(['log', 'APP-1', '2h']);
    expect([code, out.split('\n')[0], server.heard.length]).to.deep.equal([
      0,
      '⚠️ Sync server unreachable - worklog queued locally',
      2,
    ]);
    expect(clone.git('show', 'HEAD')).to.include(`"id":"${server.heard[0]?.key}"`);
    const made = JSON.parse((await ask(['create', 'APP', '--title', 'T', '--json'])).out) as Record<string, unknown>;
    expect(made).to.include({ queued: true, issueKey: `APP-OFFLINE-${server.heard.at(-1)?.key}` });
  });

  it('is queued where Jira is away, or too much was asked', async () => {
    server.answer(problem(503, { outcome: 'away' }));
    const { code, out } = await ask(['comment', 'APP-1', 'x']);
    expect([code, out]).to.satisfy(
      ([c, text]: [number, string]) => c === 0 && text.startsWith('⚠️ Jira unreachable - comment queued'),
    );
    expect([server.heard.length, clone.read('issues/APP-1.md').includes('\n\nx\n')]).to.deep.equal([1, true]);
    server.answer(problem(429, {}));
    expect((await ask(['log', 'APP-1', '2h'])).out).to.include('worklog queued locally');
  });

  it('is a comment that may be there: not queued, but told how to send it again', async () => {
    server.answer('cut');
    const { code, err } = await ask(['comment', 'APP-1', 'Once']);
    const key = server.heard[0]?.key ?? '';
    expect([code, commits()]).to.deep.equal([4, 1]);
    expect(err).to.include(`tract comment APP-1 --id ${key} …`);
    server.answer('cut', problem(503, { outcome: 'away' }));
    expect(await ask(['comment', 'APP-1', 'Once'])).to.have.property('code', 4);
    expect(commits()).to.equal(1);
    server.answer({ status: 201, body: SAID });
    await ask(['comment', 'APP-1', 'Once', '--id', key]);
    expect(server.heard[0]?.key).to.equal(key);
  });

  it('is told in Jira`s words by field where it is refused, and not queued', async () => {
    server.answer(problem(422, { errors: { summary: 'Too\u001b long', priority: 'No' } }));
    const refused = await ask(['create', 'APP', '--title', 'T']);
    expect([refused.code, refused.err]).to.deep.equal([1, 'tract: summary: Too  long\ntract: priority: No\n']);
    server.answer(problem(404, { detail: 'Issue APP-13 not found in Jira' }));
    const unknown = await ask(['log', 'APP-13', '2h']);
    expect([unknown.code, unknown.err]).to.deep.equal([1, 'tract: Issue APP-13 not found in Jira\n']);
    server.answer(problem(404, { detail: 'Issue APPS-12 not found in Jira' }));
    expect((await ask(['comment', 'APPS-12', 'x'])).err).to.include('; did you mean "APP-12"?');
    server.answer(problem(401, {}));
    expect(await ask(['log', 'APP-1', '2h'])).to.have.property('code', 2);
    expect(commits()).to.equal(1);
  });

  it('is queued where something else answers at the address, or nobody does', async () => {
    server.answer({ status: 200, body: '<html>Please log in</html>' });
    expect((await ask(['log', 'APP-1', '2h'])).out).to.include('is no sync service: check TRACT_SYNC_SERVER');
    server.answer({ status: 200, body: { hello: 'world' } });
    expect((await ask(['log', 'APP-1', '2h'])).out).to.include('is no sync service');
    const other = await startScriptedServer();
    await other.close();
    const { out } = await ask(['comment', 'APP-1', 'x'], { TRACT_SYNC_SERVER: other.url });
    expect(out).to.include('⚠️ Sync server unreachable - comment queued locally').and.include('ECONNREFUSED');
    expect((await ask(['log', 'APP-1', '2h'], { TRACT_OFFLINE: '1' })).out).to.include('Working offline');
    expect((await ask(['log', 'APP-1', '2h'], { TRACT_SYNC_SERVER: '' })).out).to.include('No sync server configured');
    expect(commits()).to.equal(6);
  });

  it('is never anything about a ticket that Jira does not have, but whether the server is there', async () => {
    clone.write('issues/APP-OFFLINE-t1.md', '---\ntitle: Unborn\n---\n');
    clone.git('add', '--all');
    clone.git('commit', '--quiet', '--message=Unborn');
    const gone = await startScriptedServer();
    await gone.close();
    const first = async (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
      (await ask(args, env)).out.split('\n')[0];
    const [entry, words] = [
      ['log', 'APP-OFFLINE-t1', '2h'],
      ['comment', 'app-offline-t1', 'x'],
    ] as const;
    expect([
      await first(entry, { TRACT_SYNC_SERVER: gone.url }),
      await first(words, { TRACT_SYNC_SERVER: gone.url }),
    ]).to.deep.equal([
      '⚠️ Sync server unreachable - worklog queued locally',
      '⚠️ Sync server unreachable - comment queued locally',
    ]);
    const unborn = ['worklog', 'comment'].map((what) => `⚠️ APP-OFFLINE-t1 not in Jira yet - ${what} queued locally`);
    server.answer({ status: 200, body: { status: 'ok' } });
    expect([await first(entry), await first(words)]).to.deep.equal(unborn);
    expect(server.heard.map(({ path }) => path)).to.deep.equal(['/health/live', '/health/live']);
    expect([
      await first(entry, { TRACT_SYNC_SERVER: '' }),
      await first(words, { TRACT_SYNC_SERVER: gone.url, TRACT_OFFLINE: '1' }),
    ]).to.deep.equal(unborn);
    server.answer({ status: 200, body: '<html>Please log in</html>' });
    expect((await ask(entry)).out)
      .to.include('is no sync service')
      .and.include('Sync server unreachable');
  });

  it('is refused where `fetch` asks no port like that, and not queued', async () => {
    for (const port of [6000, 10_080]) {
      for (const args of [
        ['log', 'APP-1', '2h'],
        ['comment', 'APP-1', 'x'],
        ['create', 'APP', '--title', 'T'],
        ['status'],
      ]) {
        const { code, err } = await ask(args, { TRACT_SYNC_SERVER: `http://127.0.0.1:${port}` });
        expect([code, err.trim().split('\n').length], args.join(' ')).to.deep.equal([2, 1]);
        expect(err).to.include(`:${port} is on a port that belongs to another protocol`).and.include('TRACT_PORT');
      }
    }
    expect(commits()).to.equal(1);
    const { code, out } = await ask(['doctor'], { TRACT_SYNC_SERVER: 'http://127.0.0.1:6000' });
    expect([code, out]).to.satisfy(
      ([c, text]: [number, string]) => c === 1 && /✗ server +http:\S+ is on a port/.test(text),
    );
  });

  it('is a key that only the server knows, from outside of a clone too', async () => {
    server.answer({ status: 201, body: LOGGED });
    expect(await ask(['log', 'APP-99', '1w'])).to.have.property('code', 0);
    expect(server.heard[0]).to.deep.include({ path: '/worklog/APP-99' });
    clone.git('rm', '--quiet', '-r', '.tract');
    expect(await ask(['log', 'app-5', '1d', '--author', 'anna'])).to.have.property('code', 0);
    expect(server.heard.at(-1)?.body).to.include({ time: '1d', author: 'anna' });
    server.answer('cut');
    const { code, err } = await ask(['log', 'APP-5', '1d', '--author', 'anna']);
    expect([code, err.trim().split('\n').length, err.includes('nothing was queued: this is no clone')]).to.deep.equal([
      4,
      1,
      true,
    ]);
    const [, id = ''] = /--id (\S+),/.exec(err) ?? [];
    const [first] = server.heard;
    server.answer({ status: 201, body: LOGGED });
    await ask(['log', 'APP-5', '1d', '--author', 'anna', '--id', id]);
    expect(server.heard[0]).to.deep.equal(first);
  });
});
