import { expect } from 'chai';
import { newId } from '../../../src/cli/offline/new-id.ts';
import type { Clone } from '../cli/workshop.ts';
import { commit, FlowSite, PERSONALITIES, push } from './flow-site.ts';

const LATER = '! The sync service does not run: this push is synced as soon as it does.';
const QUEUE = '.tract/queue';

for (const personality of PERSONALITIES) {
  describe(`with the sync service away, ${personality}`, function () {
    this.timeout(60_000);
    let site: FlowSite;
    let clone: Clone;
    let offline: string;
    before(async () => {
      site = await FlowSite.open(personality);
      clone = await site.clone();
    });
    after(() => site?.close());

    it('a ticket, time and comments go into the clone, each in a commit of its own', async () => {
      const created = await site.tract(clone, 'create', 'APP', '--title', 'Offline', '--description', 'By *me*.');
      expect(created.split('\n')[0]).to.equal('⚠️ Sync server unreachable - ticket queued locally');
      offline = /^ {3}(APP-OFFLINE-[a-z0-9]+) is its key until then\.$/m.exec(created)?.[1] ?? '';
      expect(clone.read(`issues/${offline}.md`)).to.include('title: Offline\n');
      const logged = await site.tract(clone, 'log', 'APP-1', '2h', 'Fixed bug');
      expect(logged.split('\n')[0]).to.equal('⚠️ Sync server unreachable - worklog queued locally');
      const onNew = await site.tract(clone, 'log', offline, '1h', 'On the new one');
      expect(onNew.split('\n')[0]).to.equal('⚠️ Sync server unreachable - worklog queued locally');
      const said = await site.tract(clone, 'comment', 'APP-1', 'From a train');
      expect(said.split('\n')[0]).to.equal('⚠️ Sync server unreachable - comment queued locally');
      const saidOnNew = await site.tract(clone, 'comment', offline, 'Still on the train');
      expect(saidOnNew.split('\n')[0]).to.equal('⚠️ Sync server unreachable - comment queued locally');
      clone.edit('issues/APP-2.md', (text) =>
        text.replace('\n\n## Comments', `\n\nWaits for ${offline}.\n\n## Comments`),
      );
      await commit(clone, 'Say what it waits for');
      expect((await clone.git('log', '-6', '--reverse', '--format=%s')).trimEnd().split('\n')).to.deep.equal([
        `[tract] Create ${offline}: Offline`,
        '[tract] Log 2h to APP-1',
        `[tract] Log 1h to ${offline}`,
        '[tract] Comment on APP-1',
        `[tract] Comment on ${offline}`,
        'Say what it waits for',
      ]);
      expect(await clone.git('status', '--porcelain')).to.equal('');
    });

    it('a push succeeds, and says that it is synced later', async () => {
      const { code, remote } = await push(clone);
      expect([code, remote]).to.deep.equal([0, [LATER]]);
      expect(site.titled('Offline')).to.deep.equal([]);
      expect(site.worklogs('APP-1')).to.deep.equal([]);
      expect(await site.queued()).to.have.length(3);
    });

    it('once the service runs all of it is in Jira, once', async () => {
      await site.start();
      await site.sync(clone);
      expect(site.titled('Offline')).to.deep.equal(['APP-3']);
      expect(site.description('APP-3')).to.equal('By _me_.');
      const entries = (key: string) =>
        site.worklogs(key).map(({ seconds, comment }) => [seconds, comment.split('\n').at(-1)]);
      expect(entries('APP-1')).to.deep.equal([[7200, 'Fixed bug']]);
      expect(entries('APP-3')).to.deep.equal([[3600, 'On the new one']]);
      const texts = (key: string) => site.comments(key).map((comment) => comment.split('\n').at(-1));
      expect(texts('APP-1')).to.deep.equal(['From a train']);
      expect(texts('APP-3')).to.deep.equal(['Still on the train']);
    });

    it('the file has the new key, every reference to the temporary one is rewritten, and nothing is queued', async () => {
      await clone.pull();
      expect(await site.paths('issues')).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md', 'issues/APP-3.md']);
      expect(clone.read('issues/APP-2.md')).to.include('\n\nWaits for APP-3.\n\n');
      expect(site.description('APP-2')).to.equal('Waits for APP-3.');
      const recent = (await site.lines(new Date().toISOString().slice(0, 7))).map(({ issue, time }) => [issue, time]);
      expect(recent).to.have.deep.members([
        ['APP-1', '2h'],
        ['APP-3', '1h'],
      ]);
      expect(await site.queued()).to.deep.equal([]);
      expect(await clone.git('grep', '--fixed-strings', '--name-only', '-e', offline).catch(() => '')).to.equal('');
    });

    it('pushing again and reconciling all of it does nothing', async () => {
      const writes = site.jira.requests.writes().length;
      const tip = await site.workshop.git('rev-parse', 'main');
      await clone.git('commit', '--quiet', '--allow-empty', '--message', 'Nothing');
      expect((await push(clone)).remote).to.deep.equal(['✓ In sync: nothing to do']);
      expect((await site.ask(clone, 'sync', '--full')).stdout).to.equal('✓ In sync: nothing to do\n');
      expect(site.jira.requests.writes()).to.have.length(writes);
      expect(await site.workshop.git('rev-parse', 'main~1')).to.equal(tip);
    });

    it('a push reads how much of its queue is in Jira, and what could not be', async () => {
      await clone.pull();
      for (const [time, ticket] of [
        ['1h', 'APP-1'],
        ['30m', 'APP-2'],
      ] as const)
        await site.tract(clone, 'log', ticket, time, 'Later', '--offline');
      expect((await push(clone)).remote).to.include('✓ Synced 2 queued worklogs to Jira');
      expect(site.worklogs('APP-1').at(-1)).to.include({ seconds: 3600 });
      expect(site.worklogs('APP-2').at(-1)).to.include({ seconds: 1800 });
      await clone.pull();
      expect(await site.queued()).to.deep.equal([]);
      const entry = { ...queued(site.me, 'APP-9999', '2026-02-20T09:00:00Z'), at: '2026-02-20T10:00:00Z' };
      const path = `${QUEUE}/worklogs/20260220T100000Z-${entry.id}.json`;
      clone.write(path, `${JSON.stringify(entry)}\n`);
      const { at: _, ...line } = entry;
      clone.edit('worklogs/2026-02.jsonl', (text) => `${text}${JSON.stringify(line)}\n`);
      await commit(clone, 'Log to a ticket that is not there');
      await site.tract(clone, 'log', 'APP-1', '45m', 'Goes on', '--offline');
      const { remote } = await push(clone);
      expect(remote).to.include('✓ Synced 1 queued worklog to Jira');
      expect(remote).to.include('✗ Sync error: Issue APP-9999 not found in Jira');
      expect(site.worklogs('APP-1').at(-1)).to.include({ seconds: 2700 });
      expect(await site.queued()).to.deep.equal([path]);
      expect((await site.ask(clone, 'status')).stdout).to.include('Issue APP-9999 not found in Jira');
    });

    it('what failed goes once it is corrected', async () => {
      await clone.pull();
      for (const path of [...(await site.paths(`${QUEUE}/worklogs`)), 'worklogs/2026-02.jsonl'])
        clone.edit(path, (text) => text.replace('APP-9999', 'APP-2'));
      await commit(clone, 'It was APP-2');
      expect((await push(clone)).remote).to.include('✓ Synced 1 queued worklog to Jira');
      const then = site.worklogs('APP-2').filter(({ started }) => started === '2026-02-20T09:00:00Z');
      expect(then.map(({ seconds }) => seconds)).to.deep.equal([5400]);
      expect(await site.queued()).to.deep.equal([]);
    });
  });
}

function queued(author: string, issue: string, started: string) {
  const id = newId(Date.parse(started));
  return { id, issue, author, time: '1.5h', started, comment: 'To whom?' };
}
