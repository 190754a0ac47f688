import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { RunningTract } from './run-tract.ts';
import { API_KEY, type Clone, eventually, SECRET, Workshop } from './workshop.ts';

for (const personality of ['server', 'cloud'] as const) {
  describe(`tract serve, ${personality}`, () => {
    let workshop: Workshop;
    let daemon: RunningTract;
    let clone: Clone;
    before(async () => {
      workshop = await Workshop.open(personality);
      await workshop.onboard();
      daemon = await workshop.serve();
      clone = await workshop.clone();
    });
    after(() => workshop.close());

    const issue = (key: string) => {
      const found = workshop.jira.world.issues.find(key);
      if (!found) throw new Error(`no ${key} in Jira`);
      return found;
    };
    const webhook = (body: string) =>
      fetch(`${workshop.url}/webhook/jira`, {
        method: 'POST',
        headers: { 'X-Hub-Signature': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}` },
        body,
      });

    it('tells its health', async () => {
      const health = (await (await fetch(`${workshop.url}/health`)).json()) as Record<string, unknown>;
      expect(health).to.include({
        status: 'ok',
        project: 'APP',
        jiraConnected: true,
        gitRepoPath: workshop.repository,
      });
      expect(health).to.include({ jiraFlavor: personality });
    });

    it('brings a push to Jira, and tells whoever pushed', async () => {
      clone.edit('issues/APP-1.md', (text) => text.replace('title: First', 'title: First of all'));
      expect(await clone.push()).to.equal('✓ APP-1 → Jira: set title');
      expect(issue('APP-1').values.summary).to.equal('First of all');
    });

    it('creates a pushed ticket in Jira and renames its file', async () => {
      clone.write('issues/idea.md', '---\ntitle: An idea\n---\n\nFrom *git*.\n');
      expect(await clone.push()).to.include('✓ Created APP-3 from issues/idea.md');
      await clone.pull();
      expect(clone.read('issues/APP-3.md')).to.include('title: An idea');
      expect(existsSync(join(clone.path, 'issues/idea.md'))).to.equal(false);
      expect(issue('APP-3').values.summary).to.equal('An idea');
    });

    it("brings a manager's edit to git at Jira's webhook", async () => {
      workshop.jira.as('anna').editIssue('APP-2', { summary: 'Second to none' });
      const { id, key } = issue('APP-2');
      expect((await webhook(JSON.stringify({ issue: { id, key } }))).status).to.equal(202);
      const head = () => workshop.git('show', 'main:issues/APP-2.md');
      await eventually(head, (text) => text.includes('title: Second to none'));
      expect(await workshop.git('log', '-1', '--format=%an %s', 'main')).to.match(
        /^anna.* \[tract-sync\] Updated APP-2\n/,
      );
    });

    it('brings a time entry at a webhook that names the issue by id only', async () => {
      const { id } = issue('APP-1');
      workshop.jira.as('anna').logWork('APP-1', { timeSpent: '1h 30m', startedMs: Date.UTC(2026, 2, 1, 8) });
      await webhook(JSON.stringify({ webhookEvent: 'worklog_created', worklog: { issueId: id } }));
      const lines = () => workshop.git('show', 'main:worklogs/2026-03.jsonl').catch(() => '');
      await eventually(lines, (text) => text.includes('"time":"1.5h"'));
    });

    it('asks Jira three times at most and writes nothing when nothing changed', async () => {
      const refs = await workshop.git('show-ref');
      const before = workshop.jira.requests.count();
      expect((await workshop.ask(clone, ['sync'])).stdout).to.equal('✓ In sync: nothing to do\n');
      expect(workshop.jira.requests.count() - before).to.be.at.most(3);
      expect(await workshop.git('show-ref')).to.equal(refs);
    });

    it('answers tract status and tract sync, as text and as one JSON document', async () => {
      const text = await workshop.ask(clone, ['status']);
      expect(text.code).to.equal(0);
      expect(text.stdout)
        .to.match(/^Project APP: 3 tickets, healthy/)
        .and.include('Nothing waits');
      const json = await workshop.ask(clone, ['status', '--json']);
      expect(JSON.parse(json.stdout)).to.include({ project: 'APP', tickets: 3 });
      expect(JSON.parse((await workshop.ask(clone, ['sync', '--full', '--json'])).stdout)).to.include({ error: null });
    });

    it('tells of one ticket that git and Jira agree', async () => {
      const { code, stdout } = await workshop.ask(clone, ['status', 'APP-1']);
      expect(code).to.equal(0);
      expect(stdout).to.include('APP-1').and.include('Git and Jira agree.');
      expect((await workshop.ask(clone, ['status', 'APP-99'])).code).to.equal(1);
    });

    it('takes no request that needs a key without one', async () => {
      expect((await fetch(`${workshop.url}/status`)).status).to.equal(401);
      expect((await workshop.ask(clone, ['status'], { TRACT_API_KEY: '' })).code).to.equal(2);
      expect((await workshop.ask(clone, ['sync'], { TRACT_API_KEY: `${API_KEY}x` })).code).to.equal(2);
    });

    it('refuses a second daemon on the same repository', async () => {
      const { code, stderr } = await workshop.start(['serve'], { TRACT_PORT: '0' }).ended;
      expect(code).to.equal(1);
      expect(stderr).to.include('already kept in sync by process');
    });

    it('refuses a single cycle beside a daemon, and the daemon goes on', async () => {
      const { code, stdout, stderr } = await workshop.start(['serve', '--once']).ended;
      expect([code, stdout]).to.deep.equal([1, '']);
      expect(stderr).to.match(/^tract: .* is already kept in sync by process \d+ on \S+: stop that one first\n$/);
      expect((await workshop.ask(clone, ['sync'])).code).to.equal(0);
    });

    it('ends in order at SIGTERM and unlocks; a push meanwhile succeeds and is synced at the next start', async () => {
      const { code } = await daemon.stop();
      expect(code).to.equal(0);
      await clone.pull();
      clone.edit('issues/APP-1.md', (text) => text.replace('title: First of all', 'title: Pushed while away'));
      expect(await clone.push()).to.include('The sync service does not run');
      daemon = await workshop.serve();
      await eventually(
        () => issue('APP-1').values.summary,
        (title) => title === 'Pushed while away',
      );
    });

    it('takes over from a daemon that was killed', async () => {
      await daemon.stop('SIGKILL');
      expect(existsSync(join(workshop.repository, 'tract-sync.lock'))).to.equal(true);
      daemon = await workshop.serve();
      workshop.jira.as('anna').editIssue('APP-1', { summary: 'After the kill' });
      const { code } = await workshop.ask(clone, ['sync']);
      expect(code).to.equal(0);
      expect(await workshop.git('show', 'main:issues/APP-1.md')).to.include('title: After the kill');
    });
  });
}
