import { expect } from 'chai';

import { NO_IMAGE, testImage } from '../../support/containers/test-image.ts';
import { PASSWORD } from '../../support/small-jira.ts';
import { Manager } from '../chaos/manager.ts';
import { eventually } from '../cli/workshop.ts';
import { GitHost } from './git-host.ts';
import { ServerSite } from './server-site.ts';

const REMOTE = 'git@githost:app.git';
const OWN = '/opt/tract/git/app-tickets.git';
const PATIENCE_MS = 60_000;

describe('a service whose repository is on a host that protects its branch', function () {
  this.timeout(240_000);
  let site: ServerSite;
  let host: GitHost;
  let jira: Manager;
  let apiKey = '';
  let publicKey = '';
  before(async function () {
    const image = testImage();
    if (image === null) {
      console.log(`      skipped: ${NO_IMAGE}`);
      return this.skip();
    }
    site = await ServerSite.open(image);
    host = await GitHost.open(await site.boot(image, 'githost'));
    jira = new Manager(`http://127.0.0.1:${site.jira.port}`);
    await server(`printf '%s\n' '${PASSWORD}' >/root/password`);
  });
  after(() => site?.close());

  const server = (line: string) => site.server.run(line);
  const developer = (line: string) => site.developer.run(line);
  const anna = (line: string) => developer(`cd /root/anna && ${line}`);
  const ben = (line: string) => developer(`cd /root/ben && ${line}`);
  const failing = (machine: (line: string) => Promise<string>, line: string) => machine(`! { ${line}; } 2>&1`);
  const tract = (line: string, service = 'http://server:3100') =>
    `TRACT_SYNC_SERVER=${service} TRACT_API_KEY=${apiKey} node /src/dist/cli/main.js ${line}`;
  const account = '--jira-url http://jira:8080 --jira-username tract --jira-password-file /root/password';
  const install = (options: string) =>
    `/src/scripts/install-service.sh APP --package /bundle/tract-*.tgz ${account} --host 0.0.0.0 --remote ${REMOTE} ${options}`;
  const set = (line: string) =>
    server(`echo '${line}' >>/opt/tract/config/app.env && systemctl restart tract-sync@app`);
  const refs = (lines: string) => lines.split('\n').filter((line) => / refs\/(?:heads\/main|notes\/tract)$/.test(line));
  const titles = async () => (await jira.tickets()).map(({ title }) => title).sort();
  const ticket = async (key: string) => (await jira.tickets()).find((each) => each.key === key);
  const hasTitle = (title: string) => eventually(titles, (found) => found.includes(title), PATIENCE_MS);
  /** The host has a file with this in it. */
  const hasThere = (words: string) => host.until(`git grep -qF "${words}" main --`);
  const health = async () => JSON.parse(await server('curl -s http://127.0.0.1:3100/health'));
  const newTicket = (name: string, title: string) =>
    `git pull -q --rebase && printf -- '---\\ntitle: ${title}\\n---\\n' >issues/${name}.md && git add -A && git commit -qm '${title}'`;

  it('trusts no host key that nobody vouched for', async () => {
    expect(await failing(server, install('')))
      .to.include('githost shows these keys:')
      .and.to.include('--remote-host-key');
    const wrong = `--remote-host-key SHA256:${'A'.repeat(43)}`;
    expect(await failing(server, install(wrong)))
      .to.include('does not show the key')
      .and.to.include('in between');
    await server('! test -e /opt/tract/config/app.known_hosts && ! test -e /opt/tract/config/app.env');
  });

  it('makes a key of its own, shows its public part, and waits until the host lets it in', async () => {
    const said = await failing(server, install(`--remote-host-key ${await host.fingerprint()}`));
    expect(said).to.include('as a deploy key with write access').and.to.include('run the same command again');
    [publicKey = ''] = /^ssh-ed25519 \S+ tract-sync-app@\S+$/m.exec(said) ?? [];
    expect(await server('stat -c "%a %U" /opt/tract/config/app.ssh')).to.equal('600 tract\n');
  });

  it('says in one line who must allow what, where its key may only read or the branch is protected', async () => {
    await host.letIn('service', publicKey, 'read');
    expect(await failing(server, install(''))).to.match(
      /app\.git does not let the service push: an administrator there must give its key .* right to write \(.*read only/,
    );
    await host.letIn('service', publicKey, 'write');
    expect(await failing(server, '/src/scripts/install-service.sh APP --package /bundle/tract-*.tgz')).to.match(
      /app\.git protects .*: an administrator there must let its account push without a review \(.*GitLab: You are not allowed/,
    );
  });

  it('is installed once it may, and the doctor finds it in order', async () => {
    await host.protect('service', 'anna');
    const said = await server('/src/scripts/install-service.sh APP --package /bundle/tract-*.tgz 2>&1');
    expect(said)
      .to.match(/✓ remote +git@githost:app\.git answers/)
      .and.to.include(`tract clone ${REMOTE}`);
    apiKey = (await server('tract-sync APP serve keys add anna 2>&1')).match(/tract_[A-Za-z0-9_-]{40,}/)?.[0] ?? '';
    expect(await host.git('show main:issues/APP-2.md')).to.include('title: Second\n');
  });

  it('hears of a push by the webhook of the host', async () => {
    await set('TRACT_POLL="0 0 4 * * *"');
    const secret = await server('sed -n \'s/^TRACT_WEBHOOK_SECRET="\\(.*\\)"/\\1/p\' /opt/tract/config/app.env');
    await host.webhook(secret.trim());
    for (const name of ['anna', 'ben']) {
      await developer(`ssh-keygen -q -t ed25519 -N '' -f /root/${name}.key`);
      await host.letIn(name, (await developer(`cat /root/${name}.key.pub`)).trim(), 'write');
    }
    await developer('mkdir -p /root/.ssh && ssh-keyscan githost >/root/.ssh/known_hosts 2>/dev/null');
    for (const name of ['anna', 'ben']) {
      await developer(
        `GIT_SSH_COMMAND='ssh -i /root/${name}.key' ${tract(`clone ${REMOTE} /root/${name} --author ${name}`)} && cd /root/${name} && git config core.sshCommand 'ssh -i /root/${name}.key' && git config user.name ${name} && git config user.email ${name}@example.com`,
      );
    }
    await site.until('curl -sf http://127.0.0.1:3100/health/ready');
    await anna(`${newTicket('new', 'Pushed to main')} && git push -q`);
    await hasTitle('Pushed to main');
    await host.until('git cat-file -e main:issues/APP-3.md');
    expect(await host.read('/home/git/webhooks')).to.match(/^(?:202\n)+$/);
    await set('TRACT_POLL="*/2 * * * * *"');
  });

  it('gets what the host merges from a branch of somebody who may not push to main', async () => {
    await ben(newTicket('ben', 'By way of a branch'));
    expect(await failing(ben, 'git push origin HEAD:main')).to.include(
      'not allowed to push code to protected branches',
    );
    await ben('git push -q origin HEAD:refs/heads/ben');
    await host.merge('ben');
    await hasTitle('By way of a branch');
  });

  it('takes time through its API, and time that was logged while it was away', async () => {
    expect(await anna(tract('log APP-1 1h Online'))).to.include('synced to Jira');
    expect(await anna(tract('log APP-1 2h Offline', 'http://127.0.0.1:3999'))).to.include('ueued');
    await anna('git pull -q --rebase && git push -q');
    await hasThere('Offline');
    const logged = async () => ((await ticket('APP-1'))?.worklogs ?? []).map(({ seconds }) => seconds).sort();
    await eventually(logged, (found) => found.length === 2, PATIENCE_MS);
    expect(await logged()).to.deep.equal([3600, 7200]);
  });

  for (const [fault, title] of [
    ['refuse', 'Refused once'],
    ['hang-up', 'Hung up once'],
    ['race', 'Raced once'],
  ] as const) {
    it(`brings it there all the same where a push of its own meets: ${fault}`, async () => {
      if (fault === 'race')
        await ben(`${newTicket('colleague', 'Of a colleague')} && git push -q origin HEAD:colleague`);
      await host.fault(fault);
      await jira.rename('APP-2', title);
      await hasThere(`title: ${title}`);
      if (fault === 'race') await hasTitle('Of a colleague');
    });
  }

  it('goes on where it was when it is killed while the host thinks about its push', async () => {
    await host.fault('hold');
    await jira.rename('APP-2', 'Held');
    await host.until('test -e held');
    await server('systemctl kill --kill-whom=all -s SIGKILL tract-sync@app');
    await host.machine.run('touch /home/git/app.git/go', 'git');
    await jira.rename('APP-1', 'After the kill');
    await hasThere('title: After the kill');
    expect(await host.git('show main:issues/APP-2.md')).to.include('title: Held\n');
  });

  it('waits while the host is away, says so, and goes on when it is back', async () => {
    await host.machine.run('systemctl stop ssh');
    await eventually(health, ({ reason }) => String(reason).includes('app.git cannot be reached'), PATIENCE_MS);
    expect((await health()).jiraConnected).to.equal(true);
    await jira.rename('APP-1', 'While the host was away');
    await host.machine.run('systemctl start ssh');
    await hasThere('title: While the host was away');
    await eventually(health, ({ status }) => status === 'ok', PATIENCE_MS);
  });

  it('asks less and less often where it may push no longer, tells everybody, and loses nothing', async () => {
    await host.machine.run('truncate -s 0 /home/git/app.git/turned-away');
    await host.protect('anna');
    await jira.rename('APP-2', 'While it may not push');
    await anna(`${newTicket('meanwhile', 'Pushed meanwhile')} && git push -q`);
    await host.until('[ $(wc -l <turned-away) -ge 2 ]');
    const words = /protects .*: an administrator there must let its account push without a review/;
    await eventually(health, ({ reason }) => words.test(reason), PATIENCE_MS);
    expect((await health()).status).to.equal('degraded');
    expect(await anna(`${tract('status')} || true`)).to.match(words);
    const found = await server('tract-sync APP doctor || true');
    expect(found.split('\n').filter((line) => words.test(line))).to.have.length(1);
    expect(await server('journalctl --no-pager -u tract-sync@app')).to.match(words);
    const asked = Number(await host.machine.run('wc -l </home/git/app.git/turned-away'));
    await host.protect('service', 'anna');
    await anna(`${tract('sync')} || true`);
    await hasThere('title: While it may not push');
    await hasThere('title: Pushed meanwhile');
    expect(asked).to.be.lessThan(5);
  });

  it('ends with branch, notes and Jira that agree, and nothing twice', async () => {
    await anna(`${tract('sync')} && git pull -q --rebase`);
    const tickets = await jira.tickets();
    const written = (await anna("sed -n 's/^title: //p' issues/*.md")).trim().split('\n').sort();
    expect(written).to.deep.equal(tickets.map(({ title }) => title).sort());
    expect(new Set(written).size).to.equal(written.length);
    expect(tickets.flatMap(({ comments }) => comments)).to.deep.equal(['Seen it.']);
    expect(tickets.flatMap(({ worklogs }) => worklogs)).to.have.length(3);
    expect((await anna('cat worklogs/*.jsonl')).trim().split('\n')).to.have.length(3);
    const listing = "for-each-ref --format='%(objectname) %(refname)'";
    const there = refs(await host.git(listing));
    expect(there).to.have.length(2);
    expect(refs(await site.server.run(`git -C ${OWN} ${listing}`, 'tract'))).to.deep.equal(there);
    expect(await server('tract-sync APP plan')).to.include('agree');
    expect(await server('tract-sync APP doctor || true')).not.to.include('✗');
  });
});
