import { expect } from 'chai';
import { NO_IMAGE, testImage } from '../../support/containers/test-image.ts';
import { PASSWORD } from '../../support/small-jira.ts';
import { ServerSite } from './server-site.ts';
import { UpdatePackages } from './update-packages.ts';

const PROGRAM = '/opt/tract/tract-sync';
const PORTS = { APP: 3100, TB: 3101 } as const;
const REGISTRY = {
  name: 'registry',
  command: ['node', '--import', 'tsx', 'test/support/containers/serve-registry.ts', '@tract/cli', '/bundle/registry'],
  port: 4873,
  words: 'registry listens',
};

describe('a server whose services update themselves', function () {
  this.timeout(600_000);
  let site: ServerSite;
  let packages: UpdatePackages;
  const keys = new Map<string, string>();
  before(async function () {
    const image = testImage();
    if (image === null) {
      console.log(`      skipped: ${NO_IMAGE}`);
      return this.skip();
    }
    packages = new UpdatePackages();
    site = await ServerSite.open(image, packages.folder, [REGISTRY]);
    await server(`printf '%s\n' '${PASSWORD}' >/root/password`);
    for (const project of ['APP', 'TB']) await install(project, ACCOUNT);
    // What is not waited for need not be waited for here.
    await server(`mkdir -p ${DROP_INS} && printf '[Service]\\nRestartSec=200ms\\n' >${DROP_INS}/soon.conf`);
    for (const rights of ['read,write', 'read,update']) {
      const said = await server(`tract-sync APP serve keys add ${rights.replace(',', '-')} --rights ${rights}`);
      keys.set(rights, /tract_[A-Za-z0-9_-]{40,}/.exec(said)?.[0] ?? '');
    }
  });
  after(async () => {
    await site?.close();
    packages?.close();
  });

  const DROP_INS = '/etc/systemd/system/tract-sync@.service.d';
  const ACCOUNT = '--jira-url http://jira:8080 --jira-username tract --jira-password-file /root/password';
  const server = (line: string) => site.server.run(line);
  const install = (project: string, options: string) =>
    server(`/src/scripts/install-service.sh ${project} --package /bundle/tract-*.tgz ${options} 2>&1`);
  const refused = (line: string) => server(`! { ${line}; } 2>&1`);
  const update = (options: string) => `timeout 150 tract-sync APP self-update ${options}`;
  const ask = (method: string, rights: string) =>
    server(
      `curl -s -w '\\n%{http_code}' -X ${method} -H 'Authorization: Bearer ${keys.get(rights)}' http://127.0.0.1:3100/update`,
    );
  const state = async () => JSON.parse((await ask('GET', 'read,update')).split('\n')[0] ?? '');
  const isServed = (project: keyof typeof PORTS, version: string) =>
    site.until(`curl -s http://127.0.0.1:${PORTS[project]}/health | grep '"status":"ok","version":"${version}"'`);
  const installed = async () => (await server(`ls -A ${PROGRAM}/releases`)).trim().split('\n');
  const current = async () => (await server(`readlink ${PROGRAM}/current`)).trim();
  /** The version before goes on, and what happened is told. */
  const expectTakenBack = async (version: string, reason: string) => {
    await isServed('APP', packages.later(2));
    const { last } = await state();
    expect(last).to.include({ outcome: 'rolled-back', version, from: packages.later(2) });
    expect(last.reason).to.include(reason);
    expect(await current()).to.equal(`releases/${packages.later(2)}`);
    await server(`systemctl is-active --quiet tract-sync@app tract-sync@tb && ! test -e ${PROGRAM}/trial`);
    expect(await server('journalctl --no-pager -u tract-sync@app')).to.include(`version=${version}`);
    expect(await server('tract-sync APP doctor || true')).to.include(`${version} was tried and taken back`);
  };

  it('does not until somebody allows it', async () => {
    expect(await refused(update('--check'))).to.match(/^tract: self-update is off: .*--self-update turns it on\n$/);
    expect(await ask('POST', 'read,update')).to.match(/self-update is off.*\n403$/s);
    await server(`! runuser -u tract -- touch ${PROGRAM}/releases/mine 2>/dev/null`);
  });

  it('is allowed by the administrator, and changes nothing else by that', async () => {
    const said = await install('APP', '--self-update');
    expect(said.match(/^- .*/gm)).to.have.lengthOf(4);
    expect(await install('APP', '--self-update')).not.to.match(/^- /m);
    await server(
      `echo 'npm_config_registry="http://registry:4873/"' >>/opt/tract/config/app.env && systemctl restart tract-sync@app`,
    );
    expect(await server('systemd-analyze security --no-pager tract-sync@app | tail -1')).to.match(/: 1\.\d OK/);
  });

  it('never does as root', async () => {
    const line = `env TRACT_UPDATE=on TRACT_PROGRAM=${PROGRAM} TRACT_INSTANCE=app TRACT_RELEASE=${packages.first}`;
    expect(await refused(`${line} node ${PROGRAM}/current/bin/tract self-update --check`)).to.include(
      'never runs as root',
    );
  });

  it('takes a file only where it is the one that was meant, and of the same major version', async () => {
    const next = packages.later(1);
    packages.make(next, 'next.tgz');
    packages.makeBroken('99.0.0', 'major.tgz');
    expect(await refused(update(`--from /bundle/next.tgz --sha512 ${'0'.repeat(128)}`))).to.include('its SHA-512 is');
    expect(await refused(update('--from /bundle/major.tgz'))).to.include('another major version');
    expect(await current()).to.equal(`releases/${packages.first}`);
    expect(await installed()).to.deep.equal([packages.first]);
  });

  it('becomes what a file holds, once it did well on one service', async () => {
    const next = packages.later(1);
    const digits = (await server('sha512sum /bundle/next.tgz')).split(' ')[0];
    const said = await server(update(`--from /bundle/next.tgz --sha512 ${digits}`));
    expect(said).to.include(`✓ ${packages.first} became ${next}`);
    expect(await current()).to.equal(`releases/${next}`);
    await isServed('APP', next);
    await isServed('TB', next);
    expect(await installed()).to.have.members([packages.first, next]);
  });

  it('does not become what the registry says something else of', async () => {
    packages.makeBroken(packages.later(2), `registry/${packages.later(2)}.tampered.tgz`);
    expect(await ask('POST', 'read,write')).to.match(/right to update.*\n403$/s);
    expect(await ask('POST', 'read,update')).to.match(/"status":"running".*\n202$/s);
    await site.until(
      `curl -s -H 'Authorization: Bearer ${keys.get('read,update')}' http://127.0.0.1:3100/update | grep '"outcome":"failed"'`,
    );
    expect((await state()).last.reason).to.match(/integrity|SHA-512/i);
    expect(await current()).to.equal(`releases/${packages.later(1)}`);
    packages.take(`registry/${packages.later(2)}.tampered.tgz`);
  });

  it('becomes the newest of the registry, and keeps the version before', async () => {
    packages.make(packages.later(2), `registry/${packages.later(2)}.tgz`);
    packages.makeBroken('99.0.0', 'registry/99.0.0.tgz');
    expect(await server(update('--check'))).to.include(`${packages.later(1)} would become ${packages.later(2)}`);
    expect(await ask('POST', 'read,update')).to.match(/"status":"running".*\n202$/s);
    await isServed('APP', packages.later(2));
    await isServed('TB', packages.later(2));
    expect((await state()).last).to.include({ outcome: 'updated', version: packages.later(2), reason: null });
    expect(await installed()).to.have.members([packages.later(1), packages.later(2)]);
    expect(await server(update(''))).to.include(`✓ ${packages.later(2)} is what there is to run`);
  });

  it('goes on as it was when the newer one crashes, and does not try that again by itself', async () => {
    packages.makeBroken(packages.later(3), `registry/${packages.later(3)}.tgz`, 'crashes');
    expect(await refused(update(''))).to.include(`✗ ${packages.later(3)} was taken back`);
    await expectTakenBack(packages.later(3), 'ended with 1');
    expect(await ask('POST', 'read,update')).to.match(/was tried and taken back.*\n422$/s);
  });

  it('goes on as it was when the newer one says that only a person can help', async () => {
    packages.makeBroken(packages.later(4), 'gives-up.tgz', 'exits with 2');
    expect(await refused(update('--from /bundle/gives-up.tgz'))).to.include('was taken back');
    await expectTakenBack(packages.later(4), 'ended with 2');
  });

  it('goes on as it was when the newer one never gets ready', async () => {
    await server(`printf '[Service]\nTimeoutStartSec=12s\n' >${DROP_INS}/late.conf && systemctl daemon-reload`);
    packages.makeBroken(packages.later(5), 'hangs.tgz', 'hangs');
    expect(await refused(update('--from /bundle/hangs.tgz'))).to.include('was taken back');
    await server(`rm ${DROP_INS}/late.conf && systemctl daemon-reload`);
    await expectTakenBack(packages.later(5), 'not ready in time');
  });

  it('goes back to the version before when somebody says so', async () => {
    expect(await server(update(`--pin ${packages.later(1)}`))).to.include(`became ${packages.later(1)}`);
    await isServed('APP', packages.later(1));
    await isServed('TB', packages.later(1));
  });

  it('is not taken back by the installer that it was installed with', async () => {
    expect(await install('APP', '')).to.include(`version ${packages.later(1)} stays`);
    expect(await current()).to.equal(`releases/${packages.later(1)}`);
  });

  it('becomes what an administrator installs, which root does not write where the services may', async () => {
    const next = packages.later(2);
    await server(`rm -rf ${PROGRAM}/releases/${next}`);
    await install('APP', `--package /bundle/registry/${next}.tgz`);
    await isServed('APP', next);
    await isServed('TB', next);
    const owners = await server(`find ${PROGRAM}/releases -printf '%u:%g\\n' | sort -u`);
    expect(owners.trim()).to.equal('tract:tract');
  });
});
