import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Failure } from '../../../../src/model/failure.ts';
import { FINE_WEATHER } from '../../../support/memory-jira.ts';
import { KEY } from '../../server/fake-engine.ts';
import { type Served, serveScenario } from '../../server/served-scenario.ts';
import { type Ran, runIn } from '../temporary-clone.ts';

describe('tract conflicts, with its server', () => {
  let served: Served;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tract-conflicts-'));
    served = await serveScenario(2);
    const { scenario } = served;
    await scenario.configure('policies: { estimate: hold }\n');
    await scenario.cycle();
    scenario.editInJira('APP-1', { title: 'By Jira', estimate: 7200 }, 'First by Jira.\n\nSecond of 1.');
    await scenario.editInGit('APP-1', { title: 'By git', estimate: 5400 }, 'First by git.\n\nSecond of 1.');
    await scenario.cycle();
  });
  afterEach(async () => {
    await served.server.close(0);
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ran> =>
    runIn(folder, ['conflicts', ...args], {
      env: { TRACT_SYNC_SERVER: served.server.url, TRACT_API_KEY: KEY, ...env },
    });
  /** An editor that notes what it was given and puts a text of its own in place of it, or changes it with sed. */
  const editor = (script: string) => ({ GIT_EDITOR: `seen() { cp "$1" ${join(folder, 'seen')}; ${script}; }; seen` });
  const given = () => readFileSync(join(folder, 'seen'), 'utf8');

  it('lists them, as text and as JSON', async () => {
    const { code, out } = await run([]);
    expect(code).to.equal(0);
    expect(out)
      .to.match(/^TICKET +FIELD +SINCE +WHAT\n/)
      .and.match(/APP-1 +title +2026\S+ +git says "By git", Jira says "By Jira"\n/)
      .and.match(/APP-1 +description /);
    const { conflicts } = JSON.parse((await run(['list', '--json'])).out) as { readonly conflicts: readonly object[] };
    expect(conflicts).to.have.length(3);
  });

  it('shows the three versions, of a text what each side changed', async () => {
    const { code, out } = await run(['show', 'app-1']);
    expect(code).to.equal(0);
    expect(out)
      .to.include('APP-1: 3 in conflict')
      .and.include('  agreed  Ticket 1\n  git     By git\n  Jira    By Jira\n')
      .and.include('  git     1.5h\n  Jira    2h\n')
      .and.include('  git changed:\n    @@ -1,3 +1,3 @@\n    -First of 1.\n    +First by git.\n')
      .and.include('  Jira changed:\n');
    const document = JSON.parse((await run(['show', 'APP-1', '--json'])).out) as {
      readonly conflicts: readonly object[];
    };
    expect(document.conflicts[0]).to.include({ field: 'title', base: 'Ticket 1', git: 'By git', jira: 'By Jira' });
    expect((await run(['show', 'APP-2'])).out).to.equal('Nothing of APP-2 is in conflict.\n');
    const unknown = await run(['show', 'APP-99']);
    expect([unknown.code, unknown.err]).to.deep.equal([1, 'tract: APP-99 is known neither to git nor to Jira\n']);
  });

  it('takes a side for one field: 3 while others wait, 0 when none does', async () => {
    const one = await run(['resolve', 'APP-1', 'title', '--take', 'git']);
    expect(one.code).to.equal(3);
    expect(one.out)
      .to.include(`✓ APP-1 title: git's value is taken (git said "By git", Jira "By Jira")\n`)
      .and.include('! APP-1 description still waits: in conflict, ');
    expect(served.scenario.issue().values.title).to.equal('By git');
    const rest = await run(['resolve', 'APP-1', '--take', 'jira', '--json']);
    expect(rest.code).to.equal(0);
    expect(JSON.parse(rest.out)).to.deep.include({ issue: 'APP-1', holds: [], pending: null });
    expect((await run([])).out).to.equal('Nothing is in conflict.\n');
    const again = await run(['resolve', 'APP-1', '--take', 'jira']);
    expect([again.code, again.err]).to.deep.equal([1, 'tract: Nothing of APP-1 is in conflict: nothing was changed\n']);
  });

  it('takes no ticket for settled whose time Jira has not answered yet', async () => {
    const { scenario } = served;
    const { jira } = scenario.world;
    const cut = async (name: string) => {
      if (name === 'add-worklog') throw new Failure('transient', 'cut', { ambiguous: true });
    };
    jira.weather = { ...FINE_WEATHER, request: cut };
    const entry = { author: 'jane', seconds: 3600, started: '2026-02-14T08:00:00Z', comment: '' };
    await scenario.engine.request({ kind: 'worklog', issue: 'APP-1', id: null, ...entry }, { idempotencyKey: 'lost' });
    jira.weather = FINE_WEATHER;
    const words = /^tract: APP-1 waits with its conflicts, try again soon: not known yet whether Jira did this: log 1h/;
    for (const args of [
      ['show', 'APP-1'],
      ['resolve', 'APP-1', '--take', 'git'],
    ]) {
      const { code, out, err } = await run(args);
      expect([code, out], args[0]).to.deep.equal([1, '']);
      expect(err).to.match(words);
    }
    expect(scenario.issue().values.title).to.equal('By Jira');
    for (let cycle = 0; cycle < 3; cycle++) await scenario.cycle();
    expect((await run(['resolve', 'APP-1', '--take', 'git'])).code).to.equal(0);
    expect(scenario.issue().values.title).to.equal('By git');
  });

  it('sends a value of its own', async () => {
    await run(['resolve', 'APP-1', 'estimate', '--value', '1d']);
    expect(served.scenario.issue().values.estimate).to.equal(28_800);
    const wrong = await run(['resolve', 'APP-1', 'title', '--value', ' ']);
    expect([wrong.code, wrong.err]).to.deep.equal([1, 'tract: title: a ticket cannot be without it\n']);
  });

  it('lets a text be merged in the editor, and a value be chosen there', async () => {
    const body = 'First by both.';
    const { code } = await run(
      ['resolve', 'APP-1', 'description', '--edit'],
      editor(`printf '${body}\\n\\nSecond of 1.\\n' > "$1"`),
    );
    expect(code).to.equal(3);
    expect(given()).to.equal(
      '<<<<<<< git\nFirst by git.\n||||||| last agreed\nFirst of 1.\n=======\nFirst by Jira.\n>>>>>>> Jira\n\nSecond of 1.\n',
    );
    expect(served.scenario.descriptionInJira()).to.equal(`${body}\n\nSecond of 1.`);
    await run(['resolve', 'APP-1', 'estimate', '--edit'], editor('sed -i s/^1.5h/3h/ "$1"'));
    expect(given()).to.include('1.5h\n').and.include('# Jira:   2h\n');
    expect(served.scenario.issue().values.estimate).to.equal(10_800);
  });

  it('decides nothing while markers are left, and keeps what was written', async () => {
    const mark = await served.scenario.mark();
    const { code, err } = await run(['resolve', 'APP-1', 'description', '--edit'], editor('true'));
    expect(code).to.equal(1);
    expect(err).to.include('conflict markers are left in the text: nothing was decided');
    const [, path = ''] = /is kept in (\S+)/.exec(err) ?? [];
    expect(existsSync(path)).to.equal(true);
    const failed = await run(['resolve', 'APP-1', 'title', '--edit'], editor('false'));
    expect(failed.err).to.include('the editor ended with an error');
    expect(await served.scenario.mark()).to.equal(mark);
  });

  it("tells Jira's refusal", async () => {
    served.scenario.world.jira.refuse = ({ kind }) =>
      kind === 'update-issue' ? new Failure('rejected', 'no', { fields: { title: 'Too loud.' } }) : null;
    const { code, err } = await run(['resolve', 'APP-1', 'title', '--take', 'git']);
    expect([code, err]).to.deep.equal([1, 'tract: title: Jira says: Too loud.\n']);
  });

  it('refuses what makes no sense, exit 2', async () => {
    const wrong = [
      ['resolve', 'APP-1'],
      ['resolve', 'APP-1', '--take', 'theirs'],
      ['resolve', 'APP-1', '--take', 'merged'],
      ['resolve', 'APP-1', '--take', 'git', '--value', 'x'],
      ['resolve', 'APP-1', '--value', 'x'],
      ['resolve', 'APP-1', 'title', '--value', 'x', '--edit'],
      ['show', 'nonsense'],
      ['show', '../APP-1'],
    ];
    for (const args of wrong) expect((await run(args)).code, args.join(' ')).to.equal(2);
    expect(served.scenario.issue().values.title).to.equal('By Jira');
  });

  it('names what is in conflict where another field was asked for', async () => {
    const { code, err } = await run(['resolve', 'APP-1', 'priority', '--take', 'git']);
    expect(code).to.equal(1);
    expect(err).to.include('priority of APP-1 is not in conflict').and.include('title, ');
  });
});
