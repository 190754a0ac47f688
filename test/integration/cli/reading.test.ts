import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { PASSWORD } from '../../support/small-jira.ts';
import { tract } from './run-tract.ts';
import { API_KEY, Clone, Workshop } from './workshop.ts';

type Report = {
  readonly failed: number;
  readonly warnings: number;
  readonly findings: readonly { readonly check: string; readonly level: string; readonly message: string }[];
};

for (const personality of ['server', 'cloud'] as const) {
  describe(`reading in a clone, ${personality}`, () => {
    let workshop: Workshop;
    let clone: Clone;
    before(async () => {
      workshop = await Workshop.open(personality);
      await workshop.onboard();
    });
    after(() => workshop.close());
    const ask = (...args: readonly string[]) => workshop.ask(clone, args);

    it('clones with the snapshot, the author by the name of git, and settings to pull', async () => {
      const folder = join(workshop.folder, 'clone-of-anna');
      const env = { GIT_AUTHOR_NAME: 'Anna Berg' };
      const { code, stdout, stderr } = await tract(['clone', workshop.repository, folder, '--json'], { env });
      expect([code, stderr]).to.deep.equal([0, '']);
      const { author, ...result } = JSON.parse(stdout) as { readonly author: string };
      expect(result).to.deep.equal({ folder, project: 'APP', tickets: 2, snapshot: true, left: [] });
      clone = new Clone(folder);
      expect((await clone.git('config', 'tract.author')).trim()).to.equal(author);
      expect((await clone.git('config', '--get-all', 'remote.origin.fetch')).trim().split('\n')).to.include(
        '+refs/notes/tract:refs/notes/tract',
      );
      expect((await clone.git('config', 'pull.rebase')).trim()).to.equal('true');
      const status = await ask('status');
      expect([status.code, status.stdout]).to.satisfy(([, text]: readonly string[]) =>
        text?.includes('Nothing of this clone waits'),
      );
    });

    it('lists, shows, searches and adds up what came from Jira, edits that are not committed included', async () => {
      clone.edit('issues/APP-1.md', (text) => text.replace('title: First', 'title: Edited here'));
      clone.write('issues/APP-OFFLINE-7.md', '---\ntitle: Not in Jira yet\n---\n');
      expect((await ask('list', '--columns', 'key,title', '--sort', 'key')).stdout).to.equal(
        'KEY            TITLE\nAPP-1          Edited here\nAPP-2          Second\nAPP-OFFLINE-7  Not in Jira yet\n',
      );
      expect((await ask('show', '2', '--comments')).stdout).to.include('Seen it.');
      expect((await ask('search', 'seen')).stdout).to.match(
        /^APP-2 {2}Second\n {4}comment by \S+ \d{4}-\d\d-\d\d: Seen it\.\n$/,
      );
      expect((await ask('worklogs', 'APP-2')).stdout).to.include('Total: 2h in 1 entry');
      const sheet = JSON.parse((await ask('timesheet', '--month', '2026-02', '--json')).stdout) as {
        readonly total: string;
      };
      expect(sheet.total).to.equal('2h');
    });

    it('needs no server, and tells of a broken file by its line', async () => {
      clone.write('issues/APP-3.md', '---\ntitle: [x\n---\n');
      const { code, stdout, stderr } = await ask('list', '--label', 'x');
      expect([code, stdout.includes('APP-2')]).to.deep.equal([0, true]);
      expect(stderr).to.match(/^tract: issues\/APP-3\.md:3: /);
    });
  });
}

describe('tract clone of what is no ticket repository', () => {
  let workshop: Workshop;
  before(async () => {
    workshop = await Workshop.open('server');
    await tract(['onboard'], { env: workshop.env() });
  });
  after(() => workshop.close());

  it('refuses it, and keeps nothing', async () => {
    const other = join(workshop.folder, 'other.git');
    await workshop.git('clone', '--quiet', '--bare', workshop.repository, other);
    const clone = await workshop.clone();
    await clone.git('rm', '--quiet', '-r', '.tract');
    await clone.git('commit', '--quiet', '--message', 'No project');
    await clone.git('push', '--quiet', other, 'HEAD:main');
    const folder = join(workshop.folder, 'refused');
    const { code, stderr } = await tract(['clone', other, folder]);
    expect(code).to.equal(1);
    expect(stderr).to.include('is no ticket repository: it has no .tract/config.yaml').and.not.include('\n    at ');
    expect(existsSync(folder)).to.equal(false);
  });

  it('leaves a folder alone that is in use, and passes no option to git', async () => {
    const clone = await workshop.clone();
    expect((await tract(['clone', workshop.repository, clone.path])).code).to.equal(2);
    expect(existsSync(join(clone.path, '.tract'))).to.equal(true);
    expect((await tract(['clone', '--', '--upload-pack=false', 'x'])).code).to.equal(2);
    expect((await tract(['clone', '--', workshop.repository, '--bare'], { cwd: workshop.folder })).code).to.equal(2);
  });

  it('says what is left to do where nobody knows who this is', async () => {
    const folder = join(workshop.folder, 'nobody');
    const { code, stdout } = await tract(['clone', workshop.repository, folder]);
    expect(code).to.equal(3);
    expect(stdout).to.include('! say who you are: git config tract.author HANDLE');
  });
});

describe('tract doctor', () => {
  let workshop: Workshop;
  before(async () => {
    workshop = await Workshop.open('server');
    await workshop.onboard(['--webhook-url', workshop.url]);
    await workshop.serve();
  });
  after(() => workshop.close());
  const onServer = async (env: Readonly<Record<string, string>> = {}) => {
    const { code, stdout, stderr } = await tract(['doctor', '--json'], {
      env: workshop.env(env),
      cwd: workshop.folder,
    });
    expect(stderr).to.equal('');
    const report = JSON.parse(stdout) as Report;
    const bad = report.findings
      .filter(({ level }) => level !== 'ok')
      .map(({ check, message }) => `${check}: ${message}`);
    return { code, bad, report };
  };

  it('finds all well on the server, and exits 0', async () => {
    const { code, bad, report } = await onServer();
    expect([code, bad]).to.deep.equal([0, []]);
    const checks = [
      'environment',
      'repository',
      'hook',
      'server',
      'clock',
      'key',
      'queue',
      'jira',
      'permissions',
      'webhook',
    ];
    expect(report.findings.map(({ check }) => check)).to.include.members(checks);
  });

  it('finds wrong credentials, and shows no secret', async () => {
    const { code, bad, report } = await onServer({ JIRA_PASSWORD: 'not-the-password' });
    expect(code).to.equal(1);
    expect(bad).to.have.lengthOf(1);
    expect(bad[0]).to.match(/^jira: /);
    expect(JSON.stringify(report))
      .to.not.include('not-the-password')
      .and.not.include(PASSWORD)
      .and.not.include(API_KEY);
    workshop.jira.admin.clearCaptcha('tract');
  });

  it('finds that Jira is away, that a project is not visible, and a permission that is missing', async () => {
    expect((await onServer({ JIRA_URL: 'http://127.0.0.1:9' })).bad[0]).to.match(
      /^jira: Jira at 127\.0\.0\.1:9 cannot be reached/,
    );
    const { bad } = await onServer({ TRACT_PROJECT: 'GONE' });
    expect(bad).to.include(`repository: ${workshop.repository} belongs to project APP, TRACT_PROJECT is GONE`);
    expect(bad.find((line) => line.startsWith('jira:'))).to.include('project GONE is not visible');
    workshop.jira.admin.changeUser('tract', { denied: ['add-comments'] });
    expect((await onServer()).bad).to.deep.equal([
      'permissions: comments: the service account has not Add Comments (ADD_COMMENTS); without it, comments stay in git',
    ]);
    workshop.jira.admin.changeUser('tract', { denied: [] });
  });

  it('finds a repository that is not there, and one that is not bare', async () => {
    const clone = await workshop.clone();
    expect((await onServer({ TRACT_REPO: join(workshop.folder, 'none') })).bad[0]).to.match(
      /^repository: there is no repository at/,
    );
    expect((await onServer({ TRACT_REPO: clone.path })).bad[0]).to.match(/^repository: .*not a bare repository/);
  });

  it('finds in a clone a server that is away, and a key that is wrong', async () => {
    const clone = await workshop.clone();
    const bad = async (env: Readonly<Record<string, string>>) => {
      const { stdout } = await workshop.ask(clone, ['doctor', '--json'], env);
      const { findings } = JSON.parse(stdout) as Report;
      return findings.filter(({ level }) => level === 'failed').map(({ check, message }) => `${check}: ${message}`);
    };
    expect(await bad({})).to.deep.equal([]);
    expect((await bad({ TRACT_API_KEY: 'wrong' }))[0]).to.match(/^key: .* does not take TRACT_API_KEY/);
    expect((await bad({ TRACT_SYNC_SERVER: 'http://127.0.0.1:2' }))[0]).to.match(
      /^server: http:\/\/127\.0\.0\.1:2 cannot be reached/,
    );
    expect((await bad({ TRACT_SYNC_SERVER: 'nonsense' }))[0]).to.match(/^server: TRACT_SYNC_SERVER must be an address/);
  });
});
