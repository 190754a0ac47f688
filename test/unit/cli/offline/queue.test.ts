import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type GitClone, makeGitClone } from './git-clone.ts';

const MONTH = new Date().toISOString().slice(0, 7);
const LINES = `worklogs/${MONTH}.jsonl`;

describe('what is queued in a clone', () => {
  let clone: GitClone;
  beforeEach(() => {
    clone = makeGitClone();
  });
  afterEach(() => clone.remove());
  const offline = async (...args: readonly string[]) => {
    const ran = await clone.run([...args, '--offline']);
    if (ran.code !== 0) throw new Error(ran.err);
    return ran.out;
  };
  const files = (revision = 'HEAD') =>
    clone.git('show', '--format=', '--name-only', revision).trim().split('\n').sort();
  const commits = () => Number(clone.git('rev-list', '--count', 'HEAD').trim());
  const subject = () => clone.git('log', '-1', '--format=%s').trim();
  const status = () => clone.git('status', '--porcelain');

  it('is one commit of exactly its files: a time entry', async () => {
    expect(await offline('log', 'app-1', '1h', '30m', 'Fixed', 'bug')).to.match(
      /^⚠️ Working offline - worklog queued locally\n {3}worklogs\/\S+\.jsonl, commit [0-9a-f]{8}\n {3}`git push` brings/,
    );
    expect([subject(), status()]).to.deep.equal(['[tract] Log 1.5h to APP-1', '']);
    const [entry = ''] = readdirSync(join(clone.folder, '.tract/queue/worklogs'));
    expect(files()).to.deep.equal([`.tract/queue/worklogs/${entry}`, LINES]);
    const line = JSON.parse(clone.read(LINES)) as Record<string, string>;
    const queued = JSON.parse(clone.read(`.tract/queue/worklogs/${entry}`)) as Record<string, string>;
    expect(line).to.include({ issue: 'APP-1', author: 'anna', time: '1.5h', comment: 'Fixed bug' });
    expect(queued).to.deep.equal({ ...line, at: queued.at });
    expect(entry).to.equal(`${queued.at?.replace(/[-:]/g, '')}-${line.id}.json`);
    expect(line.id).to.match(/^[0-9a-hjkmnp-tv-z]{20}$/);
  });

  it('is one commit of exactly its files: a ticket, which everything can be said about at once', async () => {
    const made = JSON.parse(
      await offline(
        'create',
        'app',
        '--title',
        'A: new',
        '--type',
        'bug',
        '--label',
        'x',
        '--description',
        '## Comments',
        '--json',
      ),
    ) as { readonly issueKey: string; readonly id: string; readonly path: string };
    expect(made.issueKey).to.equal(`APP-OFFLINE-${made.id}`);
    expect(subject()).to.equal(`[tract] Create ${made.issueKey}: A: new`);
    expect(files()).to.deep.equal(['.tract/queue/create.jsonl', made.path]);
    expect(JSON.parse(clone.read('.tract/queue/create.jsonl'))).to.include({
      id: made.id,
      path: made.path,
      author: 'anna',
    });
    expect(clone.read(made.path)).to.equal('---\ntitle: "A: new"\ntype: Bug\nlabels: [x]\n---\n\n\\## Comments\n');
    expect(await offline('comment', made.issueKey.toLowerCase(), 'On it')).to.include(
      'not in Jira yet - comment queued',
    );
    expect(await offline('log', made.issueKey, '30m')).to.include('not in Jira yet - worklog queued');
    expect(clone.read(made.path)).to.match(/\n\n\*\*anna\*\* - \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\n\nOn it\n$/);
    expect(clone.read(LINES)).to.include(`"issue":"${made.issueKey}"`);
    expect(status()).to.equal('');
    await offline('create', 'APP', '--title', 'Below', '--parent', made.issueKey);
    expect(clone.read('.tract/queue/create.jsonl').trim().split('\n')).to.have.lengthOf(2);
  });

  it('is one commit of exactly its file: a comment', async () => {
    await offline('comment', '1', 'Looks **good**');
    expect([subject(), files(), status()]).to.deep.equal(['[tract] Comment on APP-1', ['issues/APP-1.md'], '']);
    expect(clone.read('issues/APP-1.md')).to.include('Last line.\n\n## Comments\n\n**anna** - ');
  });

  it('leaves what is edited and staged as it is, in its own file too', async () => {
    clone.write('issues/APP-12.md', '---\ntitle: Twelve, edited\n---\n');
    clone.write('new.txt', 'new\n');
    clone.git('add', 'new.txt');
    clone.write('issues/APP-1.md', clone.read('issues/APP-1.md').replace('First', 'Staged'));
    clone.git('add', 'issues/APP-1.md');
    clone.write('issues/APP-1.md', clone.read('issues/APP-1.md').replace('Last', 'Edited'));
    const before = status();
    await offline('comment', 'APP-1', 'In between');
    expect(status()).to.equal(before);
    const text = (revision: string) => clone.git('show', `${revision}:issues/APP-1.md`);
    for (const [where, content] of [
      ['HEAD', text('HEAD')],
      ['index', text('')],
      ['file', clone.read('issues/APP-1.md')],
    ]) {
      expect(content, where).to.include('In between');
      expect([content?.includes('Staged'), content?.includes('Edited')], where).to.deep.equal([
        where !== 'HEAD',
        where === 'file',
      ]);
    }
    await offline('log', 'APP-1', '2h');
    expect(status()).to.equal(before);
    expect(clone.git('diff', '--cached', '--name-only').trim().split('\n')).to.deep.equal([
      'issues/APP-1.md',
      'new.txt',
    ]);
  });

  it('puts a comment on a ticket that is not committed into its file alone', async () => {
    clone.write('issues/login.md', '---\ntitle: Login\n---\n');
    const head = clone.git('rev-parse', 'HEAD');
    expect(await offline('comment', 'login', 'Mine')).to.include('Once that file is committed');
    expect([clone.git('rev-parse', 'HEAD'), status()]).to.deep.equal([head, '?? issues/login.md\n']);
    expect(clone.read('issues/login.md')).to.include('Mine');
  });

  it('survives a merge that is under way, whether that is concluded or aborted', async () => {
    for (const end of ['conclude', 'abort']) {
      clone.git('switch', '--quiet', '--create', `side-${end}`);
      clone.write('issues/APP-12.md', `---\ntitle: Side ${end}\n---\n`);
      clone.git('commit', '--quiet', '--all', '--message=Side');
      clone.git('switch', '--quiet', 'main');
      clone.write('issues/APP-12.md', `---\ntitle: Main ${end}\n---\n`);
      clone.git('commit', '--quiet', '--all', '--message=Main');
      expect(() => clone.git('merge', `side-${end}`)).to.throw();
      await offline('log', 'APP-1', '2h', end);
      expect((await clone.run(['comment', 'APP-12', 'x', '--offline'])).err).to.include('is in conflict in a merge');
      if (end === 'abort') clone.git('merge', '--abort');
      else {
        clone.write('issues/APP-12.md', '---\ntitle: Both\n---\n');
        clone.git('commit', '--quiet', '--all', '--no-edit');
        expect(clone.git('rev-list', '--parents', '-1', 'HEAD').trim().split(' ')).to.have.lengthOf(3);
      }
      expect(clone.git('show', `HEAD:${LINES}`)).to.include(`"comment":"${end}"`);
      expect([clone.read(LINES).includes(end), status()]).to.deep.equal([true, '']);
    }
  });

  it('is refused in one line where no push would carry it, and changes nothing', async () => {
    const head = clone.git('rev-parse', 'HEAD');
    const refused = async (words: string, args: readonly string[] = ['log', 'APP-1', '2h', '--offline']) => {
      const { code, out, err } = await clone.run(args);
      expect([code, out, err.trim().split('\n').length], err).to.deep.equal([4, '', 1]);
      expect(err).to.include('and nothing was queued').and.include(words);
      expect([clone.git('rev-parse', 'HEAD'), status(), clone.has('.tract/queue')]).to.deep.equal([head, '', false]);
    };
    clone.git('switch', '--quiet', '--detach');
    await refused('no branch is checked out');
    clone.git('switch', '--quiet', 'main');
    mkdirSync(join(clone.folder, '.git/rebase-merge'));
    await refused('a rebase is under way');
    rmSync(join(clone.folder, '.git/rebase-merge'), { recursive: true });
    clone.write('.git/index.lock', '');
    await refused('index.lock');
    rmSync(join(clone.folder, '.git/index.lock'));
    clone.git('config', 'commit.gpgsign', 'true');
    clone.git('config', 'gpg.program', 'false');
    await refused('gpg');
    clone.git('config', 'commit.gpgsign', 'false');
    clone.git('config', '--unset', 'user.email');
    clone.git('config', 'user.useConfigOnly', 'true');
    await refused('git does not know who commits');
  });

  it('follows no link out of the clone', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'tract-outside-'));
    symlinkSync(outside, join(clone.folder, 'worklogs'));
    const { code, err } = await clone.run(['log', 'APP-1', '2h', '--offline']);
    expect([code, err.includes('worklogs is no folder'), readdirSync(outside)]).to.deep.equal([4, true, []]);
    rmSync(outside, { recursive: true });
  });

  it('runs no hook, and signs where git is told to', async () => {
    clone.write('.git/hooks/pre-commit', '#!/bin/sh\nexit 1\n');
    clone.git('config', 'core.hooksPath', join(clone.folder, '.git/hooks'));
    clone.write(
      '.git/sign',
      '#!/bin/sh\ncat >/dev/null\necho "[GNUPG:] SIG_CREATED " >&2\necho "-----BEGIN PGP SIGNATURE-----"\n',
    );
    for (const file of ['.git/sign', '.git/hooks/pre-commit']) clone.git('-c', `alias.x=!chmod +x ${file}`, 'x');
    clone.git('config', 'gpg.program', join(clone.folder, '.git/sign'));
    clone.git('config', 'commit.gpgsign', 'true');
    await offline('log', 'APP-1', '2h');
    expect(clone.git('cat-file', 'commit', 'HEAD')).to.include('-----BEGIN PGP SIGNATURE-----');
  });

  it('keeps every byte that is there: CRLF, a file without an end, a mode', async () => {
    clone.git('config', 'core.autocrlf', 'true');
    clone.write('issues/APP-12.md', '---\r\ntitle: Twelve\r\n---\r\n');
    const old = '{"issue":"APP-1","author":"anna","time":"1h","started":"2026-01-02T09:00:00Z","id":"o"}';
    clone.write('worklogs/2026-01.jsonl', old);
    clone.git('add', '--all');
    clone.git('update-index', '--chmod=+x', 'worklogs/2026-01.jsonl');
    clone.git('commit', '--quiet', '--message=More');
    await offline('comment', 'APP-12', 'x');
    expect(clone.read('issues/APP-12.md').replaceAll('\r\n', '')).not.to.include('\n');
    expect(clone.git('show', 'HEAD:issues/APP-12.md')).not.to.include('\r');
    await offline('log', 'APP-1', '2h', '--started', '2026-01-03T09:00Z', '--yes');
    expect(clone.git('show', 'HEAD:worklogs/2026-01.jsonl')).to.match(/^[^\n]*"o"\}\n[^\n]*"2h"[^\n]*\n$/);
    expect(clone.git('ls-tree', 'HEAD', 'worklogs/2026-01.jsonl')).to.match(/^100755 /);
  });

  it('is there once, however often it is tried with the same id', async () => {
    await offline('log', 'APP-1', '2h', '--id', 'try-1');
    await offline('create', 'APP', '--title', 'T', '--id', 'try-2');
    const [entry = ''] = readdirSync(join(clone.folder, '.tract/queue/worklogs'));
    clone.git('mv', `.tract/queue/worklogs/${entry}`, '.tract/queue/worklogs/20260101T000000Z-try-1.json');
    clone.git('commit', '--quiet', '--message=Older');
    const head = clone.git('rev-parse', 'HEAD');
    await offline('log', 'APP-1', '2h', '--id', 'try-1');
    await offline('create', 'APP', '--title', 'Another', '--id', 'try-2');
    expect(clone.git('rev-parse', 'HEAD')).to.equal(head);
    expect(clone.read('issues/APP-OFFLINE-try-2.md')).to.include('title: T\n');
    expect(status()).to.equal('');
  });

  it('refuses a ticket that the clone does not have, with what may be meant', async () => {
    const refused = async (...args: readonly string[]) => {
      const { code, out, err } = await clone.run([...args, '--offline']);
      expect([out, commits()]).to.deep.equal(['', 1]);
      return [code, err];
    };
    expect(await refused('comment', 'APP-13', 'x')).to.deep.equal([
      1,
      'tract: there is no ticket APP-13 in this clone, and nobody to ask; `git pull` may bring it\n',
    ]);
    expect(await refused('log', 'OPS-4711', '2h')).to.deep.equal([
      2,
      'tract: OPS-4711 is no ticket of APP, the project of this clone, and nothing was queued\n',
    ]);
    expect(await refused('log', 'APPS-12', '2h')).to.deep.equal([
      2,
      'tract: APPS-12 is no ticket of APP, the project of this clone, and nothing was queued; did you mean "APP-12"?\n',
    ]);
    for (const malformed of ['APP-0', 'APP_13', 'APP-', '../APP-1', 'APP-1/..'])
      expect((await refused('log', malformed, '2h'))[0], malformed).to.equal(2);
    expect((await refused('log', 'APP-OFFLINE-gone', '2h'))[0]).to.equal(1);
  });

  it('is time on a ticket of the project that the clone does not have yet, with a notice', async () => {
    const { code, out, err } = await clone.run(['log', 'app-4711', '2h', '--offline', '--json']);
    expect([code, err]).to.deep.equal([
      0,
      'tract: APP-4711 is not in this clone: `git pull` may bring it, and the push tells if Jira has no such ticket\n',
    ]);
    expect(JSON.parse(out)).to.include({ queued: true, issue: 'APP-4711' });
    expect(clone.git('show', `HEAD:${LINES}`)).to.include('"issue":"APP-4711"');
    expect(await offline('log', '4712', '2h')).to.include('worklog queued locally');
    expect([subject(), clone.has('issues/APP-4711.md')]).to.deep.equal(['[tract] Log 2h to APP-4712', false]);
  });

  it('of two at once, both arrive', async () => {
    await Promise.all([offline('log', 'APP-1', '1h'), offline('log', 'APP-1', '2h'), offline('comment', 'APP-1', 'x')]);
    expect(clone.git('rev-list', '--count', 'HEAD').trim()).to.equal('4');
    expect([clone.git('show', `HEAD:${LINES}`).trim().split('\n').length, status()]).to.deep.equal([2, '']);
  });
});
