import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import { NO_IMAGE, testImage } from '../../support/containers/test-image.ts';
import { PASSWORD } from '../../support/small-jira.ts';
import { ServerSite } from './server-site.ts';

const GIT = '/opt/tract/git';

describe('a server on which install-service.sh is run', function () {
  this.timeout(240_000);
  let site: ServerSite;
  const keys = new Map<string, string>();
  before(async function () {
    const image = testImage();
    if (image === null) {
      console.log(`      skipped: ${NO_IMAGE}`);
      return this.skip();
    }
    site = await ServerSite.open(image);
    await site.server.run(`printf '%s\n' '${PASSWORD}' >/root/password`);
  });
  after(() => site?.close());

  const server = (line: string) => site.server.run(line);
  const developer = (line: string) => site.developer.run(line);
  /** What a line of shell prints that fails. */
  const refused = (machine: (line: string) => Promise<string>, line: string) => machine(`! { ${line}; } 2>&1`);
  const install = (project: string, options = '') =>
    server(`/src/scripts/install-service.sh ${project} --package /bundle/tract-*.tgz ${options} 2>&1`);
  /** In a terminal, answering what is asked. */
  const installByAnswers = (project: string, answers: readonly string[]) =>
    server(
      `printf '%s\\n' ${answers.join(' ')} | script -qec '/src/scripts/install-service.sh ${project} --package /bundle/tract-*.tgz' /dev/null`,
    );
  const account = '--jira-url http://jira:8080 --jira-username tract --jira-password-file /root/password';
  const ask = (port: number, path: string, key: string) =>
    server(`curl -s -o /dev/null -w '%{http_code}' -H 'Authorization: Bearer ${key}' http://127.0.0.1:${port}${path}`);
  const unit = (name: string) => server(`systemctl show -p ${name} --value tract-sync@app`).then((text) => text.trim());

  it('says what it would do, and does nothing, when it is only asked', async () => {
    const said = await install('APP', `${account} --dry-run`);
    expect(said).to.include('user tract (751)').and.to.include('tract-sync@app.service');
    await server('! getent passwd tract && ! test -e /opt/tract');
  });

  for (const [project, how, run] of [
    ['APP', 'told by options', () => install('APP', account)],
    ['TB', 'asked in a terminal', () => installByAnswers('TB', ['http://jira:8080', 'tract', PASSWORD])],
  ] as const) {
    it(`has a service for ${project} afterwards, ${how}, which the doctor finds in order`, async () => {
      const said = stripVTControlCharacters(await run());
      const [key = ''] = /tract_[A-Za-z0-9_-]{40,}/.exec(said) ?? [];
      keys.set(project, key);
      expect(said)
        .to.match(/every ticket of/)
        .and.to.match(/✓ server +http:\/\/127\.0\.0\.1:310/);
      await server(`systemctl is-active --quiet tract-sync@${project.toLowerCase()}`);
    });
  }

  it('changes nothing when it is run again', async () => {
    expect(await install('APP')).not.to.match(/^- /m);
  });

  it('has owners, modes and addresses as promised', async () => {
    const paths = [
      `${GIT}`,
      '/opt/tract/config',
      '/opt/tract/config/app.env',
      '/opt/tract/config/app.keys',
      '/opt/tract/tract-sync',
    ];
    expect((await server(`stat -c '%a %U:%G' ${paths.join(' ')}`)).trim().split('\n')).to.deep.equal([
      '750 tract:git',
      '700 tract:tract',
      '600 tract:tract',
      '600 tract:tract',
      '750 tract:tract',
    ]);
    expect(await server('getent passwd tract')).to.match(/^tract:x:751:.*:\/opt\/tract:.*nologin$/m);
    const listening = (await server("ss -Hltn | awk '{print $4}' | grep -v ':22$' | sort")).trim().split('\n');
    expect(listening.filter((address) => !address.startsWith('127.'))).to.deep.equal([]);
    expect(listening).to.include.members(['127.0.0.1:3100', '127.0.0.1:3101']);
    expect(await server('systemd-analyze security --no-pager tract-sync@app | tail -1')).to.match(/: 1\.\d OK/);
  });

  it('shows all its services at once', async () => {
    const fleet = JSON.parse(await server('tract-sync APP fleet status --json'));
    expect(fleet.map(({ project, state }: { project: string; state: string }) => `${project} ${state}`)).to.deep.equal([
      'APP ok',
      'TB ok',
    ]);
  });

  it("takes a project's key for that project only", async () => {
    expect(await ask(3100, '/status', keys.get('APP') ?? '')).to.equal('200');
    expect(await ask(3101, '/status', keys.get('APP') ?? '')).to.equal('401');
  });

  it('lets a developer push over ssh, who reads what came of it', async () => {
    await developer("ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519");
    const key = (await developer('cat /root/.ssh/id_ed25519.pub')).trim();
    await server(`echo '${key}' | /src/scripts/allow-developer.sh anna APP`);
    await developer('ssh-keyscan server >/root/.ssh/known_hosts 2>/dev/null; git config --global user.name anna');
    await developer('git config --global user.email anna@example.com');
    await developer(`node /src/dist/cli/main.js clone git@server:${GIT}/app-tickets.git /root/app --author anna`);
    await developer("cd /root/app && sed -i 's/^title: First/title: From the developer/' issues/APP-1.md");
    await developer("cd /root/app && printf -- '---\\ntitle: Made there\\n---\\n' >issues/new.md && git add -A");
    const said = await developer('cd /root/app && git commit -qm Edit && git push 2>&1');
    expect(said)
      .to.include('remote: ✓ APP-1 → Jira: set title')
      .and.to.match(/remote: ✓ Created APP-\d+ from issues\/new\.md/);
    await developer('cd /root/app && git push origin HEAD:refs/heads/review && git push origin :review 2>&1');
  });

  it('takes time that a developer logs, with the service and without it', async () => {
    await server(`sed -i 's/^TRACT_HOST=.*/TRACT_HOST="0.0.0.0"/' /opt/tract/config/app.env`);
    await server('systemctl restart tract-sync@app');
    const log = (words: string, url: string) => {
      const where = `TRACT_SYNC_SERVER=${url} TRACT_API_KEY=${keys.get('APP')}`;
      return developer(`cd /root/app && git pull -q --rebase && ${where} node /src/dist/cli/main.js log ${words} 2>&1`);
    };
    expect(await log('APP-1 1h Online', 'http://server:3100')).to.include('synced to Jira');
    expect(await log('APP-1 2h Offline', 'http://server:3999')).to.include('ueued');
    const said = await developer('cd /root/app && git pull -q --rebase && git push 2>&1');
    expect(said).to.include('Synced 1 queued worklog to Jira');
    const jira = `curl -fsS -u 'tract:${PASSWORD}' http://jira:8080/rest/api/2/issue/APP-1/worklog`;
    const { worklogs }: { worklogs: readonly { timeSpentSeconds: number }[] } = JSON.parse(await server(jira));
    expect(worklogs.map(({ timeSpentSeconds }) => timeSpentSeconds).sort()).to.deep.equal([3600, 7200]);
  });

  it('lets a key do nothing but git, and only with its projects; nobody moves what the service remembers', async () => {
    expect(await refused(developer, 'ssh git@server id')).to.include('this key is for git only; it may use: app');
    expect(await refused(developer, 'ssh -o RequestTTY=no git@server')).to.include('this key is for git only');
    expect(await refused(developer, `git clone -q git@server:${GIT}/tb-tickets.git /root/tb`)).to.include(
      'may not use tb-tickets',
    );
    for (const path of ['/etc/passwd', '../config/app.env', `${GIT}/../config`, '-x'])
      expect(await refused(developer, `git ls-remote 'git@server:${path}'`), path).to.match(/(error|fatal): /);
    expect(await refused(developer, 'cd /root/app && git push origin HEAD:refs/notes/tract')).to.include('hidden ref');
  });

  it('takes a key away', async () => {
    await server('/src/scripts/allow-developer.sh --remove anna');
    expect(await refused(developer, 'cd /root/app && git pull')).to.include('Permission denied');
  });

  it('has a service that comes back when it is killed', async () => {
    await server('systemctl kill --kill-whom=main -s SIGKILL tract-sync@app');
    await site.until(
      '[ $(systemctl show -p NRestarts --value tract-sync@app) = 1 ] && systemctl is-active tract-sync@app',
    );
  });

  it('has a service that is started again when it freezes', async () => {
    const dropIn = '/etc/systemd/system/tract-sync@app.service.d';
    await server(
      `mkdir -p ${dropIn} && printf '[Service]\\nWatchdogSec=4s\\n' >${dropIn}/soon.conf && systemctl daemon-reload`,
    );
    await server('systemctl restart tract-sync@app');
    await server(`kill -STOP ${await unit('MainPID')}`);
    await site.until(
      '[ $(systemctl show -p NRestarts --value tract-sync@app) = 1 ] && systemctl is-active tract-sync@app',
    );
    expect(await server('journalctl --no-pager -u tract-sync@app')).to.include('Watchdog timeout');
  });

  it('tells the journal what is an error', async () => {
    const program = '/opt/tract/tract-sync/node /opt/tract/tract-sync/current/bin/tract serve';
    await refused(server, `systemd-run --quiet --wait --unit=unconfigured ${program}`);
    const errors = await server('journalctl --no-pager -o cat -p err -u unconfigured');
    expect(errors)
      .to.match(/^tract: JIRA_URL/m)
      .and.not.include('<3>');
    const rest = await server('journalctl --no-pager -o cat -p info -u tract-sync@app --grep serving');
    expect(rest).to.include('project=APP').and.not.include('<6>');
  });

  it('says its secrets neither in the journal nor in the list of processes', async () => {
    const secret = (
      await server('sed -n \'s/^TRACT_WEBHOOK_SECRET="\\(.*\\)"/\\1/p\' /opt/tract/config/app.env')
    ).trim();
    const told = (await server('journalctl --no-pager')) + (await server('ps -eo args'));
    for (const word of [secret, PASSWORD, ...keys.values()])
      expect(told.includes(word), 'a secret was told').to.equal(false);
    expect(secret).to.have.length(64);
  });

  it('has its services again after the machine was switched off and on', async () => {
    await site.server.kill();
    await site.server.start();
    await site.server.booted();
    await server('systemctl is-active --quiet tract-sync@app tract-sync@tb');
    expect(await ask(3100, '/status', keys.get('APP') ?? '')).to.equal('200');
  });

  it('keeps the data of a service that is taken away, unless it is told otherwise', async () => {
    await server('/src/scripts/install-service.sh uninstall TB');
    await server(
      `! systemctl is-active tract-sync@tb && test -d ${GIT}/tb-tickets.git && test -e /opt/tract/config/tb.env`,
    );
    await server('/src/scripts/install-service.sh uninstall TB --delete-data');
    await server(
      `! test -e ${GIT}/tb-tickets.git && ! test -e /opt/tract/config/tb.env && systemctl is-active tract-sync@app`,
    );
  });
});
