import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { freePort } from '../../../src/cli/demo/free-port.ts';
import { tract } from './run-tract.ts';
import { Workshop } from './workshop.ts';

type Finding = {
  readonly check: string;
  readonly level: string;
  readonly message: string;
  readonly fix: string | null;
};

const NOBODY = 'http://127.0.0.1:2';

describe('tract doctor on a server finds, names and tells how to mend', function () {
  this.timeout(90_000);
  let workshop: Workshop;
  before(async () => {
    workshop = await Workshop.open('server');
    await workshop.onboard();
    await workshop.serve();
  });
  after(() => workshop.close());

  /** What does not work or could be better, in one text. */
  async function complaints(env: Readonly<Record<string, string>> = {}): Promise<string> {
    const { stdout } = await tract(['doctor', '--json'], { env: workshop.env(env), cwd: workshop.folder });
    const { findings } = JSON.parse(stdout) as { readonly findings: readonly Finding[] };
    const bad = findings.filter(({ level }) => level !== 'ok');
    for (const { message, fix } of bad) expect(fix, message).to.match(/\S/);
    return bad.map(({ check, level, message }) => `${level} ${check}: ${message}`).join('\n');
  }

  it('nothing but the webhook where all else is well', async () => {
    expect(await complaints()).to.match(/^\w+ [^\n]*webhook[^\n]*$/i);
  });

  it('Jira away', async () => {
    expect(await complaints({ JIRA_URL: NOBODY })).to.match(/^failed .*Jira/m);
  });

  it('Jira refusing', async () => {
    expect(await complaints({ JIRA_PASSWORD: 'wrong' })).to.match(/^failed .*Jira/m);
  });

  it('a project that is not visible', async () => {
    expect(await complaints({ TRACT_PROJECT: 'OPS' })).to.match(/^failed .*OPS/m);
  });

  it('a server that is away', async () => {
    expect(await complaints({ TRACT_PORT: String(await freePort()) })).to.match(/^failed server: .*reached/m);
  });

  it('a wrong API key', async () => {
    expect(await complaints({ TRACT_API_KEY: 'another-key-of-somebody-else' })).to.match(/^failed .*key/im);
  });

  it('a repository that nothing has packed for long', async () => {
    const folder = join(workshop.repository, 'objects', 'pack');
    const packs = Array.from({ length: 200 }, (_, index) => join(folder, `pack-${index}.pack`));
    for (const pack of packs) writeFileSync(pack, '');
    const said = await complaints();
    for (const pack of packs) rmSync(pack);
    expect(said).to.match(/^warning repository: .* \d+ loose objects and 20\d packs/m);
  });

  it('a hook that is not executable, and one that is missing', async () => {
    const hook = join(workshop.repository, 'hooks', 'post-receive');
    chmodSync(hook, 0o644);
    expect(await complaints()).to.match(/hook.*executable/i);
    rmSync(hook);
    expect(await complaints()).to.match(/hook/i);
  });
});
