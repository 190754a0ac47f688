import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { KEY } from '../../server/fake-engine.ts';
import { type Served, serveScenario } from '../../server/served-scenario.ts';
import { runIn } from '../temporary-clone.ts';

describe('tract undo', () => {
  let served: Served;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tract-undo-'));
    served = await serveScenario(2);
  });
  afterEach(async () => {
    await served.server.close(0);
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (...args: readonly string[]) =>
    runIn(folder, ['undo', ...args], { env: { TRACT_SYNC_SERVER: served.server.url, TRACT_API_KEY: KEY } });
  const title = () => served.scenario.issue('APP-1').values.title;
  /** The id of the run that carried a bad push. */
  async function badPush(): Promise<string> {
    const { scenario } = served;
    await scenario.editInGit('APP-1', { title: 'Wrong', priority: 'High' });
    return (await scenario.cycle()).cycle;
  }

  it('lists the runs, newest first', async () => {
    const bad = await badPush();
    const { code, out } = await run();
    expect(code).to.equal(0);
    expect(out)
      .to.match(new RegExp(`^RUN +WHEN +TICKETS\n${bad} +20\\S+Z +APP-1\n`))
      .and.include('tract undo RUN');
    const { runs } = JSON.parse((await run('--json')).out) as { readonly runs: readonly { readonly run: string }[] };
    expect(runs[0]).to.include({ run: bad, tickets: 1 });
  });

  it('shows what it comes to, and changes nothing', async () => {
    const { code, out } = await run(await badPush(), '--dry-run');
    expect(code).to.equal(0);
    expect(out).to.include('go back').and.include('    title: "Wrong" → "Ticket 1"\n').and.include('    priority: ');
    expect(title()).to.equal('Wrong');
  });

  it('does not do it where nobody can be asked, unless told to', async () => {
    const bad = await badPush();
    const asked = await run(bad);
    expect([asked.code, asked.err.includes('--yes'), title()]).to.deep.equal([2, true, 'Wrong']);
    const done = await run(bad, '--yes');
    expect([done.code, title()]).to.deep.equal([0, 'Ticket 1']);
    expect(done.out)
      .to.match(/^✓ Undid run \S+: 2 changes went back\n {2}APP-1\n/)
      .and.include('git pull');
    expect((await run(bad, '--yes')).out).to.equal(`Nothing of run ${bad} is left to undo.\n`);
  });

  it('tells what stays because it was changed since, and exits 3', async () => {
    const bad = await badPush();
    served.scenario.editInJira('APP-1', { title: 'Righted' });
    await served.scenario.cycle();
    const done = await run(bad, '--yes');
    expect([done.code, title()]).to.deep.equal([3, 'Righted']);
    expect(done.out).to.include('title stays: it was changed again since (it would be "Righted" → "Ticket 1")');
  });

  it('refuses what is no run, in words', async () => {
    const strange = await run('--', '--all');
    expect([strange.code, strange.err.includes('is no id of a run')]).to.deep.equal([2, true]);
    const unknown = await run('abc-1');
    expect([unknown.code, unknown.err]).to.deep.equal([
      1,
      'tract: the service knows no run abc-1: `tract undo` lists those that can be undone\n',
    ]);
  });
});
