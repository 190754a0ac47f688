import { expect } from 'chai';
import { nextTestImage } from '../../support/containers/test-image.ts';
import { PASSWORD } from '../../support/small-jira.ts';
import { ServerSite } from './server-site.ts';

const GIT = '/opt/tract/git';

describe('a server with the next release of Debian, on which install-service.sh is run', function () {
  this.timeout(240_000);
  let site: ServerSite;
  before(async function () {
    const image = nextTestImage();
    if (image === null) {
      console.log('      skipped: no image of it is named by TRACT_TEST_NEXT_IMAGE: scripts/test makes one');
      return this.skip();
    }
    site = await ServerSite.open(image);
    await server(`printf '%s\n' '${PASSWORD}' >/root/password`);
  });
  after(() => site?.close());

  const server = (line: string) => site.server.run(line);
  const developer = (line: string) => site.developer.run(line);

  it('has services for two projects afterwards', async () => {
    const account = '--jira-url http://jira:8080 --jira-username tract --jira-password-file /root/password';
    for (const project of ['APP', 'TB']) {
      await server(`/src/scripts/install-service.sh ${project} --package /bundle/tract-*.tgz ${account} 2>&1`);
    }
    expect(JSON.parse(await server('tract-sync APP fleet status --json'))).to.have.length(2);
    expect(await server('systemd-analyze security --no-pager tract-sync@app | tail -1')).to.match(/: 1\.\d OK/);
  });

  it('takes a push over ssh', async () => {
    await developer("ssh-keygen -q -t ed25519 -N '' -f /root/.ssh/id_ed25519");
    const key = (await developer('cat /root/.ssh/id_ed25519.pub')).trim();
    await server(`echo '${key}' | /src/scripts/allow-developer.sh anna APP`);
    await developer('ssh-keyscan server >/root/.ssh/known_hosts 2>/dev/null; git config --global user.name anna');
    await developer('git config --global user.email anna@example.com');
    await developer(`git clone -q git@server:${GIT}/app-tickets.git /root/app`);
    await developer("cd /root/app && sed -i 's/^title: First/title: Pushed/' issues/APP-1.md && git commit -qam Edit");
    expect(await developer('cd /root/app && git push 2>&1')).to.include('remote: ✓ APP-1 → Jira: set title');
  });

  it('has nothing of it left where all of it is removed', async () => {
    for (const project of ['APP', 'TB']) {
      await server(`/src/scripts/install-service.sh uninstall ${project} --delete-data`);
    }
    await server(`! systemctl is-active tract-sync@app tract-sync@tb && ! ls /opt/tract/config/* ${GIT}/* 2>/dev/null`);
  });
});
