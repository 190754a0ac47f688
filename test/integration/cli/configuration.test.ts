import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runGit } from '../../../src/cli/demo/run-git.ts';
import { PASSWORD } from '../../support/small-jira.ts';
import { tract } from './run-tract.ts';
import { Workshop } from './workshop.ts';

describe('wrong usage and configuration', () => {
  let workshop: Workshop;
  before(async () => {
    workshop = await Workshop.open('server');
    await workshop.onboard();
  });
  after(() => workshop.close());

  const serve = (env: Record<string, string>) => tract(['serve'], { env: workshop.env(env) });
  const oneLine = (text: string) => expect(text.trimEnd().split('\n'), text).to.have.length(1);

  it('names every problem of an empty environment, exit 2', async () => {
    const { code, stdout, stderr } = await tract(['serve']);
    expect(code).to.equal(2);
    expect(stdout).to.equal('');
    for (const name of ['JIRA_URL', 'JIRA_TOKEN', 'TRACT_PROJECT', 'TRACT_REPO']) expect(stderr).to.include(name);
  });

  it('refuses what it does not know, exit 2', async () => {
    for (const args of [
      [],
      ['nonsense'],
      ['serve', '--nonsense'],
      ['sync', '--allow-deletes', 'all'],
      ['demo', '--flavor', 'x'],
    ]) {
      expect((await tract(args)).code, args.join(' ')).to.equal(2);
    }
  });

  it('shows help with an example for every command', async () => {
    for (const command of ['serve', 'plan', 'onboard', 'status', 'sync', 'demo']) {
      const { code, stdout } = await tract([command, '--help']);
      expect(code).to.equal(0);
      expect(stdout).to.match(/--json[\s\S]*Example:\n {2}\$ .*tract/);
    }
  });

  it('stops at a wrong password with one line and two or three requests, and never shows it', async () => {
    const before = workshop.jira.requests.count();
    const { code, stderr } = await serve({ JIRA_PASSWORD: 'a-wrong-password' });
    expect(code).to.equal(2);
    oneLine(stderr.replace(/^.*(serving|stopp).*\n/gm, ''));
    expect(stderr).to.include('refuses the credentials').and.not.include('a-wrong-password').and.not.include(PASSWORD);
    expect(workshop.jira.requests.count() - before).to.be.at.most(3);
  });

  it('asks Jira nothing at all when it is started again with the password that was refused', async () => {
    await serve({ JIRA_PASSWORD: 'the-old-password' });
    const before = workshop.jira.requests.count();
    for (let restart = 0; restart < 3; restart += 1) {
      const { code, stderr } = await serve({ JIRA_PASSWORD: 'the-old-password' });
      expect(code).to.equal(2);
      expect(stderr).to.include('refuses the credentials').and.include('tract doctor');
    }
    expect(workshop.jira.requests.count()).to.equal(before);
    const memory = readFileSync(join(workshop.repository, 'tract-refused-login.json'), 'utf8');
    expect(memory).to.not.include('the-old-password');
    const again = workshop.start(['serve']);
    await again.says('healthy flavor=server');
    expect((await again.stop()).code).to.equal(0);
    expect(existsSync(join(workshop.repository, 'tract-refused-login.json'))).to.equal(false);
  });

  it('stops where Jira asks for a CAPTCHA', async () => {
    for (let tries = 0; tries < 3; tries += 1) await serve({ JIRA_PASSWORD: `a-wrong-password-${tries}` });
    const { code, stderr } = await serve({});
    expect(code).to.equal(2);
    expect(stderr).to.include('CAPTCHA');
    workshop.jira.admin.clearCaptcha('tract');
    expect((await serve({})).stderr)
      .to.include('CAPTCHA')
      .and.include('tract doctor');
    await tract(['doctor'], { env: workshop.env() });
    const daemon = workshop.start(['serve']);
    await daemon.says('healthy flavor=server');
    expect((await daemon.stop()).code).to.equal(0);
  });

  it('stops at a project that cannot be seen', async () => {
    workshop.jira.admin.changeProject('APP', { hidden: true });
    const { code, stderr } = await serve({});
    workshop.jira.admin.changeProject('APP', { hidden: false });
    expect(code).to.equal(1);
    expect(stderr).to.include('Project APP cannot be seen');
  });

  it('stops where the repository is missing, not bare, or of another project', async () => {
    const missing = await serve({ TRACT_REPO: join(workshop.folder, 'nowhere.git') });
    expect(missing.code).to.equal(1);
    oneLine(missing.stderr);
    expect(missing.stderr).to.include('there is no repository at').and.include('tract onboard');
    const tree = join(workshop.folder, 'tree');
    mkdirSync(tree);
    await runGit(tree, ['init', '--quiet']);
    expect((await serve({ TRACT_REPO: tree })).stderr).to.include('not a bare repository');
    expect((await serve({ TRACT_PROJECT: 'OPS' })).stderr).to.include('not of project OPS');
  });

  it('stops where the port is taken', async () => {
    const { code, stderr } = await serve({ TRACT_PORT: String(workshop.jira.port) });
    expect(code).to.equal(1);
    expect(stderr).to.include('TRACT_PORT');
  });

  it('shows a stack only when debugging', async () => {
    const args = ['serve', '--debug'];
    const env = workshop.env({ TRACT_REPO: join(workshop.folder, 'nowhere.git') });
    expect((await tract(args, { env })).stderr).to.match(/\n {4}at /);
    expect((await tract(['serve'], { env })).stderr).not.to.match(/\n {4}at /);
  });

  it('keeps trying while Jira is away at the start, degraded, and goes on when it is back', async () => {
    workshop.jira.faults.add({ kind: 'unavailable', times: 1_000 });
    const daemon = workshop.start(['serve'], { TRACT_POLL: '* * * * * *' });
    await daemon.says('not healthy');
    const health = (await (await fetch(`${workshop.url}/health`)).json()) as Record<string, unknown>;
    expect(health).to.include({ status: 'degraded', jiraConnected: false });
    expect(health.reason).to.be.a('string').and.not.equal('');
    workshop.jira.faults.clear();
    await daemon.says('healthy flavor=server');
    expect((await fetch(`${workshop.url}/health/ready`)).status).to.equal(200);
    expect((await daemon.stop()).code).to.equal(0);
  });

  it('ends with one line when the password stops working', async () => {
    const daemon = workshop.start(['serve'], { TRACT_POLL: '* * * * * *' });
    await daemon.says('healthy flavor=server');
    workshop.jira.admin.revokeCredentials('tract');
    const { code, stderr } = await daemon.ended;
    expect(code).to.equal(2);
    expect(stderr.trimEnd().split('\n').at(-1)).to.match(/^tract: Jira at .* refuses the credentials/);
  });
});
