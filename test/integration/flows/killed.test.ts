import { expect } from 'chai';
import { type Clone, eventually } from '../cli/workshop.ts';
import { FlowSite, PERSONALITIES, push } from './flow-site.ts';

const LOST = /The answer was lost; should it be in Jira already, the push joins the two\./;

for (const personality of PERSONALITIES) {
  describe(`the sync service is killed between request and reply, ${personality}`, function () {
    this.timeout(60_000);
    let site: FlowSite;
    let clone: Clone;
    before(async () => {
      site = await FlowSite.open(personality);
      clone = await site.clone();
      await site.start();
    });
    after(() => site?.close());

    /** Resolves when so many requests have reached Jira from now on. */
    const reached = (path: RegExp, wanted: number) => {
      const before = site.jira.requests.count('POST', path);
      return eventually(
        () => site.jira.requests.count('POST', path) - before,
        (count) => count >= wanted,
      );
    };
    const CREATE = /\/issue$/;
    const LOG = /\/issue\/[^/]+\/worklog$/;

    it('what tract create and tract log were not told of is queued, and exactly once in Jira after the push', async () => {
      const whileAway = async (path: RegExp, ...args: readonly string[]) => {
        site.jira.faults.add({ kind: 'delay', delayMs: 1500, match: { method: 'POST', path } });
        const atJira = reached(path, 1);
        const asked = site.ask(clone, ...args);
        await atJira;
        await site.stop('SIGKILL');
        const { code, stdout } = await asked;
        expect([code, LOST.test(stdout)], stdout).to.deep.equal([0, true]);
        await site.start();
        return stdout.split('\n')[0];
      };
      const created = await whileAway(CREATE, 'create', 'APP', '--title', 'Lost', '--description', 'Is it there?');
      expect(created).to.equal('⚠️ Sync server unreachable - ticket queued locally');
      const logged = await whileAway(LOG, 'log', 'APP-1', '2h', 'Fixed bug', '--started', '2026-02-14T09:00:00Z');
      expect(logged).to.equal('⚠️ Sync server unreachable - worklog queued locally');
      await eventually(
        () => site.titled('Lost').length + site.worklogs('APP-1').length,
        (made) => made === 2,
      );
      await clone.pull();
      expect((await push(clone)).code).to.equal(0);
      await site.sync(clone);
      expect(site.titled('Lost')).to.deep.equal(['APP-3']);
      expect(site.worklogs('APP-1').map(({ seconds }) => seconds)).to.deep.equal([7200]);
      await clone.pull();
      expect(await site.paths('issues')).to.deep.equal(['issues/APP-1.md', 'issues/APP-2.md', 'issues/APP-3.md']);
      expect(clone.read('issues/APP-3.md')).to.include('title: Lost\n').and.include('\n\nIs it there?\n');
      expect((await site.lines('2026-02')).filter(({ issue }) => issue === 'APP-1')).to.have.length(1);
      expect(await site.queued()).to.deep.equal([]);
      expect(await site.sync(clone)).to.equal('✓ In sync: nothing to do\n');
    });

    it('a queue that is half in Jira goes on where it stopped', async () => {
      await site.stop();
      const before = site.worklogs('APP-2').map((each) => each.started);
      const started = [9, 10, 11, 12].map((hour) => `2026-02-16T${String(hour).padStart(2, '0')}:00:00Z`);
      for (const at of started) await site.tract(clone, 'log', 'APP-2', '1h', '--started', at);
      await site.tract(clone, 'create', 'APP', '--title', 'Half done');
      await site.start();
      site.jira.settings.latencyMs = 150;
      const half = reached(LOG, 2);
      const pushing = push(clone);
      await half;
      await site.stop('SIGKILL');
      site.jira.settings.latencyMs = 0;
      const { code, remote } = await pushing;
      expect([code, remote.at(-1)]).to.deep.equal([
        0,
        '! The sync service does not run: this push is synced as soon as it does.',
      ]);
      await site.start();
      await eventually(
        () => site.sync(clone),
        (said) => said === '✓ In sync: nothing to do\n',
      );
      expect(site.worklogs('APP-2').map((each) => each.started)).to.deep.equal([...before, ...started]);
      expect(site.titled('Half done')).to.have.length(1);
      expect(await site.queued()).to.deep.equal([]);
    });
  });
}
