import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { KEY } from '../../server/fake-engine.ts';
import { type Served, serveScenario } from '../../server/served-scenario.ts';
import { type Ran, runIn } from '../temporary-clone.ts';

describe('tract why, with its server', () => {
  let served: Served;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tract-why-'));
    served = await serveScenario(1);
  });
  afterEach(async () => {
    await served.server.close(0);
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (...args: readonly string[]): Promise<Ran> =>
    runIn(folder, ['why', ...args], { env: { TRACT_SYNC_SERVER: served.server.url, TRACT_API_KEY: KEY } });

  it('says that all is the same, and who gave a field its value', async () => {
    const { scenario } = served;
    scenario.editInJira('APP-1', { priority: 'High' });
    await scenario.cycle();
    expect((await run('app-1')).out).to.equal(
      'APP-1: the same everywhere, nothing waits; tract why APP-1 --all tells who gave each field its value\n',
    );
    const { code, out } = await run('APP-1', 'priority');
    expect(code).to.equal(0);
    expect(out)
      .to.match(/^APP-1\n\npriority: the same everywhere, High\n/)
      .and.match(/\n {2}git by \S+, 2026-[\dT:-]+Z, commit [0-9a-f]{10}\n {2}Jira by boss, 2026-[\dT:-]+Z, change 1\n/)
      .and.include('\n  rule    both sides agree\n  policy  jira (default), where both sides change it\n');
    expect(out).to.not.include('agreed');
  });

  it('shows what is held with all three values, the rule and how to settle it', async () => {
    const { scenario } = served;
    await scenario.editInGit('APP-1', { title: 'By git' });
    scenario.editInJira('APP-1', { title: 'By Jira' });
    await scenario.cycle();
    const { out } = await run('APP-1');
    expect(out)
      .to.match(/\ntitle: held for a person since 2026-[\dT:-]+Z\n/)
      .and.include('  agreed  Ticket 1\n  git     By git\n  Jira    By Jira\n')
      .and.include('  rule    hold (default): a person decides\n')
      .and.include('  settle  tract conflicts resolve APP-1 title --take git (or jira), or --edit\n');
  });

  it('shows of a text what each side changed', async () => {
    const { scenario } = served;
    await scenario.editInGit('APP-1', {}, 'First by git.\n\nSecond of 1.');
    scenario.editInJira('APP-1', {}, 'First of 1.\n\nSecond by Jira.');
    const { out } = await run('APP-1', 'description');
    expect(out)
      .to.include('description: both sides changed it, and it merges\n')
      .and.include('  git changed:\n    @@ -1,3 +1,3 @@\n    -First of 1.\n    +First by git.\n')
      .and.include('  Jira changed:\n    @@ -1,3 +1,3 @@\n')
      .and.include('    -Second of 1.\n    +Second by Jira.\n')
      .and.include('  rule    both changed different parts\n');
  });

  it('says it as JSON, whole with --all', async () => {
    const { scenario } = served;
    await scenario.editInGit('APP-1', { labels: ['a', 'b'] });
    const some = JSON.parse((await run('APP-1', '--json')).out);
    expect(some).to.include({ issue: 'APP-1', situation: 'known' });
    expect(some.commit).to.match(/^[0-9a-f]{40}$/);
    expect(some.fields).to.have.length(1);
    expect(some.fields[0]).to.deep.include({ field: 'labels', verdict: 'git', desired: ['a', 'b'], held: null });
    expect(some.fields[0].git).to.include({ by: 'jane', source: some.commit });
    const all = JSON.parse((await run('APP-1', '--all', '--json')).out);
    expect(all.fields.map(({ field }: { readonly field: string }) => field)).to.include.members([
      'title',
      'description',
    ]);
  });

  it('lets nothing that people wrote steer a terminal', async () => {
    const { scenario } = served;
    await scenario.editInGit('APP-1', { title: 'By \u001b[31mgit' });
    scenario.editInJira('APP-1', { title: 'By \u001b]0;Jira\u0007' });
    await scenario.cycle();
    expect((await run('APP-1', '--all')).out).to.not.match(/[^\P{Cc}\n]/u);
  });

  it('says what is wrong with a question', async () => {
    const field = await run('APP-1', 'titel');
    expect([field.code, field.err.split(':', 2).join(':')]).to.deep.equal([1, 'tract: APP-1 has no titel']);
    const unknown = await run('APP-99');
    expect([unknown.code, unknown.err]).to.deep.equal([1, 'tract: APP-99 is known neither to git nor to Jira\n']);
    expect((await run('../x')).code).to.equal(2);
    expect((await run('APP-1', 'comments')).out).to.include('it has no comments');
  });

  it('needs a key with the right to read, and knows no other query', async () => {
    const get = (path: string, key: string) =>
      fetch(served.server.url + path, { headers: { authorization: `Bearer ${key}` } }).then(({ status }) => status);
    expect(await get('/why/APP-1', 'wrong-key-0123456789')).to.equal(401);
    expect(await get('/why/APP-1?field=title&all=true', KEY)).to.equal(200);
    expect(await get('/why/APP-1?fields=title', KEY)).to.equal(400);
    expect(await get('/why/OTHER-1', KEY)).to.equal(404);
    expect(await get('/why/APP-1?field=titel', KEY)).to.equal(422);
  });
});
