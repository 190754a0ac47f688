import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { RunningTract } from './run-tract.ts';
import { eventually, SECRET, Workshop } from './workshop.ts';

const RECORDED = '../shared/jira/recorded';

for (const personality of ['server', 'cloud'] as const) {
  describe(`webhooks of Jira, ${personality}`, function () {
    this.timeout(60_000);
    let workshop: Workshop;
    let daemon: RunningTract;
    before(async () => {
      workshop = await Workshop.open(personality);
      await workshop.onboard();
      daemon = await workshop.serve();
    });
    after(() => workshop.close());

    const send = (body: string) =>
      fetch(`${workshop.url}/webhook/jira`, {
        method: 'POST',
        headers: { 'X-Hub-Signature': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}` },
        body,
      });
    const lag = async (part: 'sum' | 'count') => {
      const text = await (await fetch(`${workshop.url}/metrics`)).text();
      return Number(new RegExp(`^tract_webhook_to_commit_seconds_${part} (\\S+)$`, 'm').exec(text)?.[1]);
    };
    const commits = async () => Number(await workshop.git('rev-list', '--count', 'main'));

    it('of any Jira are understood or ignored: never an error, never data', async function () {
      if (!existsSync(RECORDED)) {
        console.log(`      skipped: ${RECORDED} is not here`);
        this.skip();
      }
      const bodies = readdirSync(RECORDED)
        .filter((name) => name.endsWith('.json'))
        .map((name) => readFileSync(`${RECORDED}/${name}`, 'utf8'));
      expect(bodies.length).to.be.greaterThan(100);
      const refs = await workshop.git('show-ref');
      const writes = workshop.jira.requests.writes().length;
      for (const body of bodies) {
        // The issue that it speaks of is one of the project, but nothing else that it says is true.
        const own = body.replace(/"key":\s*"[A-Z][A-Z0-9]+-\d+"/g, '"key":"APP-1"');
        expect([(await send(body)).status, (await send(own)).status]).to.deep.equal([202, 202]);
      }
      const clone = await workshop.clone();
      const { code, stdout } = await workshop.ask(clone, ['sync']);
      expect([code, stdout]).to.deep.equal([0, '✓ In sync: nothing to do\n']);
      expect(await workshop.git('show-ref')).to.equal(refs);
      expect(workshop.jira.requests.writes()).to.have.length(writes);
      expect(daemon.output).not.to.match(/ (?:error|warn)\b/);
    });

    it("are measured from Jira's own time of the event, of an issue and of a time entry that has no key", async () => {
      const before = { sum: await lag('sum'), count: await lag('count'), commits: await commits() };
      workshop.jira.as('anna').editIssue('APP-2', { summary: 'Measured' });
      const { id, key } = workshop.jira.world.issues.find('APP-2') ?? { id: '', key: '' };
      await send(JSON.stringify({ timestamp: Date.now() - 40_000, issue: { id, key } }));
      await eventually(commits, (count) => count > before.commits);
      workshop.jira.as('anna').logWork('APP-2', { timeSpent: '1h', startedMs: Date.UTC(2026, 2, 1, 8) });
      const event = { timestamp: Date.now() - 50_000, webhookEvent: 'worklog_created', worklog: { issueId: id } };
      await send(JSON.stringify(event));
      await eventually(commits, (count) => count > before.commits + 1);
      await eventually(
        () => lag('count'),
        (count) => count >= before.count + 2,
      );
      expect(await lag('count')).to.equal(before.count + 2);
      expect((await lag('sum')) - before.sum).to.be.within(90, 150);
    });
  });
}
