import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type FlowSshd, sshdMissing, startFlowSshd } from '../../support/flow-sshd.ts';
import { tract } from '../cli/run-tract.ts';
import { API_KEY, Clone } from '../cli/workshop.ts';
import { commit, FlowSite, push } from './flow-site.ts';

// How a push travels has nothing to do with which Jira there is.
describe('over ssh', function () {
  this.timeout(60_000);
  let site: FlowSite;
  let sshd: FlowSshd;
  let clone: Clone;
  before(async function () {
    const missing = sshdMissing();
    if (missing !== null) {
      console.log(`      skipped: ${missing}`);
      this.skip();
    }
    site = await FlowSite.open('server');
    sshd = await startFlowSshd(mkdtempSync(join(site.workshop.folder, 'ssh-')));
    clone = new Clone(join(site.workshop.folder, 'over-ssh'));
  });
  after(async () => {
    await sshd?.stop();
    await site?.close();
  });

  const url = () => `${sshd.url}${site.workshop.repository}`;
  const ssh = () => ({ GIT_SSH_COMMAND: sshd.command });
  const pushed = async (message: string) => {
    await commit(clone, message);
    const { code, remote, stderr } = await push(clone, 'HEAD', ssh());
    expect(code, stderr + sshd.log()).to.equal(0);
    return remote;
  };

  it('tract clone sets a clone up, with the snapshot', async () => {
    const args = ['clone', url(), clone.path, '--author', site.me];
    const { code, stdout, stderr } = await tract(args, { env: ssh() });
    expect(code, stdout + stderr + sshd.log()).to.equal(0);
    expect(stdout).to.include(`✓ ${url()} is cloned into ${clone.path}: 2 tickets of APP\n`);
    expect(clone.read('issues/APP-1.md')).to.include('title: First\n');
    expect((await clone.git('rev-parse', 'refs/notes/tract')).trim()).to.equal(
      (await site.workshop.git('rev-parse', 'refs/notes/tract')).trim(),
    );
    const status = await tract(['status'], { cwd: clone.path, env: ssh() });
    expect(status.stdout).to.include('Project APP');
    await clone.git('config', 'user.name', 'anna');
    await clone.git('config', 'user.email', 'anna@example.com');
  });

  it('whoever pushes while the service is away reads that it comes later', async () => {
    const env = { TRACT_SYNC_SERVER: site.workshop.url, TRACT_API_KEY: API_KEY, ...ssh() };
    const logged = await tract(['log', 'APP-1', '1h', '--started', '2026-02-16T09:00:00Z'], { cwd: clone.path, env });
    expect(logged.stdout).to.match(/^⚠️ Sync server unreachable - worklog queued locally\n/);
    clone.edit('issues/APP-1.md', (text) => text.replace('title: First', 'title: First of all'));
    expect(await pushed('Name it')).to.deep.equal([
      '! The sync service does not run: this push is synced as soon as it does.',
    ]);
  });

  it('whoever pushes while it runs reads what came of it', async () => {
    await site.start();
    await site.sync(clone);
    expect(site.titled('First of all')).to.deep.equal(['APP-1']);
    expect(site.worklogs('APP-1')).to.have.length(1);
    await tract(['log', 'APP-2', '30m', '--offline'], { cwd: clone.path });
    const pull = await push(clone, 'HEAD', ssh());
    expect(pull.code, 'behind').to.equal(1);
    await clone.git('-c', `core.sshCommand=${sshd.command}`, 'pull', '--quiet', '--rebase');
    clone.edit('issues/APP-2.md', (text) => text.replace('title: Second', 'title: Second to none'));
    const remote = await pushed('Name it');
    expect(remote).to.include('✓ Synced 1 queued worklog to Jira').and.include('✓ APP-2 → Jira: set title');
    expect(site.titled('Second to none')).to.deep.equal(['APP-2']);
    await clone.git('-c', `core.sshCommand=${sshd.command}`, 'pull', '--quiet', '--rebase');
    expect(await site.queued()).to.deep.equal([]);
  });
});
