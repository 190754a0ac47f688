import { resolve } from 'node:path';
import { expect } from 'chai';
import { RandomPortGenerator } from 'testcontainers';
import { summaryOf } from '../../../src/emulator/world/issue-values.ts';
import { PASSWORD } from '../../support/small-jira.ts';
import { eventually } from '../cli/workshop.ts';
import { ComposeSite, composeCommand, docker, WEBHOOK_SECRET } from './compose-site.ts';

const REPOSITORY = '/opt/tract/git/app-tickets.git';
const SLOW_MS = 3_000;

describe('the image, run by compose.yaml', function () {
  // Building it takes its time on a machine that is busy.
  this.timeout(600_000);
  let site: ComposeSite;
  before(async function () {
    const base = process.env.TRACT_TEST_NODE_IMAGE;
    const compose = await composeCommand();
    if (base === undefined || compose === null) {
      console.log(
        '      skipped: no image is named by TRACT_TEST_NODE_IMAGE, or there is no docker-compose: scripts/test has both',
      );
      return this.skip();
    }
    const subnet = 100 + (process.pid % 150);
    site = await ComposeSite.open(base, compose, subnet, await new RandomPortGenerator().generatePort());
  });
  after(() => site?.close());

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(site.url + path, { ...init, headers: { Authorization: `Bearer ${site.key}`, ...init.headers } });
  const titlesInJira = () => [...site.jira.world.issues.all()].map(summaryOf);

  it('is one that Compose understands', async () => {
    const services = (
      await site.compose('--file', resolve('config/docker/compose.yaml'), 'config', '--services')
    ).trim();
    expect(services).to.equal('app');
  });

  it('onboards a project and serves it, healthy', async () => {
    expect(await site.compose('run', '--rm', 'app', 'onboard')).to.include('2 tickets');
    await site.start();
    expect(await (await ask('/health')).json()).to.include({ status: 'ok', project: 'APP' });
  });

  it('runs as nobody special, with nothing to write to but its volume and /tmp', async () => {
    const { seen } = await site.inspect(site.container);
    expect(seen.Config.User).to.equal('751:751');
    expect(seen.Config.Labels).to.include({ 'org.opencontainers.image.title': 'Tract' });
    expect(seen.HostConfig).to.deep.include({
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      PidsLimit: 256,
      Memory: 2 ** 31,
    });
    expect(seen.HostConfig.SecurityOpt).to.deep.equal(['no-new-privileges:true']);
    expect(JSON.stringify(seen.HostConfig.PortBindings)).to.match(
      /^\{"3100\/tcp":\[\{"HostIp":"127\.0\.0\.1","HostPort":"\d+"\}\]\}$/,
    );
    expect(await site.shell('id -u; grep -E "^Cap(Eff|Prm|Bnd)|^NoNewPrivs" /proc/self/status')).to.match(
      /^751\n(?:Cap\w+:\t0+\n){3}NoNewPrivs:\t1\n$/,
    );
    await site.shell(
      '! touch /opt/tract/x && ! touch /opt/tract/config/x && touch /tmp/x /opt/tract/git/x && rm /opt/tract/git/x',
    );
  });

  it('carries a push to Jira, and tells what came of it', async () => {
    const author = '-c user.name=anna -c user.email=anna@example.com';
    const said = await site.shell(
      `git clone -q ${REPOSITORY} /tmp/clone && cd /tmp/clone && sed -i "s/^title: First/title: From a container/" issues/APP-1.md && git ${author} commit -qam Edit && git push`,
    );
    expect(said).to.include('remote: ✓ APP-1 → Jira: set title');
    expect(titlesInJira()).to.include('From a container');
  });

  it('carries an edit in Jira to git', async () => {
    site.jira.as('anna').editIssue('APP-2', { summary: 'From Jira' });
    await eventually(
      () => site.shell(`git -C ${REPOSITORY} show main:issues/APP-2.md`),
      (text) => text.includes('title: From Jira'),
    );
  });

  it('counts by the address that a proxy of this machine names, and by no other', async () => {
    const left = async (...addresses: readonly string[]) => {
      const headers = { 'X-Forwarded-For': addresses.join(', ') };
      const limit = (await fetch(`${site.url}/status`, { headers })).headers.get('ratelimit');
      return Number(/r=(\d+)/.exec(limit ?? '')?.[1]);
    };
    expect(await left('203.0.113.1')).to.equal(299);
    expect(await left('203.0.113.9', '203.0.113.1')).to.equal(298);
    expect(await left('203.0.113.2')).to.equal(299);
  });

  it('shows a secret neither in what Docker tells nor in the log', async () => {
    const told = (await site.inspect(site.container)).text + (await site.compose('logs', '--no-color'));
    for (const secret of [PASSWORD, WEBHOOK_SECRET, site.key])
      expect(told.includes(secret), 'a secret was told').to.equal(false);
  });

  it('writes nothing beside its volume', async () => {
    const changes = (await docker(['diff', site.container])).trim().split('\n');
    // What Docker itself puts there, for `init`.
    const own = changes.find((line) => line.endsWith('/docker-init'))?.slice(2) ?? '';
    expect(changes.filter((line) => !own.startsWith(line.slice(2)))).to.deep.equal([]);
  });

  it('refuses to be run twice over one volume', async () => {
    const { stderr } = await site.compose('run', '--rm', 'app').then(
      () => ({ stderr: '' }),
      (error: { readonly stderr: string }) => error,
    );
    expect(stderr).to.include('is already kept in sync by process');
    expect((await ask('/health')).status).to.equal(200);
  });

  it('is there again at once after a kill, in a new container', async () => {
    const killed = site.container;
    await docker(['kill', '--signal', 'KILL', killed]);
    await docker(['rm', '--force', killed]);
    await site.start();
    expect(site.container).not.to.equal(killed);
    expect(await site.shell(`ls ${REPOSITORY} | grep -c sock`)).to.equal('1\n');
  });

  it('answers what it accepted when it is stopped, and ends in order', async () => {
    const path = /\/issue$/;
    const before = site.jira.requests.count('POST', path);
    site.jira.faults.add({ kind: 'delay', delayMs: SLOW_MS, match: { method: 'POST', path } });
    const answer = ask('/create/APP', { method: 'POST', body: JSON.stringify({ title: 'Accepted' }) });
    await eventually(
      () => site.jira.requests.count('POST', path),
      (count) => count > before,
    );
    await site.compose('stop');
    expect((await answer).status).to.equal(201);
    expect((await site.inspect(site.container)).seen.State).to.include({ Status: 'exited', ExitCode: 0 });
  });
});
